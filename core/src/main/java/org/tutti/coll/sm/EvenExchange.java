package org.tutti.coll.sm;

import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** An exchange in which all blocks have the same size, which all ranks know. */
abstract class EvenExchange extends Exchange {
    ElementType type = ElementType.BYTE;
    long count;

    EvenExchange(Lane lane, Signature.Kind kind, Traffic traffic) {
        super(lane, kind, traffic);
    }

    /** Starts with blocks that are like the first one of those that this rank has to pass for certain. */
    final EvenExchange start(Blocks known, Blocks newSend, Blocks newRecv, int newRoot) {
        open(kind, known.type(0), newRoot, known.bytes(0), known.salt(0));
        take(newSend, newRecv, newRoot);
        type = known.type(0);
        count = known.count(0);
        return this;
    }
}
