package org.tutti.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;

/**
 * Copies payload into shared memory, long payload through the processor's caches or past them.
 *
 * <p>A line of the ring that its reader's core still holds is taken back before it is overwritten. Where both cores share a cache that
 * is cheap. Where they are far from each other it is most of the time that a copy takes, and stores that go past the caches take half of
 * it or less. A program cannot know how its cores lie, and a virtual machine's move: so some copies are timed, now and then a run of
 * them goes the other way, and the faster way is taken. A run is long enough to fill the ring, and its last copies alone are timed: the
 * way past the caches is fast only into lines that were not last written through them. Threads that share a path may lose a number of
 * each other's: they choose a little later, and copy right.
 */
final class PayloadCopy implements PayloadPath {
    /** Shorter copies go through the caches in any case. */
    private static final int LEAST_BYTES = 2048;

    private static final int STAGE_BYTES = 8 << 10;
    private static final ThreadLocal<MemorySegment> STAGE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STAGE_BYTES, 128));
    private static final int KIB = 1024;
    private static final long MIB = 1 << 20;
    /** One of so many copies is timed. Odd, since messages have a power of two of pieces, which are not alike. */
    private static final int TIMED = 17;
    /** So much goes the other way in one run, twice the usual ring; and as much goes the usual way before the first run. */
    private static final long TRIAL_BYTES = 4 * MIB;
    /** So much of a run is timed, at its end. */
    private static final long TIMED_BYTES = MIB;
    /** So much goes the usual way between two runs. */
    private static final long USUAL_BYTES = 64 * TRIAL_BYTES;
    /** The other way's first copies are slow, since they are interpreted: after so many runs they come seldom. */
    private static final int PRACTICE = 8;
    /** A copy that is faster, in nanoseconds for a KiB, is not held up by other cores: then the other way is not even linked. */
    private static final double SLOW = 100;
    /** Who writes past the caches leaves the reader to fetch from memory: so it must gain that much. */
    private static final double GAIN = 1.2;

    private final MappedWords words;
    private final NativeAccess access;
    private final boolean always;
    private final LongSupplier nanos;
    private final Pace through = new Pace(0);
    private final Pace past = new Pace(Double.POSITIVE_INFINITY);
    private @Nullable NontemporalCopy nontemporal;
    private boolean wasLinked;
    private boolean goesPast;
    private boolean isTrial;
    private int copies;
    private int trials;
    private long copied;
    private long turnEnd = TRIAL_BYTES;

    PayloadCopy(MappedWords words, NativeAccess access, boolean always, LongSupplier nanos) {
        this.words = words;
        this.access = access;
        this.always = always;
        this.nanos = nanos;
        this.goesPast = always && canGoPast();
    }

    @Override
    public void copyIn(ElementType type, Object buffer, long index, long offset, int count) {
        long bytes = type.bytes(count);
        if (bytes < LEAST_BYTES || type == ElementType.BOOLEAN || buffer instanceof Items) {
            words.copyIn(type, buffer, index, offset, count);
            return;
        }
        if (!always && copied >= turnEnd) {
            nextTurn();
        }
        copied += bytes;
        boolean goPast = isTrial != goesPast;
        if (always || !isTimed()) {
            copy(goPast, type, buffer, index, offset, count);
        } else {
            long start = nanos.getAsLong();
            copy(goPast, type, buffer, index, offset, count);
            double taken = nanos.getAsLong() - start;
            (goPast ? past : through).add(taken * KIB / bytes);
        }
    }

    private boolean isTimed() {
        return isTrial ? turnEnd - copied < TIMED_BYTES : copies++ % TIMED == 0;
    }

    private void nextTurn() {
        if (isTrial) {
            isTrial = false;
            trials = Math.min(PRACTICE, trials + 1);
            goesPast = GAIN * past.nanos() < through.nanos();
        } else {
            isTrial = goesPast || (through.nanos() > SLOW && canGoPast());
        }
        turnEnd = copied + (isTrial || trials < PRACTICE ? TRIAL_BYTES : USUAL_BYTES);
    }

    private boolean canGoPast() {
        if (!wasLinked) {
            wasLinked = true;
            nontemporal = access.nontemporalCopy();
        }
        return nontemporal != null;
    }

    private void copy(boolean goPast, ElementType type, Object buffer, long index, long offset, int count) {
        NontemporalCopy copy = nontemporal;
        if (goPast && copy != null) {
            throughStage(copy, type, buffer, index, offset, count);
        } else {
            words.copyIn(type, buffer, index, offset, count);
        }
    }

    /**
     * Piece by piece through memory that stays in the nearest cache: so no segment needs to be made of an array, and a file of the program's
     * that becomes shorter meanwhile is an error of a copy that the JVM knows.
     */
    private void throughStage(
            NontemporalCopy copy, ElementType type, Object buffer, long index, long offset, int count) {
        MemorySegment stage = STAGE.get();
        int most = type.count(STAGE_BYTES);
        int left = count;
        while (left > 0) {
            int part = Math.min(most, left);
            int done = count - left;
            Buffers.copy(type, buffer, index + done, stage, 0, part);
            copy.copy(stage, 0, words.memory(), offset + type.bytes(done), type.bytes(part));
            left -= part;
        }
    }

    /**
     * How long the last copies of one way took: the middle one of them, which neither an interruption moves nor a piece that nobody held.
     */
    private static final class Pace {
        private static final int LAST = 15;

        private final double[] last = new double[LAST];
        private final double[] sorted = new double[LAST];
        private int next;

        /** Until half of the copies that count are known this is told: a long message may be the whole of a trial. */
        Pace(double unknown) {
            Arrays.fill(last, unknown);
        }

        void add(double nanos) {
            last[next] = nanos;
            next = (next + 1) % LAST;
        }

        double nanos() {
            System.arraycopy(last, 0, sorted, 0, LAST);
            Arrays.sort(sorted);
            return sorted[LAST / 2];
        }
    }
}
