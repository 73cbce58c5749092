package org.tutti;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.RecordedCall;
import org.tutti.p2p.Awaitable;
import org.tutti.segment.Resumable;

/** One collective operation in flight, which may begin again when it is over. */
final class CollectiveCall implements Resumable, Awaitable {
    /*
     * 1. Wait until the operation before in this lane is over, and all members have opened the lane.
     * 2. Make the call: it launches the operation in the lane. What is not written in steps gets a thread.
     * 3. Step it until it is done.
     */
    private final CallsInFlight calls;
    private final Communicator recorder;
    private final RecordedCall recorded;
    private CallsInFlight.@Nullable Slot slot;
    private boolean launched;
    private @Nullable Thread thread;
    private volatile @Nullable TuttiException failure;
    private volatile boolean done = true;

    CollectiveCall(CallsInFlight calls, Communicator recorder, RecordedCall recorded) {
        this.calls = calls;
        this.recorder = recorder;
        this.recorded = recorded;
    }

    void begin(CallsInFlight.Slot newSlot) {
        slot = newSlot;
        launched = false;
        thread = null;
        failure = null;
        done = false;
    }

    @Override
    public boolean step() {
        CallsInFlight.Slot here = Objects.requireNonNull(slot);
        if (!here.isAt(this)) {
            return false; // 1.
        }
        try {
            if (!launched && !launch(here)) {
                return false;
            }
            boolean isOver = thread == null ? here.step() : !thread.isAlive(); // 3.
            if (!isOver) {
                return false;
            }
        } catch (TuttiException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = calls.failure(e);
        }
        here.finish();
        done = true;
        return true;
    }

    private boolean launch(CallsInFlight.Slot here) {
        CollectiveTable table = here.table();
        if (table == null) {
            return false; // 1.
        }
        launched = true;
        if (table.isStepped()) {
            recorded.on(table); // 2.
        } else {
            thread = calls.start(() -> runAlone(table));
        }
        return true;
    }

    private void runAlone(CollectiveTable table) {
        try {
            recorded.on(table);
        } catch (TuttiException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = calls.failure(e);
        }
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public String describe() {
        return "a collective operation in flight in " + calls.name();
    }

    Status outcome() {
        TuttiException thrown = failure;
        return thrown == null ? Status.EMPTY : Status.failed(thrown);
    }

    CallsInFlight calls() {
        return calls;
    }

    /** Lets go of the caller's buffers; it cannot begin again. */
    void release() {
        recorder.forgetArguments();
        calls.release(recorder);
    }
}
