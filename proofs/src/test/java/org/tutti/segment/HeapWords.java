package org.tutti.segment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/**
 * The heap twin of mapped words, as one rank sees them: every access is a point at which a schedule may let another rank go
 * on. It behaves like a processor that keeps its last release back for as long as it may: until the next store, a fence, or
 * a call of the kernel; the rank itself sees it at once.
 */
public final class HeapWords extends Words {
    /** What can be wrong with a twin, to see whether a model notices. */
    public enum Defect {
        /** Words of lanes seem to be two ahead. */
        AHEAD,
        /** A compare and set is a load and a store. */
        TWO_STEPS,
        /** A fence does nothing. */
        NO_FENCE,
        /** The kernel puts a rank to sleep without comparing. */
        SLEEP_UNSEEN,
        /** Memory that is to be zero stays as it is. */
        NO_ZEROS
    }

    private static final long NONE = -1;

    private final long[] memory;
    private final Schedule schedule;
    private final int rank;
    private final Set<Defect> defects;
    private final IdentityHashMap<Object, Long> shared = new IdentityHashMap<>();
    private long heldOffset = NONE;
    private long heldValue;
    private boolean lost;

    HeapWords(long[] memory, Schedule schedule, int rank, Defect... defects) {
        this.memory = memory;
        this.schedule = schedule;
        this.rank = rank;
        this.defects = EnumSet.noneOf(Defect.class);
        this.defects.addAll(Arrays.asList(defects));
    }

    private static int index(long offset) {
        return (int) (offset / Long.BYTES);
    }

    private long load(long offset) {
        schedule.point(rank);
        return offset == heldOffset ? heldValue : memory[index(offset)];
    }

    private void store(long offset, long value) {
        drain();
        schedule.point(rank);
        memory[index(offset)] = value;
        schedule.stored(rank);
    }

    /** Lets others see what is kept back; a processor does so in time. */
    public void drain() {
        if (heldOffset != NONE) {
            long offset = heldOffset;
            heldOffset = NONE;
            store(offset, heldValue);
        }
    }

    @Override
    public long getPlain(long offset) {
        return load(offset);
    }

    @Override
    public void setPlain(long offset, long value) {
        store(offset, value);
    }

    /** All at once: of what nobody may look at yet. */
    @Override
    public void zero(long offset, long bytes) {
        drain();
        schedule.point(rank);
        if (!defects.contains(Defect.NO_ZEROS)) {
            Arrays.fill(memory, index(offset), index(offset + bytes), 0);
        }
        schedule.stored(rank);
    }

    /** Says that an array of this rank's program lies here: whoever copies from or to it accesses these words. */
    void share(long[] array, long offset) {
        shared.put(array, offset);
    }

    /** {@return where an array of this rank's program lies, or 0} */
    long placeOf(Object array) {
        return shared.getOrDefault(array, 0L);
    }

    private long element(Object array, long index) {
        long place = placeOf(array);
        return place == 0 ? ((long[]) array)[(int) index] : load(place + index * Long.BYTES);
    }

    private void setElement(Object array, long index, long value) {
        long place = placeOf(array);
        if (place == 0) {
            ((long[]) array)[(int) index] = value;
        } else {
            store(place + index * Long.BYTES, value);
        }
    }

    /** Who has lost a compare and set waits for what the winner stores, and not for a time to pass. */
    @Override
    public long getAcquire(long offset) {
        long value = load(offset);
        while (lost && value == 0) {
            schedule.pause(rank);
            value = load(offset);
        }
        return defects.contains(Defect.AHEAD) && offset >= ArenaLayout.ROWS ? value + 2 : value;
    }

    @Override
    public void setRelease(long offset, long value) {
        drain();
        heldOffset = offset;
        heldValue = value;
    }

    @Override
    public boolean compareAndSet(long offset, long expected, long value) {
        drain();
        schedule.point(rank);
        if (memory[index(offset)] != expected) {
            lost = true;
            return false;
        }
        if (defects.contains(Defect.TWO_STEPS)) {
            schedule.point(rank);
        }
        memory[index(offset)] = value;
        schedule.stored(rank);
        return true;
    }

    @Override
    public void acquireFence() {
        // reads are in their order here
    }

    @Override
    public void fullFence() {
        if (!defects.contains(Defect.NO_FENCE)) {
            drain();
        }
    }

    /** Longs one by one; bytes, which only the text of an abort record has, at once. */
    @Override
    public void copyIn(ElementType type, Object array, long index, long offset, int count) {
        for (int i = 0; i < count; i++) {
            if (type == ElementType.LONG) {
                store(offset + (long) i * Long.BYTES, element(array, index + i));
            } else {
                int shift = shift(offset + i);
                long others = memory[index(offset + i)] & ~(0xffL << shift);
                memory[index(offset + i)] = others | (((byte[]) array)[(int) index + i] & 0xffL) << shift;
            }
        }
        schedule.stored(rank);
    }

    /** Longs one by one; bytes, as which a message is stored that nobody wants yet, word by word. */
    @Override
    public void copyOut(ElementType type, long offset, Object array, long index, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            if (type == ElementType.LONG) {
                setElement(array, index + i, load(offset + (long) i * Long.BYTES));
            } else {
                if (i == 0 || shift(offset + i) == 0) {
                    word = load((offset + i) & -Long.BYTES);
                }
                ((byte[]) array)[(int) index + i] = (byte) (word >>> shift(offset + i));
            }
        }
    }

    @Override
    public void copyBlocksIn(
            ElementType type, Object array, long position, long stride, int block, int blocks, long offset) {
        for (int i = 0; i < blocks; i++) {
            copyIn(type, array, type.count(position + i * stride), offset + i * type.bytes(block), block);
        }
    }

    @Override
    public void copyBlocksOut(
            ElementType type, long offset, Object array, long position, long stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            copyOut(type, offset + i * type.bytes(block), array, type.count(position + i * stride), block);
        }
    }

    private static int shift(long offset) {
        return (int) (offset % Long.BYTES) * Byte.SIZE;
    }

    /** As the kernel does it: compares and falls asleep in one step. There is no time-out, so that a lost wake-up shows. */
    @Override
    public void sleepWhile(long offset, int expected, long nanos) {
        drain();
        schedule.point(rank);
        if ((int) memory[index(offset)] == expected || defects.contains(Defect.SLEEP_UNSEEN)) {
            schedule.sleep(rank);
        }
    }

    @Override
    public boolean canWake() {
        return true;
    }

    @Override
    public void wake(long offset) {
        drain();
        schedule.point(rank);
        schedule.wake();
    }
}
