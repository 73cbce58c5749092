package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Bcast of long messages: in fragments, which readers copy out while the root copies the next ones in. */
final class FragmentedBcast extends Broadcast {
    /*
     * 1. When the unit is free, arrive. All but the root wait for the root's arrival.
     * 2. The root, for each fragment: when the ring is free, copy it in and say that it is staged.
     * 3. The others, for each fragment: wait until the root has staged it, copy it out, say that it is consumed.
     * 4. At the end, say that all is consumed.
     *
     * Cost: two copies of each byte, overlapped; one counter written and read by each other rank per fragment. The root
     * waits only when a reader is as far behind as the ring is long.
     */
    private static final int ARRIVE = 0;
    private static final int MEET = 1;
    private static final int MOVE = 2;

    private final SmDecision decision;
    private int fragmentCount;
    private long done;
    private long position;
    private long end;

    FragmentedBcast(Lane lane, SmDecision decision) {
        super(lane);
        this.decision = decision;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.unitFree()) {
                return false;
            }
            arrive();
        }
        if (phase == MEET) {
            if (!lane.arrived()) {
                return false;
            }
            team.expectStaged(end, root);
            phase = MOVE;
        }
        while (done < count) {
            if (!(rank == root ? stage() : collect())) {
                return false;
            }
        }
        // 4.
        member.consumed(end);
        forget();
        return doneAt(end);
    }

    private void arrive() {
        fragmentCount = decision.bcastFragment(type);
        done = 0;
        end = lane.position();
        member.consumed(end);
        place();
        if (rank == root) {
            lane.arrive();
            phase = MOVE;
        } else {
            lane.arriveAndExpect(root);
            phase = MEET;
        }
    }

    /** Finds the place of the next fragment in the ring, behind the one before. */
    private void place() {
        long bytes = type.bytes(part());
        position = lane.fit(end, bytes);
        end = position + bytes;
    }

    private boolean stage() {
        // 2.
        if (!lane.ringFree(end)) {
            return false;
        }
        member.put(position, type, buffer, offset + done, part());
        member.staged(end);
        next();
        return true;
    }

    private boolean collect() {
        // 3.
        if (!team.met()) {
            return false;
        }
        team.get(root, position, type, buffer, offset + done, part());
        member.consumed(end);
        next();
        team.expectStaged(end, root);
        return true;
    }

    private void next() {
        done += part();
        if (done < count) {
            place();
        }
    }

    private int part() {
        return (int) Math.min(fragmentCount, count - done);
    }
}
