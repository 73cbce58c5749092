package org.tutti;

import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;
import org.tutti.p2p.Transfer;

/** A message that is sent or received again and again. */
final class PersistentMessage implements PersistentRequest.Operation {
    private final MessageCore communicator;
    private final Transfer transfer;
    private final boolean isSomebody;

    PersistentMessage(MessageCore communicator, Transfer transfer, boolean isSomebody) {
        this.communicator = communicator;
        this.transfer = transfer;
        this.isSomebody = isSomebody;
    }

    @Override
    public void start() {
        if (!isSomebody) {
            return;
        }
        if (transfer instanceof Receive receive) {
            communicator.start(receive);
        } else {
            communicator.start((Send) transfer);
        }
    }

    @Override
    public Awaitable work() {
        return transfer;
    }

    @Override
    public Status outcome() {
        return communicator.outcomeOf(transfer);
    }

    @Override
    public void cancel() {
        communicator.cancel(transfer);
    }

    @Override
    public TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }
}
