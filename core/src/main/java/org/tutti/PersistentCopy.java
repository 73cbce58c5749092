package org.tutti;

import org.tutti.p2p.Awaitable;

/** A buffered send that is made again and again: it is done as soon as it is started. */
final class PersistentCopy implements PersistentRequest.Operation, Awaitable {
    private final MessageCore communicator;
    private final Runnable send;

    PersistentCopy(MessageCore communicator, Runnable send) {
        this.communicator = communicator;
        this.send = send;
    }

    @Override
    public void start() {
        send.run();
    }

    @Override
    public Awaitable work() {
        return this;
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public String describe() {
        return "bsend in " + communicator.roster.name();
    }

    @Override
    public Status outcome() {
        return Status.EMPTY;
    }

    @Override
    public TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }
}
