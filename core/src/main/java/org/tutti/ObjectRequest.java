package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Receive;

/**
 * An object that is being received while its caller does something else.
 *
 * @param <T> the type of the object
 */
public final class ObjectRequest<T extends @Nullable Object> extends Request {
    private final MessageCore communicator;
    private final Receive receive;
    private final ObjectCodec<T> codec;
    private T object = CommunicatorCore.nothing();

    ObjectRequest(MessageCore communicator, Receive receive, ObjectCodec<T> codec) {
        super(communicator.engine);
        this.communicator = communicator;
        this.receive = receive;
        this.codec = codec;
    }

    /**
     * {@return the object; null where the request was cancelled, and of {@link Tutti#PROC_NULL}} Waits until it is there.
     *
     * @throws TuttiException of class TYPE where the message is no object, of class ARG where it cannot be read, or when the job has ended
     */
    public T object() {
        waitFor();
        return object;
    }

    @Override
    Awaitable work() {
        return receive;
    }

    @Override
    Status conclude() {
        Status known = communicator.outcomeOf(receive);
        try {
            if (known.isObject() && known.error() == null) {
                object = ObjectOperations.decode(receive.objectBytes(), codec);
            }
            return known;
        } catch (TuttiException e) {
            return new Status(known.source(), known.tag(), known.bytes(), true, false, e);
        } finally {
            receive.forget();
        }
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }

    @Override
    public void cancel() {
        communicator.cancel(receive);
    }
}
