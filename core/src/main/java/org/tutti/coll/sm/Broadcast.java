package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.memory.Items;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** What all shapes of bcast have in common: their arguments. */
abstract class Broadcast extends SmOperation {
    private static final Object NO_BUFFER = new byte[0];

    ElementType type = ElementType.BYTE;
    Object buffer = NO_BUFFER;
    long offset;
    long count;
    int root;

    Broadcast(Lane lane) {
        super(lane);
    }

    final Broadcast start(ElementType newType, Object newBuffer, long newOffset, long newCount, int newRoot) {
        long bytes = newType.bytes(newCount);
        open(Signature.Kind.BCAST, newType, newRoot, bytes, Items.salt(newBuffer));
        type = newType;
        buffer = newBuffer;
        offset = newOffset;
        count = newCount;
        root = newRoot;
        return this;
    }

    /** Lets go of the caller's buffer. */
    final void forget() {
        buffer = NO_BUFFER;
    }
}
