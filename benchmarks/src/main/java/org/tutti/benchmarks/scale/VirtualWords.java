package org.tutti.benchmarks.scale;

import java.util.HashMap;
import java.util.Map;
import org.tutti.benchmarks.scale.VirtualMemory.Waiter;
import org.tutti.benchmarks.scale.VirtualMemory.Word;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;
import org.tutti.segment.VirtualLanes;

/**
 * The memory of a model as one rank sees it; each access takes virtual time. Who loads a word again that has not changed
 * spins: it waits until one of those changes that it has loaded meanwhile, or lets another rank have the core.
 */
final class VirtualWords extends Words {
    private final VirtualMemory memory;
    private final VirtualTime time;
    private final Core core;
    private final int rank;
    private final boolean canWake;
    /** What this look has loaded so far, and how often it had been published. */
    private final Map<Word, Long> look = new HashMap<>();

    private long waits;

    VirtualWords(VirtualMemory memory, VirtualTime time, int rank, boolean canWake) {
        this.memory = memory;
        this.time = time;
        this.core = time.core(rank);
        this.rank = rank;
        this.canWake = canWake;
    }

    @Override
    public long getPlain(long offset) {
        time.point(rank);
        core.read(memory.line(offset));
        return memory.values.getPlain(offset);
    }

    @Override
    public void setPlain(long offset, long value) {
        time.point(rank);
        core.write(memory.line(offset));
        memory.values.setPlain(offset, value);
    }

    @Override
    public void zero(long offset, long bytes) {
        writeLines(offset, bytes);
        memory.values.zero(offset, bytes);
    }

    @Override
    public long getAcquire(long offset) {
        time.point(rank);
        if (VirtualLanes.isAwaited(offset)) {
            Word word = memory.word(offset);
            if (look.containsKey(word)) {
                spin();
            }
            look.put(word, word.published);
        }
        core.read(memory.line(offset));
        return memory.values.getPlain(offset);
    }

    private void spin() {
        core.finishReads();
        if (time.sharesCore(rank)) {
            time.giveWay(rank);
        } else if (!goOn()) {
            waits++;
            look.keySet().forEach(word -> word.waiters.add(new Waiter(this, waits)));
            time.park(rank);
        }
        look.clear();
    }

    /** {@return whether a word has changed since this rank looked} Then it goes on when it sees that. */
    private boolean goOn() {
        double seen = Double.POSITIVE_INFINITY;
        for (Map.Entry<Word, Long> looked : look.entrySet()) {
            if (looked.getKey().published > looked.getValue()) {
                seen = Math.min(seen, looked.getKey().visible);
            }
        }
        if (seen == Double.POSITIVE_INFINITY) {
            return false;
        }
        core.surprise(seen);
        return true;
    }

    private void wake(long wait, double visible) {
        if (wait == waits) {
            waits++;
            core.surprise(visible);
            time.wake(rank);
        }
    }

    @Override
    public void setRelease(long offset, long value) {
        time.point(rank);
        look.clear();
        double visible = core.write(memory.line(offset));
        memory.values.setPlain(offset, value);
        Word word = memory.word(offset);
        word.published++;
        word.visible = visible;
        word.waiters.forEach(waiter -> waiter.rank().wake(waiter.number(), visible));
        word.waiters.clear();
    }

    @Override
    public boolean compareAndSet(long offset, long expected, long value) {
        throw new IllegalStateException("the model has no abort record: a rank has failed");
    }

    @Override
    public void acquireFence() {
        // reads are in their order here
    }

    @Override
    public void fullFence() {
        core.drainStores();
    }

    @Override
    public void copyIn(ElementType type, Object buffer, long index, long offset, int count) {
        writeLines(offset, type.bytes(count));
        memory.values.copyIn(type, buffer, index, offset, count);
    }

    @Override
    public void copyOut(ElementType type, long offset, Object buffer, long index, int count) {
        readLines(offset, type.bytes(count));
        memory.values.copyOut(type, offset, buffer, index, count);
    }

    @Override
    public void copyBlocksIn(
            ElementType type, Object buffer, long position, long stride, int block, int blocks, long offset) {
        writeLines(offset, blocks * type.bytes(block));
        memory.values.copyBlocksIn(type, buffer, position, stride, block, blocks, offset);
    }

    @Override
    public void copyBlocksOut(
            ElementType type, long offset, Object buffer, long position, long stride, int block, int blocks) {
        readLines(offset, blocks * type.bytes(block));
        memory.values.copyBlocksOut(type, offset, buffer, position, stride, block, blocks);
    }

    private void writeLines(long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at = VirtualMemory.nextLine(at)) {
            time.point(rank);
            core.write(memory.line(at));
        }
        core.copy(bytes);
    }

    private void readLines(long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at = VirtualMemory.nextLine(at)) {
            time.point(rank);
            core.read(memory.line(at));
        }
        core.copy(bytes);
    }

    /** A sleep may return early; where cores are shared, waiting means giving the core away. */
    @Override
    public void sleepWhile(long offset, int expected, long nanos) {
        look.clear();
        if (time.sharesCore(rank)) {
            time.giveWay(rank);
        }
    }

    @Override
    public boolean canWake() {
        return canWake;
    }

    @Override
    public void wake(long offset) {
        // Nobody sleeps.
    }
}
