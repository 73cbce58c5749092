package org.tutti;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CallRecorder;
import org.tutti.coll.CollectiveTable;
import org.tutti.p2p.Awaitable;
import org.tutti.runtime.RankLanes.FurtherLane;
import org.tutti.segment.Lane;
import org.tutti.segment.Roster;

/**
 * A communicator's collective operations in flight. Each has a lane; the k-th that all ranks begin has lane k modulo their number on all
 * of them, so nobody has to agree on it. One whose lane is in use waits for the one before, which waits for none behind it.
 */
final class CallsInFlight {
    /** How many lanes a communicator has for them: so many operations really go on at once. */
    private static final int LANES = 4;

    private static final int LANE_BITS = 40;

    private final Communicator communicator;
    private final Slot[] slots = new Slot[LANES];
    private final ArrayDeque<Communicator> recorders = new ArrayDeque<>();
    private long begun;
    private int active;

    CallsInFlight(Communicator communicator) {
        this.communicator = communicator;
        for (int i = 0; i < LANES; i++) {
            slots[i] = new Slot(i);
        }
    }

    /** A lane, and the operations that want it, in order. */
    final class Slot {
        private final int number;
        private final ArrayDeque<CollectiveCall> calls = new ArrayDeque<>();
        private @Nullable FurtherLane source;
        private @Nullable Lane lane;
        private @Nullable CollectiveTable table;

        Slot(int number) {
            this.number = number;
        }

        boolean isAt(CollectiveCall call) {
            return calls.peek() == call;
        }

        /** {@return who carries out the operations, or null while not all members have opened the lane} */
        @Nullable
        CollectiveTable table() {
            if (table == null) {
                table = open();
            }
            return table;
        }

        private @Nullable CollectiveTable open() {
            if (source == null) {
                Roster roster = communicator.roster;
                source = communicator.household.lane(
                        new Roster(roster.key() ^ (number + 1L) << LANE_BITS, roster.name(), roster.worldRanks()),
                        communicator.membership,
                        communicator.info);
            }
            if (source != null) {
                lane = source.tryToOpen();
                if (lane == null) {
                    return null;
                }
            }
            CollectiveTable opened = communicator.household.tableInFlight(
                    communicator.roster, communicator.membership, communicator.info, communicator.neighborhood, source);
            if (!opened.isStepped()) {
                communicator.household.hasManyThreads();
            } else if (lane != null) {
                lane.defer(true);
            }
            return opened;
        }

        /** {@return whether all members have met in the lane, for the last time} True where there is none. */
        boolean meet(BooleanSupplier byException) {
            if (table == null) {
                return true;
            }
            if (lane != null) {
                lane.defer(false);
            }
            return table.close(byException);
        }

        /** {@return whether the operation that was launched in the lane is done} Carries it on. */
        boolean step() {
            if (lane == null) {
                return true;
            }
            boolean isDone = lane.step();
            if (lane.hasMoved()) {
                communicator.engine.moved();
            }
            return isDone;
        }

        void finish() {
            calls.remove();
            active--;
        }
    }

    /** {@return a call whose arguments have been checked, and which has not begun} */
    CollectiveCall record(Consumer<Communicator> call) {
        communicator.requireOpen();
        Communicator recorder = recorders.poll();
        if (recorder == null) {
            recorder = communicator.recorder();
        }
        call.accept(recorder);
        return new CollectiveCall(this, recorder, ((CallRecorder) recorder.table).recorded());
    }

    /** Takes back what has recorded a call that is over. */
    void release(Communicator recorder) {
        recorders.add(recorder);
    }

    /** Begins a call: it goes on whenever the rank waits. */
    void begin(CollectiveCall call) {
        communicator.requireOpen();
        communicator.engine.enter();
        try {
            Slot slot = slots[(int) (begun++ % LANES)];
            active++;
            slot.calls.add(call);
            call.begin(slot);
            communicator.engine.add(call);
        } finally {
            communicator.engine.exit();
        }
    }

    /** {@return a thread that carries an operation out, which has begun} */
    Thread start(Runnable operation) {
        return communicator.household.startOperation(operation);
    }

    /** {@return what ends the job: an operation in flight has thrown something else than a failure of the job} */
    TuttiException failure(Throwable thrown) {
        return communicator.engine.failure(thrown);
    }

    TuttiException seen(TuttiException failure) {
        return communicator.roster.seen(failure);
    }

    String name() {
        return communicator.roster.name();
    }

    MessageCore communicator() {
        return communicator;
    }

    /** Waits until all are over, before the communicator is closed. */
    void finish() {
        communicator.engine.await(Awaitable.until(
                () -> active == 0, () -> "close() of " + name() + ", for " + active + " operations in flight"));
    }

    /**
     * {@return whether all members have met, now that all their operations are over} An operation may need nobody, so that a rank is done
     * before the others have found its part of the lane: until then it must not be withdrawn. They meet in the first lane, which all
     * have if they have any.
     *
     * @param byException as for {@link CollectiveTable#close}
     */
    boolean meet(BooleanSupplier byException) {
        return slots[0].meet(byException);
    }

    /** Gives the lanes' memory back; see {@link FurtherLane#close}. */
    void close(boolean met) {
        for (Slot slot : slots) {
            if (slot.source != null) {
                slot.source.close(met);
            }
        }
    }
}
