package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;

/** Which way is taken, with a clock and with ways that the test makes slow. */
class PayloadCopyTest {
    private static final int COUNT = 1025;
    private static final long FAST = 200;
    private static final long SLOW = 2000;
    /** Copies of 4 KiB that are as much as one trial, and as one usual turn after practice. */
    private static final int TRIAL = 1024;

    private static final int USUAL = 64 * TRIAL;
    private static final int PRACTICE = 8;
    private static final int MANY = 40 * TRIAL;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger past = new AtomicInteger();
    private final AtomicInteger linked = new AtomicInteger();
    private final float[] elements = new float[COUNT];
    private final MemorySegment memory = Arena.ofAuto().allocate(TRIAL * 4096, 128);
    /** What a copy takes through the caches, and past them. */
    private long throughNanos;

    private long pastNanos = FAST;
    private boolean wentPast;
    private int readings;

    private NativeAccess access(@Nullable NontemporalCopy copy) {
        return (NativeAccess) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NativeAccess.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("nontemporalCopy");
                    linked.incrementAndGet();
                    return copy;
                });
    }

    private PayloadCopy copies(boolean can) {
        return copies(can, false);
    }

    private PayloadCopy copies(boolean can, boolean always) {
        NontemporalCopy copy = (from, fromOffset, to, toOffset, bytes) -> {
            past.incrementAndGet();
            wentPast = true;
            MemorySegment.copy(from, fromOffset, to, toOffset, bytes);
        };
        NativeAccess access = access(can ? copy : null);
        return new PayloadCopy(MappedWords.of(memory, access), access, always, this::nanos);
    }

    /** The time passes between two readings as if a copy had taken it. */
    private long nanos() {
        readings++;
        long now = clock.addAndGet(wentPast ? pastNanos : throughNanos);
        wentPast = false;
        return now;
    }

    /** {@return how many of some copies went past the caches} */
    private int pastOf(PayloadCopy copies, int calls) {
        int before = past.get();
        for (int i = 0; i < calls; i++) {
            elements[COUNT - 1] = i;
            copies.copyIn(ElementType.FLOAT, elements, 1, 128, COUNT - 1);
            assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, 32 + COUNT - 2))
                    .isEqualTo(i);
        }
        return past.get() - before;
    }

    private static Object value(ElementType type, int i) {
        return switch (type) {
            case BYTE -> (byte) i;
            case SHORT -> (short) i;
            case CHAR -> (char) i;
            case INT -> i;
            case LONG -> (long) i;
            case FLOAT -> (float) i;
            case DOUBLE -> (double) i;
            case BOOLEAN -> i % 3 == 0;
        };
    }

    @Test
    void shouldNotEvenLinkWhereCopiesAreFast() {
        throughNanos = FAST;
        assertThat(pastOf(copies(true), MANY)).isZero();
        assertThat(linked).hasValue(0);
    }

    @Test
    void shouldGoPastWhereThatIsFasterAndComeBack() {
        throughNanos = SLOW;
        PayloadCopy copies = copies(true);
        pastOf(copies, 2 * TRIAL);
        assertThat(pastOf(copies, MANY)).isGreaterThan(MANY * 3 / 4);
        throughNanos = FAST;
        pastOf(copies, USUAL + TRIAL);
        assertThat(pastOf(copies, MANY)).as("cores are near again").isZero();
        throughNanos = SLOW;
        pastOf(copies, USUAL + 2 * TRIAL);
        assertThat(pastOf(copies, MANY)).as("and far").isEqualTo(MANY);
        assertThat(linked).hasValue(1);
    }

    /** Two readings of the clock for each that is timed. */
    @Test
    void shouldTimeOneOfSeventeenCopies() {
        throughNanos = FAST;
        PayloadCopy copies = copies(true);
        pastOf(copies, 17 * 18);
        assertThat(readings).isEqualTo(2 * 18);
    }

    @Test
    void shouldTimeNoShortCopy() {
        PayloadCopy copies = copies(true);
        for (int count : new int[] {2047, 2048}) {
            readings = 0;
            for (int i = 0; i < 17; i++) {
                copies.copyIn(ElementType.BYTE, new byte[count], 0, 128, count);
            }
            assertThat(readings).as(count + " bytes").isEqualTo(count < 2048 ? 0 : 2);
        }
    }

    /** As much as a trial goes through the caches, to be known; then as much goes past them, by turns as long as it is practised. */
    @Test
    void shouldKnowTheUsualWayBeforeItTriesTheOther() {
        throughNanos = SLOW;
        pastNanos = SLOW;
        PayloadCopy copies = copies(true);
        for (int i = 0; i < PRACTICE; i++) {
            assertThat(pastOf(copies, TRIAL)).isZero();
            assertThat(pastOf(copies, TRIAL)).isEqualTo(TRIAL);
        }
        assertThat(pastOf(copies, USUAL)).as("after practice").isZero();
        assertThat(pastOf(copies, TRIAL)).isEqualTo(TRIAL);
    }

    /** Only when the ring has been filled past the caches is it known how fast that is: of a trial the last quarter counts. */
    @Test
    void shouldTimeTheEndOfATrial() {
        throughNanos = SLOW;
        pastNanos = 100 * SLOW;
        PayloadCopy copies = copies(true);
        pastOf(copies, TRIAL);
        readings = 0;
        pastOf(copies, TRIAL * 3 / 4);
        assertThat(readings).isZero();
        pastNanos = FAST;
        pastOf(copies, TRIAL / 4);
        assertThat(readings).isEqualTo(2 * TRIAL / 4);
        assertThat(pastOf(copies, TRIAL)).as("the trial was won").isEqualTo(TRIAL);
    }

    /** A copy of a whole message into its receiver's memory may be longer than a trial. */
    @Test
    void shouldNotDecideByFewerCopiesThanCount() {
        throughNanos = SLOW;
        PayloadCopy copies = copies(true);
        pastOf(copies, TRIAL);
        byte[] message = new byte[TRIAL * 4096];
        for (int trial = 0; trial < 7; trial++) {
            past.set(0);
            copies.copyIn(ElementType.BYTE, message, 0, 0, message.length);
            assertThat(past).as("the trial").doesNotHaveValue(0);
            assertThat(pastOf(copies, TRIAL)).as("the usual way").isZero();
        }
        copies.copyIn(ElementType.BYTE, message, 0, 0, message.length);
        assertThat(pastOf(copies, TRIAL)).as("eight are known").isEqualTo(TRIAL);
    }

    /** The middle one of the last fifteen tells: seven slow ones do not. */
    @Test
    void shouldNotBeMisledBySevenCopiesThatWereDisturbed() {
        throughNanos = FAST;
        PayloadCopy copies = copies(true);
        pastOf(copies, TRIAL - 7 * 17);
        throughNanos = SLOW;
        pastOf(copies, 7 * 17);
        throughNanos = FAST;
        assertThat(pastOf(copies, TRIAL)).isZero();
        assertThat(linked).hasValue(0);
    }

    /** Nor do seven fast ones, whose lines nobody held. */
    @Test
    void shouldNotBeMisledBySevenCopiesThatWereLucky() {
        throughNanos = SLOW;
        PayloadCopy copies = copies(true);
        pastOf(copies, TRIAL - 7 * 17);
        throughNanos = FAST;
        pastOf(copies, 7 * 17);
        assertThat(pastOf(copies, TRIAL)).isEqualTo(TRIAL);
    }

    @Test
    void shouldStayWhereItGainsLittle() {
        throughNanos = SLOW;
        pastNanos = SLOW * 7 / 8;
        PayloadCopy copies = copies(true);
        pastOf(copies, 2 * PRACTICE * TRIAL);
        assertThat(pastOf(copies, USUAL + TRIAL)).as("the trial alone").isEqualTo(TRIAL);
    }

    @Test
    void shouldDoWithout() {
        throughNanos = SLOW;
        assertThat(pastOf(copies(false), MANY)).isZero();
        assertThat(linked).as("asked once").hasValue(1);
    }

    @Test
    void shouldAlwaysGoPastWhereItIsTold() {
        assertThat(pastOf(copies(true, true), MANY)).isEqualTo(MANY);
        assertThat(pastOf(copies(false, true), MANY)).isZero();
    }

    @Test
    void shouldNeverGoPastWhereItIsTold() {
        MappedWords words = MappedWords.of(memory, access(null));
        words.nontemporal(Nontemporal.NEVER);
        assertThat(words.newPayloadPath()).isNotInstanceOf(PayloadCopy.class);
        words.nontemporal(Nontemporal.AUTO);
        assertThat(words.newPayloadPath()).isInstanceOf(PayloadCopy.class);
    }

    /** Each kind of buffer and length arrives whole: more than a stage, not a whole number of lines, an odd place. */
    @ParameterizedTest
    @EnumSource
    void shouldCopyAnythingEitherWay(ElementType type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(100_000, 128);
            for (boolean can : new boolean[] {true, false}) {
                NontemporalCopy plain = MemorySegment::copy;
                NativeAccess access = access(can ? plain : null);
                PayloadCopy copies = new PayloadCopy(MappedWords.of(to, access), access, true, this::nanos);
                for (int count : new int[] {0, 1, 255, 256, 1025, 3000, 9999}) {
                    Object array = type.newArray(count + 3);
                    for (int i = 0; i < count + 3; i++) {
                        Array.set(array, i, value(type, i));
                    }
                    copies.copyIn(type, array, 3, 136, count);
                    Object back = type.newArray(count);
                    MappedWords.of(to, null).copyOut(type, 136, back, 0, count);
                    for (int i = 0; i < count; i++) {
                        assertThat(Array.get(back, i)).isEqualTo(Array.get(array, i + 3));
                    }
                }
            }
        }
    }
}
