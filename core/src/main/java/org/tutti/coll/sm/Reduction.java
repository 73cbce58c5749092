package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** What all shapes of reduce and allreduce have in common: their arguments, and folding block by block. */
abstract class Reduction extends SmOperation implements CanonicalFold.Source {
    private static final ReduceKernel NO_KERNEL = ReduceKernel.of(Operator.SUM, ElementType.BYTE);
    private static final Object NO_ARRAY = new byte[0];

    private final CanonicalFold fold;
    ReduceKernel kernel = NO_KERNEL;
    ElementType type = ElementType.BYTE;
    Object send = NO_ARRAY;
    int sendOffset;
    Object recv = NO_ARRAY;
    int recvOffset;
    int count;
    int root;
    long sequence;

    Reduction(Lane lane) {
        super(lane);
        this.fold = new CanonicalFold(lane.size());
    }

    final Reduction start(
            Signature.Kind kind,
            ReduceKernel newKernel,
            Object newSend,
            int newSendOffset,
            Object newRecv,
            int newRecvOffset,
            int newCount,
            int newRoot) {
        kernel = newKernel;
        type = newKernel.type();
        send = newSend;
        sendOffset = newSendOffset;
        recv = newRecv;
        recvOffset = newRecvOffset;
        count = newCount;
        root = newRoot;
        open(Signature.of(kind, kernel.operator(), type, root, type.bytes(count)));
        sequence = lane.sequence();
        return this;
    }

    /**
     * Folds all elements of all ranks into this rank's receive array: at its start without a copy, unless that would
     * overwrite what this rank sends before its turn.
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    final void foldAll() {
        int capacity = CanonicalFold.capacity(type);
        if (count <= capacity && recvOffset == 0 && (send != recv || rank == 0)) {
            fold.foldInto(recv, kernel, this, 0, count);
            return;
        }
        for (int from = 0; from < count; from += capacity) {
            int part = Math.min(capacity, count - from);
            Object result = fold.fold(kernel, this, from, part);
            System.arraycopy(result, 0, recv, recvOffset + from, part);
        }
    }

    /** {@return an array that starts with the folded elements {@code from} to {@code from + part}} */
    final Object foldBlock(int from, int part) {
        return fold.fold(kernel, this, from, part);
    }

    /** {@return an array that starts with own elements} */
    final Object ownElements(int from, Object scratch, int elements) {
        int index = sendOffset + from;
        if (index == 0) {
            return send;
        }
        System.arraycopy(send, index, scratch, 0, elements);
        return scratch;
    }

    /** Lets go of the caller's arrays. */
    final void forget() {
        send = NO_ARRAY;
        recv = NO_ARRAY;
    }
}
