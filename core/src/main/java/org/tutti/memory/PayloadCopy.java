package org.tutti.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;

/**
 * Copies long payload into shared memory, through the processor's caches or past them.
 *
 * <p>A line of the ring that its reader's core still holds is taken back before it is overwritten. Where both cores share a cache that is
 * cheap. Where they are far from each other it is most of the time that a copy takes, and stores that go past the caches take a sixth of it.
 * A program cannot know how its cores lie, and a virtual machine's move: so some copies are timed, now and then one of the other way as well, and
 * the faster way is taken. Threads that share this may lose a number of each other's, which does no harm.
 */
final class PayloadCopy {
    /** Shorter copies go through the caches in any case. */
    private static final int LEAST_BYTES = 2048;

    private static final int STAGE_BYTES = 8 << 10;
    private static final ThreadLocal<MemorySegment> STAGE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STAGE_BYTES, 128));
    private static final int KIB = 1024;
    /** One of so many copies is timed. */
    private static final int TIMED = 16;
    /** One of so many copies goes the other way. */
    private static final int TRIED = 256;
    /** The other way's first copies are slow, since they are interpreted: so many are timed before it is seldom tried. */
    private static final int PRACTICE = 500;
    /** A copy that is faster, in nanoseconds for a KiB, is not held up by other cores: then the other way is not even linked. */
    private static final double SLOW = 100;
    /** Who writes past the caches leaves the reader to fetch from memory: so it must gain that much. */
    private static final double GAIN = 1.5;

    private final NativeAccess access;
    private final LongSupplier nanos;
    private final Pace through = new Pace();
    private final Pace past = new Pace();
    private Nontemporal when = Nontemporal.AUTO;
    private @Nullable NontemporalCopy nontemporal;
    private boolean wasLinked;
    private boolean goesPast;
    private int copies;

    PayloadCopy(NativeAccess access, LongSupplier nanos) {
        this.access = access;
        this.nanos = nanos;
    }

    /** {@return whether so many elements are payload for {@link #in}: booleans, which are copied one by one, never are} */
    static boolean takes(ElementType type, int count) {
        return type.bytes(count) >= LEAST_BYTES && type != ElementType.BOOLEAN;
    }

    void choose(Nontemporal how) {
        when = how;
        goesPast = how == Nontemporal.ALWAYS && canGoPast();
    }

    /** Copies elements of an array or a segment to an offset. */
    void in(ElementType type, Object buffer, long index, MemorySegment memory, long offset, int count) {
        int number = copies++;
        if (number % TIMED != 0 || when != Nontemporal.AUTO) {
            copy(goesPast, type, buffer, index, memory, offset, count);
            return;
        }
        boolean way = isTrial(number) != goesPast;
        long start = nanos.getAsLong();
        copy(way, type, buffer, index, memory, offset, count);
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

    private void copy(
            boolean way, ElementType type, Object buffer, long index, MemorySegment memory, long offset, int count) {
        NontemporalCopy copy = nontemporal;
        if (!way || copy == null) {
            through(type, buffer, index, memory, offset, count);
        } else if (buffer instanceof MemorySegment segment && segment.isNative()) {
            copy.copy(segment, type.bytes(index), memory, offset, type.bytes(count));
        } else {
            throughStage(copy, type, buffer, index, memory, offset, count);
        }
    }

    /** What is on the heap goes piece by piece through memory that stays in the nearest cache: no segment needs to be made of an array. */
    private static void throughStage(
            NontemporalCopy copy,
            ElementType type,
            Object buffer,
            long index,
            MemorySegment memory,
            long offset,
            int count) {
        MemorySegment stage = STAGE.get();
        int most = type.count(STAGE_BYTES);
        for (int done = 0; done < count; done += most) {
            int part = Math.min(most, count - done);
            through(type, buffer, index + done, stage, 0, part);
            copy.copy(stage, 0, memory, offset + type.bytes(done), type.bytes(part));
        }
    }

    private static void through(
            ElementType type, Object buffer, long index, MemorySegment memory, long offset, int count) {
        if (Buffers.isArray(buffer)) {
            ArrayCopy.in(memory, offset, type, buffer, (int) index, count);
        } else {
            Buffers.betweenSegments(type, (MemorySegment) buffer, type.bytes(index), memory, offset, count);
        }
    }

    /** How long the last copies of one way took: the fastest of them, since whatever disturbs a copy makes it slow. */
    private static final class Pace {
        private static final int LAST = 4;

        private final double[] last = new double[LAST];
        private int count;

        Pace() {
            Arrays.fill(last, Double.POSITIVE_INFINITY);
        }

        void add(double nanos) {
            last[count++ & (LAST - 1)] = nanos;
        }

        /** {@return whether more than the first copies, into memory that nobody has used yet, have been timed} */
        boolean isKnown() {
            return count > 2 * LAST;
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
