package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.segment.Lane;
import org.tutti.segment.Member;
import org.tutti.segment.Resumable;
import org.tutti.segment.Signature;
import org.tutti.segment.Team;

/**
 * One operation in one shape on one lane: started with its arguments, then stepped until it is done, then started again.
 * It keeps its place in {@link #phase}; a step that returns false changes nothing that the next one would repeat.
 */
abstract class SmOperation implements Resumable {
    final Lane lane;
    final Member member;
    final Team team;
    final int rank;
    int phase;

    SmOperation(Lane lane) {
        this.lane = lane;
        this.member = lane.member();
        this.team = lane.team();
        this.rank = lane.rank();
    }

    /** Opens the operation on its lane. */
    final void open(long signature) {
        open(signature, 0);
    }

    /** Opens the operation on its lane, with what ranks must have in common besides its signature. */
    final void open(long signature, long salt) {
        lane.open(signature, salt);
        phase = 0;
    }

    /** Opens an operation that moves data: elements of a type, or primitives of several types, which the salt tells apart. */
    final void open(Signature.Kind kind, ElementType type, int root, long bytes, long salt) {
        open(salt == 0 ? Signature.of(kind, type, root, bytes) : Signature.ofItems(kind, root, bytes), salt);
    }

    /** Ends an operation that did not use the ring. */
    final boolean done() {
        return doneAt(lane.position());
    }

    /** Ends an operation that used the ring up to a position. */
    final boolean doneAt(long end) {
        lane.complete(end);
        return true;
    }
}
