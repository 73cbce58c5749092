package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Bcast of long messages: in fragments, which readers copy out while the root copies the next ones in. */
final class FragmentedBcast extends Broadcast {
    /*
     * 1. When the unit is free, arrive. All but the root wait for the root's arrival.
     * 2. The root, for each fragment: when its slot is free, copy it in and say that it is staged.
     * 3. The others, for each fragment: wait until the root has staged it, copy it out, say that it is consumed.
     *
     * Cost: two copies of each byte, overlapped; one counter written and read by each other rank per fragment. The root
     * waits only when a reader is as many fragments behind as there are slots.
     */
    private static final int ARRIVE = 0;
    private static final int MEET = 1;
    private static final int MOVE = 2;

    private final SmDecision decision;
    private int fragmentCount;
    private long base;
    private int fragments;
    private int current;

    FragmentedBcast(Lane lane, SmDecision decision) {
        super(lane);
        this.decision = decision;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.slotFree()) {
                return false;
            }
            begin();
        }
        if (phase == MEET) {
            if (!lane.arrived()) {
                return false;
            }
            phase = MOVE;
            team.expectStaged(base + 1, root);
        }
        // 2.  3.
        while (current < fragments) {
            if (!(rank == root ? stage() : collect())) {
                return false;
            }
            current++;
        }
        forget();
        lane.complete(fragments);
        return true;
    }

    private void begin() {
        base = lane.fragment();
        fragmentCount = decision.bcastFragment(type);
        fragments = Math.ceilDiv(count, fragmentCount);
        current = 0;
        if (rank == root) {
            lane.arrive();
            member.consumed(base + fragments);
            phase = MOVE;
        } else {
            lane.arriveAndExpect(root);
            phase = MEET;
        }
    }

    /** 2. {@return whether the slot of the current fragment was free} */
    private boolean stage() {
        if (!lane.fragmentFree(base + current)) {
            return false;
        }
        member.contribute(base + current, 0, type, array, from(), part());
        member.staged(base + current + 1);
        return true;
    }

    /** 3. {@return whether the current fragment was there} */
    private boolean collect() {
        if (!team.met()) {
            return false;
        }
        team.getContribution(root, base + current, 0, type, array, from(), part());
        member.consumed(base + current + 1);
        team.expectStaged(base + current + 2, root);
        return true;
    }

    private int from() {
        return offset + current * fragmentCount;
    }

    private int part() {
        return Math.min(fragmentCount, count - current * fragmentCount);
    }
}
