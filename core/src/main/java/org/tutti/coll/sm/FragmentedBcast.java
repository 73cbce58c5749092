package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/**
 * Bcast of long messages: in fragments, which readers copy out while the root copies the next ones in; or at once, where the root's
 * elements lie in memory that others can read.
 */
final class FragmentedBcast extends Broadcast {
    /*
     * 1. When the unit is free, arrive; the root says where its elements lie, if others can read them there. All but the root wait
     *    for the root's arrival.
     * 2. The root, for each fragment: when the ring is free, copy it in and say that it is staged.
     * 3. The others, for each fragment: wait until the root has staged it, copy it out, say that it is consumed.
     *    Where they can read the root's elements, they copy all of them instead, and none is in the ring.
     * 4. At the end, say that all is consumed. A root whose elements are read where they lie waits until all have said so.
     *
     * Cost: two copies of each byte, overlapped; one counter written and read by each other rank per fragment. The root
     * waits only when a reader is as far behind as the ring is long. Of shared memory one copy, and a hop at the end.
     */
    private static final int ARRIVE = 0;
    private static final int MEET = 1;
    private static final int MOVE = 2;
    private static final int LEAVE = 3;

    private final SmDecision decision;
    private final SharedPlaces sent;
    private int fragmentCount;
    private long done;
    private long position;
    private long end;

    FragmentedBcast(Lane lane, SmDecision decision) {
        super(lane);
        this.decision = decision;
        this.sent = new SharedPlaces(lane, 0);
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
            meetRoot();
        }
        while (done < count) {
            if (!(rank == root ? stage() : collect())) {
                return false;
            }
        }
        return leave();
    }

    private void meetRoot() {
        sent.look(root);
        if (sent.areReadOf(root)) {
            copyAll();
        } else {
            place();
            team.expectStaged(end, root);
        }
        phase = MOVE;
    }

    /** Copies all elements from where the root has them. */
    private void copyAll() {
        for (; done < count; done += part()) {
            sent.get(root, done, end, type, buffer, offset + done, part());
        }
        team.allRead();
        layNothing();
    }

    /** The end is behind the beginning nevertheless. */
    private void layNothing() {
        end = lane.fit(end, 1) + 1;
    }

    private boolean leave() {
        // 4.
        if (phase == MOVE) {
            member.consumed(end);
            if (rank == root && sent.areRead()) {
                team.expectConsumed(end);
            }
            phase = LEAVE;
        }
        if (rank == root && sent.areRead() && !team.met()) {
            return false;
        }
        forget();
        return doneAt(end);
    }

    private void arrive() {
        fragmentCount = decision.bcastFragment(type);
        done = 0;
        end = lane.position();
        member.consumed(end);
        if (rank == root) {
            sent.find(type, buffer, offset, count);
            sent.put();
            lane.arrive();
            if (sent.areRead()) {
                done = count;
                layNothing();
            } else {
                place();
            }
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
