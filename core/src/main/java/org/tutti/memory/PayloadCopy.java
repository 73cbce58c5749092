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
 * <p>A line of the ring that its reader's core still holds is taken back before it is overwritten. Where both cores share a cache that is
 * cheap. Where they are far from each other it is most of the time that a copy takes, and stores that go past the caches take a sixth of it.
 * A program cannot know how its cores lie, and a virtual machine's move: so some copies are timed, now and then one of the other way as well, and
 * the faster way is taken. Threads that share a path may lose a number of each other's: they choose a little later, and copy right.
 */
final class PayloadCopy implements PayloadPath {
    /** Shorter copies go through the caches in any case. */
    private static final int LEAST_BYTES = 2048;

    private static final int STAGE_BYTES = 8 << 10;
    private static final ThreadLocal<MemorySegment> STAGE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STAGE_BYTES, 128));
    private static final int KIB = 1024;
    /** One of so many copies is timed. Odd, since messages have a power of two of pieces, which are not alike. */
    private static final int TIMED = 17;
    /** One of so many copies goes the other way. */
    private static final int TRIED = 15 * TIMED;
    /** The other way's first copies are slow, since they are interpreted: so many are timed before it is seldom tried. */
    private static final int PRACTICE = 500;
    /** A copy that is faster, in nanoseconds for a KiB, is not held up by other cores: then the other way is not even linked. */
    private static final double SLOW = 100;
    /** Who writes past the caches leaves the reader to fetch from memory: so it must gain that much. */
    private static final double GAIN = 1.5;

    private final MappedWords words;
    private final NativeAccess access;
    private final boolean always;
    private final LongSupplier nanos;
    private final Pace through = new Pace();
    private final Pace past = new Pace();
    private @Nullable NontemporalCopy nontemporal;
    private boolean wasLinked;
    private boolean goesPast;
    private int copies;

    PayloadCopy(MappedWords words, NativeAccess access, boolean always, LongSupplier nanos) {
        this.words = words;
        this.access = access;
        this.always = always;
        this.nanos = nanos;
        this.goesPast = always && canGoPast();
    }

    @Override
    public void copyIn(ElementType type, Object buffer, long index, long offset, int count) {
        if (type.bytes(count) < LEAST_BYTES || type == ElementType.BOOLEAN || buffer instanceof Items) {
            words.copyIn(type, buffer, index, offset, count);
        } else if (always || copies++ % TIMED != 0) {
            copy(goesPast, type, buffer, index, offset, count);
        } else {
            copyTimed(copies - 1, type, buffer, index, offset, count);
        }
    }

    private void copyTimed(int number, ElementType type, Object buffer, long index, long offset, int count) {
        boolean way = isTrial(number) != goesPast;
        long start = nanos.getAsLong();
        copy(way, type, buffer, index, offset, count);
        double taken = nanos.getAsLong() - start;
        (way ? past : through).add(taken * KIB / type.bytes(count));
        goesPast = GAIN * past.nanos() < through.nanos();
    }

    private boolean isTrial(int number) {
        if (goesPast) {
            return number % TRIED == 0;
        }
        return through.isKnown()
                && through.nanos() > SLOW
                && canGoPast()
                && (past.count < PRACTICE || number % TRIED == 0);
    }

    private boolean canGoPast() {
        if (!wasLinked) {
            wasLinked = true;
            nontemporal = access.nontemporalCopy();
        }
        return nontemporal != null;
    }

    private void copy(boolean way, ElementType type, Object buffer, long index, long offset, int count) {
        NontemporalCopy copy = nontemporal;
        if (way && copy != null) {
            throughStage(copy, type, buffer, index, offset, count);
        } else {
            words.copyIn(type, buffer, index, offset, count);
        }
    }

    /**
     * Piece by piece through memory that stays in the nearest cache: so no segment needs to be made of an array, and a file of the program's that
     * becomes shorter meanwhile is an error of a copy that the JVM knows.
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

    /** How long the last copies of one way took: the fastest of them, since whatever disturbs a copy makes it slow. */
    private static final class Pace {
        private static final int LAST = 4;
        /** The first copies go to memory that nobody has used yet. */
        private static final int FIRST = 2 * LAST;

        private final double[] last = new double[LAST];
        private int next;
        private int count;

        Pace() {
            Arrays.fill(last, Double.POSITIVE_INFINITY);
        }

        void add(double nanos) {
            last[next++ & (LAST - 1)] = nanos;
            count = Math.min(PRACTICE, count + 1);
        }

        /** {@return whether more than the first copies have been timed} */
        boolean isKnown() {
            return count > FIRST;
        }

        double nanos() {
            double least = last[0];
            for (int i = 1; i < LAST; i++) {
                least = Math.min(least, last[i]);
            }
            return least;
        }
    }
}
