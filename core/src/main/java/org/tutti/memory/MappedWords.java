package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;

/** Words of mapped memory: the only class that holds access modes. */
public abstract class MappedWords extends Words {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final int LOW_HALF = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : Integer.BYTES;

    private final @Nullable NativeAccess nativeAccess;
    private Nontemporal nontemporal = Nontemporal.AUTO;

    MappedWords(@Nullable NativeAccess nativeAccess) {
        this.nativeAccess = nativeAccess;
    }

    /**
     * {@return the words of a mapping}
     *
     * @param memory the mapping
     * @param nativeAccess how to sleep on a word, or null: parking is all there is then
     */
    public static MappedWords of(MemorySegment memory, @Nullable NativeAccess nativeAccess) {
        return new AnyMappedWords(memory, nativeAccess);
    }

    /** {@return the same, of a mapping that lasts: the first of a process is accessed faster than others} */
    public static MappedWords ofLasting(MemorySegment memory, @Nullable NativeAccess nativeAccess) {
        return FirstMappedWords.claim(memory) ? new FirstMappedWords(nativeAccess) : of(memory, nativeAccess);
    }

    /** {@return the mapping} */
    abstract MemorySegment memory();

    @Override
    public long getPlain(long offset) {
        return (long) LONG.get(memory(), offset);
    }

    @Override
    public void setPlain(long offset, long value) {
        LONG.set(memory(), offset, value);
    }

    @Override
    public void zero(long offset, long bytes) {
        memory().asSlice(offset, bytes).fill((byte) 0);
    }

    @Override
    public long getAcquire(long offset) {
        return (long) LONG.getAcquire(memory(), offset);
    }

    @Override
    public void setRelease(long offset, long value) {
        LONG.setRelease(memory(), offset, value);
    }

    @Override
    public boolean compareAndSet(long offset, long expected, long value) {
        return LONG.compareAndSet(memory(), offset, expected, value);
    }

    @Override
    public void fullFence() {
        VarHandle.fullFence();
    }

    @Override
    public void acquireFence() {
        VarHandle.acquireFence();
    }

    @Override
    public void copyIn(ElementType type, Object buffer, long index, long offset, int count) {
        boolean isArray = Buffers.isArray(buffer);
        if (ElementWord.isOne(type, count, offset) && (isArray || buffer instanceof MemorySegment)) {
            LONG.set(
                    memory(),
                    offset,
                    isArray
                            ? ElementWord.ofArray(type, buffer, (int) index)
                            : ((MemorySegment) buffer).get(ValueLayout.JAVA_LONG_UNALIGNED, type.bytes(index)));
        } else if (!isArray) {
            copyFrom(type, buffer, index, offset, count);
        } else {
            ArrayCopy.in(memory(), offset, type, buffer, (int) index, count);
        }
    }

    @Override
    public PayloadPath newPayloadPath() {
        return nativeAccess == null || nontemporal == Nontemporal.NEVER
                ? this::copyIn
                : new PayloadCopy(this, nativeAccess, nontemporal == Nontemporal.ALWAYS, System::nanoTime);
    }

    @Override
    public void nontemporal(Nontemporal when) {
        nontemporal = when;
    }

    @Override
    public void copyOut(ElementType type, long offset, Object buffer, long index, int count) {
        boolean isArray = Buffers.isArray(buffer);
        if (ElementWord.isOne(type, count, offset) && (isArray || buffer instanceof MemorySegment)) {
            long word = (long) LONG.get(memory(), offset);
            if (isArray) {
                ElementWord.toArray(type, buffer, (int) index, word);
            } else {
                ((MemorySegment) buffer).set(ValueLayout.JAVA_LONG_UNALIGNED, type.bytes(index), word);
            }
        } else if (!isArray) {
            copyTo(type, offset, buffer, index, count);
        } else {
            ArrayCopy.out(memory(), offset, type, buffer, (int) index, count);
        }
    }

    private void copyFrom(ElementType type, Object buffer, long index, long offset, int count) {
        if (buffer instanceof Items items) {
            items.pack(index, count, this, offset);
        } else {
            Buffers.betweenSegments(type, (MemorySegment) buffer, type.bytes(index), memory(), offset, count);
        }
    }

    private void copyTo(ElementType type, long offset, Object buffer, long index, int count) {
        if (buffer instanceof Items items) {
            items.unpack(index, count, this, offset);
        } else {
            Buffers.betweenSegments(type, memory(), offset, (MemorySegment) buffer, type.bytes(index), count);
        }
    }

    @Override
    public void copyBlocksIn(
            ElementType type, Object buffer, long position, long stride, int block, int blocks, long offset) {
        Buffers.packBlocks(type, buffer, position, stride, block, blocks, memory(), offset);
    }

    @Override
    public void copyBlocksOut(
            ElementType type, long offset, Object buffer, long position, long stride, int block, int blocks) {
        Buffers.unpackBlocks(type, memory(), offset, buffer, position, stride, block, blocks);
    }

    @Override
    public void sleepWhile(long offset, int expected, long nanos) {
        if (nativeAccess == null) {
            LockSupport.parkNanos(this, nanos);
        } else {
            nativeAccess.sleepWhile(memory(), offset + LOW_HALF, expected, nanos);
        }
    }

    @Override
    public int markAtEnd(long offset) {
        return nativeAccess == null ? 0 : nativeAccess.markAtEnd(memory(), offset + LOW_HALF);
    }

    @Override
    public boolean canWake() {
        return nativeAccess != null;
    }

    @Override
    public void wake(long offset) {
        if (nativeAccess != null) {
            nativeAccess.wake(memory(), offset + LOW_HALF);
        }
    }
}
