package org.tutti;

import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/** A send and a receive that go on at the same time while their caller does something else. */
final class ExchangeRequest extends Request implements Awaitable {
    private final MessageCore communicator;
    private final Send send;
    private final Receive receive;

    /** An exchange that has been started; what has nobody at its other end is done already. */
    ExchangeRequest(MessageCore communicator, Send send, Receive receive) {
        super(communicator.engine);
        this.communicator = communicator;
        this.send = send;
        this.receive = receive;
    }

    @Override
    public boolean isDone() {
        return receive.isDone() && send.isDone();
    }

    @Override
    public int from() {
        return receive.isDone() ? send.from() : receive.from();
    }

    @Override
    public String describe() {
        return receive.isDone() ? send.describe() : receive.describe();
    }

    @Override
    Awaitable work() {
        return this;
    }

    @Override
    Status conclude() {
        Status known = communicator.outcomeOf(receive);
        receive.forget();
        send.forget();
        return known;
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }

    /** Does nothing: half an exchange helps nobody. */
    @Override
    public void cancel() {}
}
