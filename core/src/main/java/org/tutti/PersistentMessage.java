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
    private Status last = Status.EMPTY;

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

    /** It is the last one's where that was alike. */
    @Override
    public Status outcome() {
        boolean isAlike = transfer instanceof Receive receive
                && receive.failure() == null
                && !receive.isCancelled()
                && last.isOf(receive.actualSource(), receive.actualTag(), receive.actualBytes(), receive.isObject());
        if (!isAlike) {
            last = MessageRequest.statusOf(transfer);
        }
        return last;
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
