package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Awaitable;

/** A collective operation that goes on while its caller does something else. */
final class CollectiveRequest extends Request {
    private final CollectiveCall call;
    private @Nullable Status outcome;

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
    Status outcome() {
        Status known = outcome;
        if (known == null) {
            known = call.outcome();
            outcome = known;
            call.release();
        }
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
