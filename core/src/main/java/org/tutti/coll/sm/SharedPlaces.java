package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.segment.Lane;

/**
 * Where the ranks of an operation pass elements that the others can read there: memory that Tutti has given to their programs. Each
 * rank says so beside its arrival, for itself alone, and then lays no copy; who reads looks in each rank's place. A rank whose
 * memory is read must not leave before all that read it are done.
 */
final class SharedPlaces {
    private final Lane lane;
    private final int number;
    private final long[] places;

    /** Of one of several things that each rank passes. */
    SharedPlaces(Lane lane, int number) {
        this.lane = lane;
        this.number = number;
        this.places = new long[lane.size()];
    }

    /** Finds out where this rank's elements lie; before it arrives. */
    void find(ElementType type, Object buffer, long index, long count) {
        set(lane.shared(type, buffer, index, count));
    }

    /** Takes it that this rank's elements lie where nobody else reads. */
    void setNone() {
        set(0);
    }

    private void set(long place) {
        places[lane.rank()] = place;
    }

    /** Says where this rank's elements lie: {@link Lane#arrive} publishes it. Only once the unit is free. */
    void put() {
        lane.member().putShared(lane.sequence(), number, places[lane.rank()]);
    }

    /** Looks where the elements of another rank lie, which has arrived. */
    void look(int peer) {
        places[peer] = lane.team().shared(peer, lane.sequence(), number);
    }

    /** Looks where the elements of all others lie, who have arrived. */
    void lookAtAll() {
        for (int peer = 0; peer < places.length; peer++) {
            if (peer != lane.rank()) {
                look(peer);
            }
        }
    }

    /** {@return whether a rank's elements are read where they lie; else it lays a copy} */
    boolean areReadOf(int peer) {
        return places[peer] != 0;
    }

    /**
     * Copies elements of a rank from where they lie, or from the copy that it has laid.
     *
     * @param from the first element, among all that the rank passes
     * @param copy where in its ring it has laid that one, if it has
     */
    void get(int peer, long from, long copy, ElementType type, Object buffer, long index, int count) {
        if (areReadOf(peer)) {
            lane.team().getShared(places[peer] + type.bytes(from), type, buffer, index, count);
        } else {
            lane.team().get(peer, copy, type, buffer, index, count);
        }
    }

    /** {@return whether others read this rank's elements where they lie} */
    boolean areRead() {
        return areReadOf(lane.rank());
    }
}
