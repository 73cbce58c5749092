package org.tutti.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;
import org.tutti.segment.HappensBefore.Access;

/** A {@link CheckedMemory} as one rank sees it. */
final class CheckedWords extends Words {
    /** What a thread writes that the kernel marks at its end. */
    static final int MARK = 7;

    private static final long AWAKE = -1;
    private static final long ENDED = -2;

    private final CheckedMemory shared;
    private final int rank;
    private final Deque<Store> stores = new ArrayDeque<>();
    private long sleepsOn = AWAKE;

    /** A store that others do not see yet. */
    private static final class Store {
        private final long offset;
        private final long value;
        /** What whoever acquires it will know, or null where it is plain. */
        private final int[] known;

        Store(long offset, long value, int[] known) {
            this.offset = offset;
            this.value = value;
            this.known = known;
        }
    }

    CheckedWords(CheckedMemory shared, int rank) {
        this.shared = shared;
        this.rank = rank;
    }

    private void access(long offset, Access access) {
        if (shared.hasFailed()) {
            throw new IllegalStateException("another rank has failed");
        }
        if (shared.letsOut()) {
            letOut();
        }
        try {
            shared.order.access(rank, word(offset), access);
        } catch (AssertionError e) {
            shared.fail();
            throw e;
        }
    }

    private void letOut() {
        for (Store store = stores.poll(); store != null; store = stores.poll()) {
            shared.memory.setPlain(store.offset, store.value);
            shared.order.stored(word(store.offset), store.known);
        }
    }

    private static int word(long offset) {
        return Math.toIntExact(offset / Long.BYTES);
    }

    /** {@return the last own store to a word that others do not see yet, or null} */
    private Store ownStore(long offset) {
        Store last = null;
        for (Store store : stores) {
            last = store.offset == offset ? store : last;
        }
        return last;
    }

    private long value(long offset) {
        Store own = ownStore(offset);
        return own == null ? shared.memory.getPlain(offset) : own.value;
    }

    @Override
    public long getPlain(long offset) {
        synchronized (shared) {
            access(offset, Access.PLAIN_READ);
            return value(offset);
        }
    }

    @Override
    public void setPlain(long offset, long value) {
        synchronized (shared) {
            access(offset, Access.PLAIN_WRITE);
            stores.add(new Store(offset, value, null));
        }
    }

    @Override
    public void zero(long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            setPlain(at, 0);
        }
    }

    @Override
    public long getAcquire(long offset) {
        synchronized (shared) {
            access(offset, Access.ORDERED_READ);
            if (ownStore(offset) == null) {
                shared.order.acquire(rank, word(offset));
            }
            return value(offset);
        }
    }

    @Override
    public void setRelease(long offset, long value) {
        synchronized (shared) {
            access(offset, Access.ORDERED_WRITE);
            stores.add(new Store(offset, value, shared.order.release(rank)));
        }
    }

    @Override
    public boolean compareAndSet(long offset, long expected, long value) {
        synchronized (shared) {
            access(offset, Access.ORDERED_WRITE);
            letOut();
            shared.order.acquire(rank, word(offset));
            if (value(offset) != expected) {
                return false;
            }
            stores.add(new Store(offset, value, shared.order.release(rank)));
            letOut();
            return true;
        }
    }

    @Override
    public void acquireFence() {
        // reads are in their order here
    }

    @Override
    public void fullFence() {
        synchronized (shared) {
            letOut();
        }
    }

    /** Accesses all words that a range of bytes touches, behind own stores to them that others do not see yet. */
    private void access(long offset, long bytes, Access access) {
        for (long at = offset & -Long.BYTES; at < offset + bytes; at += Long.BYTES) {
            access(at, access);
            if (ownStore(at) != null) {
                letOut();
            }
        }
    }

    @Override
    public void copyIn(ElementType type, Object array, long index, long offset, int count) {
        synchronized (shared) {
            access(offset, type.bytes(count), Access.PLAIN_WRITE);
            shared.memory.copyIn(type, array, index, offset, count);
        }
    }

    @Override
    public void copyOut(ElementType type, long offset, Object array, long index, int count) {
        synchronized (shared) {
            access(offset, type.bytes(count), Access.PLAIN_READ);
            shared.memory.copyOut(type, offset, array, index, count);
        }
    }

    @Override
    public void copyBlocksIn(
            ElementType type, Object array, long position, long stride, int block, int blocks, long offset) {
        synchronized (shared) {
            access(offset, blocks * type.bytes(block), Access.PLAIN_WRITE);
            shared.memory.copyBlocksIn(type, array, position, stride, block, blocks, offset);
        }
    }

    @Override
    public void copyBlocksOut(
            ElementType type, long offset, Object array, long position, long stride, int block, int blocks) {
        synchronized (shared) {
            access(offset, blocks * type.bytes(block), Access.PLAIN_READ);
            shared.memory.copyBlocksOut(type, offset, array, position, stride, block, blocks);
        }
    }

    @Override
    public int markAtEnd(long offset) {
        return MARK;
    }

    /** The word is compared before earlier stores come out: sleeping promises no fence. */
    @Override
    public void sleepWhile(long offset, int expected, long nanos) {
        synchronized (shared) {
            try {
                if (!shared.canWake) {
                    letOut();
                    shared.wait(1);
                    return;
                }
                if ((int) value(offset) == expected) {
                    sleepsOn = offset;
                }
                if (!stores.isEmpty()) {
                    shared.wait(1);
                }
                letOut();
                if (isAsleep()) {
                    shared.requireSomebodyAwake();
                }
                while (isAsleep() && !shared.hasFailed()) {
                    shared.wait();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public boolean canWake() {
        return shared.canWake;
    }

    /** Earlier stores come out before: the kernel sees to it that who sleeps sees the new value or is woken. */
    @Override
    public void wake(long offset) {
        synchronized (shared) {
            letOut();
            shared.wake(offset);
        }
    }

    void wakeFrom(long offset) {
        if (sleepsOn == offset) {
            sleepsOn = AWAKE;
        }
    }

    boolean isAwake() {
        return sleepsOn == AWAKE;
    }

    boolean isAsleep() {
        return sleepsOn >= 0;
    }

    /** The rank has ended. */
    void end() {
        synchronized (shared) {
            letOut();
            sleepsOn = ENDED;
            shared.requireSomebodyAwake();
        }
    }

    @Override
    public String toString() {
        return "rank " + rank + " on " + sleepsOn;
    }
}
