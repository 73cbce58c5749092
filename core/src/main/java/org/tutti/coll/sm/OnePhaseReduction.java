package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** What reductions of medium messages have in common: these travel whole, each through the slot or the ring of its rank. */
abstract class OnePhaseReduction extends Reduction {
    private long position;
    private long end;

    OnePhaseReduction(Lane lane) {
        super(lane);
    }

    /** Folds the elements of so many ranks, the first ones. */
    OnePhaseReduction(Lane lane, int foldedRanks) {
        super(lane, foldedRanks);
    }

    /** {@return whether unit and ring are free for the message} */
    final boolean isPlaceFree() {
        long bytes = type.bytes(count);
        position = lane.place(bytes);
        end = lane.endOf(position, bytes);
        return lane.unitFree() && lane.ringFree(end);
    }

    /** Copies this rank's elements to their place; arriving publishes them. */
    final void putElements() {
        member.put(position, type, send, sendOffset, (int) count);
    }

    /** Ends the operation. */
    final boolean doneBehindMessage() {
        return doneAt(end);
    }

    @Override
    public final Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(from, scratch, elements);
        }
        team.get(peer, position + type.bytes(from), type, scratch, 0, elements);
        return scratch;
    }
}
