package org.tutti.coll.sm;

import org.tutti.coll.CanonicalFold;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** What all shapes of reduce and allreduce have in common: their arguments, and folding block by block. */
abstract class Reduction extends SmOperation implements CanonicalFold.Source {
    private static final ReduceKernel NO_KERNEL = ReduceKernel.of(Operator.SUM, ElementType.BYTE);
    private static final Object NO_BUFFER = new byte[0];

    final CanonicalFold fold;
    private boolean directly;
    private boolean ownIsThere;
    ReduceKernel kernel = NO_KERNEL;
    ElementType type = ElementType.BYTE;
    Object send = NO_BUFFER;
    long sendOffset;
    Object recv = NO_BUFFER;
    long recvOffset;
    long count;
    int root;
    long sequence;

    Reduction(Lane lane) {
        this(lane, lane.size());
    }

    /** Folds the elements of so many ranks, the first ones. */
    Reduction(Lane lane, int foldedRanks) {
        super(lane);
        this.fold = new CanonicalFold(foldedRanks);
    }

    final Reduction start(
            Signature.Kind kind,
            ReduceKernel newKernel,
            Object newSend,
            long newSendOffset,
            Object newRecv,
            long newRecvOffset,
            long newCount,
            int newRoot) {
        open(Signature.of(kind, newKernel, newRoot, newCount), newKernel.salt() ^ Items.salt(newSend));
        take(newKernel, newSend, newSendOffset, newRecv, newRecvOffset, newCount);
        root = newRoot;
        return this;
    }

    /** Takes the arguments of the operation that is open. */
    final void take(
            ReduceKernel newKernel,
            Object newSend,
            long newSendOffset,
            Object newRecv,
            long newRecvOffset,
            long newCount) {
        kernel = newKernel;
        ownIsThere = false;
        directly = Buffers.isArray(newSend) && !newKernel.isUserDefined();
        type = newKernel.type();
        send = newSend;
        sendOffset = newSendOffset;
        recv = newRecv;
        recvOffset = newRecvOffset;
        count = newCount;
        sequence = lane.sequence();
    }

    /**
     * Folds all elements of all ranks into this rank's receive buffer: at the start of an array without a copy, unless that
     * would overwrite what this rank sends before its turn. A function of the program never sees the caller's arrays.
     */
    final void foldAll() {
        int capacity = CanonicalFold.capacity(kernel);
        if (foldsIntoReceived()) {
            fold.foldInto(recv, kernel, this, 0, (int) count);
            return;
        }
        for (long from = 0; from < count; from += capacity) {
            int part = (int) Math.min(capacity, count - from);
            Object result = fold.fold(kernel, this, from, part);
            receive(result, from, part);
        }
    }

    /** {@return whether all is folded where it is received, from the first rank's elements on} */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private boolean foldsIntoReceived() {
        return directly && count <= CanonicalFold.capacity(kernel) && recvOffset == 0 && (send != recv || rank == 0);
    }

    /** Copies, where the fold begins with them, own elements to where they are folded, while the others' are on their way. */
    final void beginWithOwn() {
        if (rank == 0 && SmDecision.beginsWithOwn(type.bytes(count)) && foldsIntoReceived()) {
            Buffers.copy(type, send, sendOffset, recv, 0, count);
            ownIsThere = true;
        }
    }

    /** {@return an array that starts with the folded elements {@code from} to {@code from + part}} */
    final Object foldBlock(long from, int part) {
        return fold.fold(kernel, this, from, part);
    }

    /** Folds the elements {@code from} to {@code from + part} of the ranks up to each one. */
    final void foldPrefixes(long from, int part, CanonicalFold.Sink sink) {
        fold.foldPrefixes(kernel, this, from, part, sink);
    }

    /** {@return an array that starts with own elements} */
    final Object ownElements(long from, Object scratch, int elements) {
        if (ownIsThere) {
            return scratch;
        }
        long index = sendOffset + from;
        if (directly && index == 0) {
            return send;
        }
        Buffers.copy(type, send, index, scratch, 0, elements);
        return scratch;
    }

    /** Copies the start of an array to where this rank receives the elements from a given one on. */
    final void receive(Object result, long from, int elements) {
        Buffers.copy(type, result, 0, recv, recvOffset + from, elements);
    }

    /** Lets go of the caller's buffers. */
    final void forget() {
        send = NO_BUFFER;
        recv = NO_BUFFER;
    }
}
