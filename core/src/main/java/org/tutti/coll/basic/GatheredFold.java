package org.tutti.coll.basic;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CanonicalFold;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** Receives a fragment from each of some consecutive ranks and folds them in the canonical order, as a part of the exchange. */
final class GatheredFold {
    private static final Object NOTHING = new byte[0];

    private final BlockTable table;
    private final int first;
    private final int ranks;
    private final CanonicalFold folder;
    private final CanonicalFold.Source source = this::elements;
    private final Runnable folding = this::fold;
    private final @Nullable Object[] arrays = new Object[ElementType.values().length];
    private final int[] capacities = new int[arrays.length];

    private @Nullable ReduceKernel kernel;
    private Object gathered = NOTHING;
    private Object result = NOTHING;
    private long resultIndex;
    private int capacity;
    private int count;

    /** Folds what so many ranks send, the first of them being this one of the table. */
    GatheredFold(BlockTable table, int first, int ranks) {
        this.table = table;
        this.first = first;
        this.ranks = ranks;
        this.folder = new CanonicalFold(ranks);
    }

    /** Begins an operation whose result goes to a buffer. */
    void begin(ReduceKernel newKernel, Object newResult) {
        kernel = newKernel;
        result = newResult;
        capacity = CanonicalFold.capacity(newKernel);
        int type = newKernel.type().ordinal();
        Object array = arrays[type];
        if (array == null || capacities[type] < capacity) {
            array = newKernel.type().newArray(ranks * capacity);
            arrays[type] = array;
            capacities[type] = capacity;
        }
        gathered = array;
    }

    /** {@return how many of the elements that are left are folded at once; 0 where none are left} */
    int part(long left) {
        return Math.clamp(left, 0, capacity);
    }

    /** Exchanges what has been named to be sent, and folds so many elements of each rank, if any. */
    void exchange(long signature, long salt, long index, int elements) {
        resultIndex = index;
        count = elements;
        if (kernel != null && elements > 0) {
            for (int rank = 0; rank < ranks; rank++) {
                table.receive(first + rank, kernel.type(), gathered, (long) rank * capacity, elements);
            }
        }
        table.exchange(signature, salt, folding);
    }

    private void fold() {
        if (kernel != null && count > 0) {
            Object folded = folder.fold(kernel, source, 0, count);
            Buffers.copy(kernel.type(), folded, 0, result, resultIndex, count);
        }
    }

    private Object elements(int rank, long from, Object scratch, int elements) {
        System.arraycopy(gathered, rank * capacity, scratch, 0, elements);
        return scratch;
    }

    /** Ends the operation: nothing is kept of its arguments. */
    void end() {
        kernel = null;
        result = NOTHING;
    }
}
