package org.tutti;

import org.tutti.p2p.Awaitable;

/** A collective operation that is started again and again. */
record PersistentCall(CollectiveCall call) implements PersistentRequest.Operation {
    @Override
    public void start() {
        call.calls().begin(call);
    }

    @Override
    public Awaitable work() {
        return call;
    }

    @Override
    public Status outcome() {
        return call.outcome();
    }

    @Override
    public TuttiException seen(TuttiException failure) {
        return call.calls().seen(failure);
    }
}
