package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** Words that pass everything on, for subclasses that weaken or watch some of it. */
class PassingWords extends Words {
    private final Words words;

    PassingWords(Words words) {
        this.words = words;
    }

    @Override
    public long getPlain(long offset) {
        return words.getPlain(offset);
    }

    @Override
    public void setPlain(long offset, long value) {
        words.setPlain(offset, value);
    }

    @Override
    public void zero(long offset, long bytes) {
        words.zero(offset, bytes);
    }

    @Override
    public long getAcquire(long offset) {
        return words.getAcquire(offset);
    }

    @Override
    public void setRelease(long offset, long value) {
        words.setRelease(offset, value);
    }

    @Override
    public boolean compareAndSet(long offset, long expected, long value) {
        return words.compareAndSet(offset, expected, value);
    }

    @Override
    public void acquireFence() {
        words.acquireFence();
    }

    @Override
    public void fullFence() {
        words.fullFence();
    }

    @Override
    public void copyIn(ElementType type, Object array, long index, long offset, int count) {
        words.copyIn(type, array, index, offset, count);
    }

    @Override
    public void copyOut(ElementType type, long offset, Object array, long index, int count) {
        words.copyOut(type, offset, array, index, count);
    }

    @Override
    public void copyBlocksIn(
            ElementType type, Object buffer, long position, long stride, int block, int blocks, long offset) {
        words.copyBlocksIn(type, buffer, position, stride, block, blocks, offset);
    }

    @Override
    public void copyBlocksOut(
            ElementType type, long offset, Object buffer, long position, long stride, int block, int blocks) {
        words.copyBlocksOut(type, offset, buffer, position, stride, block, blocks);
    }

    @Override
    public void sleepWhile(long offset, int expected, long nanos) {
        words.sleepWhile(offset, expected, nanos);
    }

    @Override
    public boolean canWake() {
        return words.canWake();
    }

    @Override
    public void wake(long offset) {
        words.wake(offset);
    }
}
