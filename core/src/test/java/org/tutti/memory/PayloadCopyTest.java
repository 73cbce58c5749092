package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;

/** Which way is taken, with a clock and with ways that the test makes slow. */
class PayloadCopyTest {
    private static final int COUNT = 1024;
    private static final long FAST = 200;
    private static final long SLOW = 2000;
    private static final int MANY = 20_000;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger past = new AtomicInteger();
    private final AtomicInteger linked = new AtomicInteger();
    private final float[] elements = new float[COUNT];
    /** What a copy takes through the caches, and past them. */
    private long throughNanos;

    private long pastNanos = FAST;
    private boolean wentPast;

    private NativeAccess access(@Nullable NontemporalCopy copy) {
        return (NativeAccess) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NativeAccess.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("nontemporalCopy");
                    linked.incrementAndGet();
                    return copy;
                });
    }

    private PayloadCopy copies(boolean can) {
        NontemporalCopy copy = (from, fromOffset, to, toOffset, bytes) -> {
            past.incrementAndGet();
            wentPast = true;
            MemorySegment.copy(from, fromOffset, to, toOffset, bytes);
        };
        return new PayloadCopy(access(can ? copy : null), this::nanos);
    }

    /** The time passes between two readings as if a copy had taken it. */
    private long nanos() {
        long now = clock.addAndGet(wentPast ? pastNanos : throughNanos);
        wentPast = false;
        return now;
    }

    /** {@return how many of some copies went past the caches} */
    private int pastOf(PayloadCopy copies, int calls) {
        int before = past.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(2L * COUNT * Float.BYTES, 128);
            for (int i = 0; i < calls; i++) {
                elements[COUNT - 1] = i;
                copies.in(ElementType.FLOAT, elements, 1, memory, 128, COUNT - 1);
                assertThat(memory.getAtIndex(java.lang.foreign.ValueLayout.JAVA_FLOAT, 32 + COUNT - 2))
                        .isEqualTo(i);
            }
        }
        return past.get() - before;
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
        assertThat(pastOf(copies, MANY)).isGreaterThan(MANY * 9 / 10);
        throughNanos = FAST;
        pastOf(copies, 2000);
        assertThat(pastOf(copies, MANY)).as("cores are near again").isZero();
        throughNanos = SLOW;
        pastOf(copies, 2000);
        assertThat(pastOf(copies, MANY)).as("and far").isGreaterThan(MANY * 9 / 10);
        assertThat(linked).hasValue(1);
    }

    @Test
    void shouldStayWhereItGainsLittle() {
        throughNanos = SLOW;
        pastNanos = SLOW * 3 / 4;
        assertThat(pastOf(copies(true), MANY)).as("trials alone").isBetween(1, MANY / 16);
    }

    @Test
    void shouldDoWithout() {
        throughNanos = SLOW;
        assertThat(pastOf(copies(false), MANY)).isZero();
        assertThat(linked).as("asked once").hasValue(1);
    }

    @Test
    void shouldDoWhatItIsTold() {
        throughNanos = SLOW;
        PayloadCopy copies = copies(true);
        copies.choose(Nontemporal.NEVER);
        assertThat(pastOf(copies, MANY)).isZero();
        copies.choose(Nontemporal.ALWAYS);
        assertThat(pastOf(copies, MANY)).isEqualTo(MANY);
        copies(false).choose(Nontemporal.ALWAYS);
    }

    @Test
    void shouldLeaveBooleansAndShortMessagesAlone() {
        assertThat(PayloadCopy.takes(ElementType.BOOLEAN, 1 << 20)).isFalse();
        assertThat(PayloadCopy.takes(ElementType.FLOAT, 512)).isTrue();
        assertThat(PayloadCopy.takes(ElementType.FLOAT, 511)).isFalse();
    }
}
