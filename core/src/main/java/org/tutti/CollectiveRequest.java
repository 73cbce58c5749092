package org.tutti;

import org.tutti.p2p.Awaitable;

/** A collective operation that goes on while its caller does something else. */
final class CollectiveRequest extends Request {
    private final CollectiveCall call;

    /** A call that has begun. */
    CollectiveRequest(CollectiveCall call) {
        super(call.calls().communicator().engine);
        this.call = call;
    }

    @Override
    Awaitable work() {
        return call;
    }

    @Override
    Status conclude() {
        Status known = call.outcome();
        call.release();
        return known;
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return call.calls().seen(failure);
    }

    /** Does nothing: a collective operation cannot be taken back. */
    @Override
    public void cancel() {}
}
