package org.tutti.segment;

import java.util.Objects;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** A channel as the stress tests use it, which both of its ranks have opened. */
class StressedChannel extends StressedPost {
    final Outgoing out;
    final Incoming in;

    StressedChannel(Words words) {
        super(words);
        out = senderPost.open(1, CELLS, RING_BYTES);
        in = Objects.requireNonNull(receiverPost.find(0));
    }

    /** Lays the same number beside the next head and, as a piece, into the ring. */
    final void lay(int[] number) {
        out.lay(0, number[0]);
        out.lay(out.room(RING_BYTES / CELLS), ElementType.INT, number, 0, 1);
    }

    /** {@return the number beside the next head} */
    final int beside() {
        return (int) in.number(0);
    }

    /** {@return the number in the first piece of the ring} */
    final int inRing() {
        in.get(RING, ElementType.INT, seen, 0, 1);
        return seen[0];
    }
}
