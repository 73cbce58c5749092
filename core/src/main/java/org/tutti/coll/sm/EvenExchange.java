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

    EvenExchange(Lane lane, Signature.Kind kind, Traffic.Kind trafficKind) {
        super(lane, kind, trafficKind);
    }

    /** Starts with blocks of so many elements of a type. */
    final EvenExchange start(ElementType newType, long newCount, Blocks newSend, Blocks newRecv, int newRoot) {
        open(Signature.of(kind, newType, newRoot, newType.bytes(newCount)));
        take(newSend, newRecv, newRoot);
        type = newType;
        count = newCount;
        return this;
    }
}
