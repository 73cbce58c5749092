package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Transfer;

/** A message that is sent or received while its caller does something else. */
final class MessageRequest extends Request {
    private final MessageCore communicator;
    private final Transfer transfer;
    private final @Nullable TypedSegment items;

    /** A transfer that has been started; with what it is in a segment. */
    MessageRequest(MessageCore communicator, Transfer transfer, @Nullable TypedSegment items) {
        super(communicator.engine);
        this.communicator = communicator;
        this.transfer = transfer;
        this.items = items;
    }

    @Override
    Awaitable work() {
        return transfer;
    }

    @Override
    Status conclude() {
        Status known = communicator.outcomeOf(transfer);
        transfer.forget();
        if (items != null) {
            items.forget();
        }
        return known;
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }

    @Override
    public void cancel() {
        communicator.cancel(transfer);
    }
}
