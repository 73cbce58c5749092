package org.tutti.coll.sm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.tutti.segment.HeapArenas;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneOpening;
import org.tutti.segment.Model;
import org.tutti.segment.Resumable;
import org.tutti.segment.Schedule;
import org.tutti.segment.Signature;

/**
 * Lanes that are opened, used and given back, one after the other, each in the memory of those before as soon as nobody reads it any more:
 * nobody leaves a barrier in any of them before all have come, and in the end all memory is back.
 */
final class OpeningModel extends Model {
    private final HeapArenas arenas;
    private final int lanes;
    private final boolean meets;
    private final int[] entered;

    /**
     * A model of so many lanes.
     *
     * @param meets whether all meet in a lane before they withdraw it, as they must
     */
    OpeningModel(Schedule schedule, int lanes, boolean meets, HeapWords.Defect... defects) {
        super(schedule);
        this.arenas = new HeapArenas(schedule, defects);
        this.lanes = lanes;
        this.meets = meets;
        this.entered = new int[ranks];
    }

    @Override
    protected HeapWords words(int rank) {
        return arenas.words(rank);
    }

    @Override
    protected void run(int rank) {
        Deque<LaneOpening> withdrawn = new ArrayDeque<>();
        for (int key = 1; key <= lanes; key++) {
            withdrawn.removeIf(LaneOpening::reclaim);
            LaneOpening opening = arenas.opening(rank, key);
            opening.prepare();
            use(rank, key, opened(rank, opening));
            opening.withdraw();
            withdrawn.add(opening);
        }
        while (!withdrawn.isEmpty()) {
            if (!withdrawn.removeIf(LaneOpening::reclaim)) {
                pause(rank);
            }
        }
        require(arenas.usedBytes(rank) == 0, "rank " + rank + " has not got all of its memory back");
    }

    private Lane opened(int rank, LaneOpening opening) {
        @Nullable Lane lane = opening.tryToOpen();
        while (lane == null) {
            pause(rank);
            lane = opening.tryToOpen();
        }
        return lane;
    }

    private void use(int rank, int key, Lane lane) {
        if (!meets) {
            return;
        }
        entered[rank] = key;
        Resumable barrier = new SmBarrier(lane).start(Signature.Kind.BARRIER);
        while (!barrier.step()) {
            pause(rank);
        }
        for (int peer = 0; peer < ranks; peer++) {
            require(entered[peer] >= key, "rank " + rank + " left lane " + key + " before rank " + peer + " came");
        }
    }

    /** What a rank has stored comes out while it waits. */
    private void pause(int rank) {
        words(rank).drain();
        schedule.pause(rank);
    }
}
