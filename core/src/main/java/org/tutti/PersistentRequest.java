package org.tutti;

import org.tutti.p2p.Awaitable;

/**
 * An operation that is made once and started again and again: {@link #start} begins it, and {@link #waitFor} or another call waits for
 * its end. Until it is started, and after it has been waited for, it is inactive: then waiting ends at once. Starting allocates nothing.
 * MPI standard: 3.9.
 */
public sealed class PersistentRequest extends Request permits PartitionedSend, PartitionedReceive {
    private final Operation operation;
    private boolean started;
    private boolean freed;

    /** What it does. */
    interface Operation {
        /** Begins it anew. */
        void start();

        /** {@return what is waited for} */
        Awaitable work();

        /** {@return what has become of it, now that it is done} */
        Status outcome();

        /** Takes it back if that can be: of most operations it cannot. */
        default void cancel() {}

        /** Takes notice that its failure is about to be thrown. */
        TuttiException seen(TuttiException failure);
    }

    PersistentRequest(MessageCore communicator, Operation operation) {
        super(communicator.engine);
        this.operation = operation;
        setOutcome(Status.EMPTY);
    }

    /**
     * Begins the operation.
     *
     * <p>MPI standard: 3.9, MPI_START.
     *
     * @throws TuttiException of class REQUEST where it is not over, or has been freed; or when the job has ended
     */
    public void start() {
        if (freed || !operation.work().isDone()) {
            throw new TuttiException(
                    ErrorCode.BAD_REQUEST,
                    (freed ? "the request has been freed: " : "the request is active: ")
                            + operation.work().describe());
        }
        setOutcome(null);
        started = true;
        operation.start();
    }

    /**
     * Begins several operations, in this order. MPI standard: 3.9, MPI_STARTALL.
     *
     * @param requests the operations
     */
    public static void startAll(PersistentRequest... requests) {
        for (PersistentRequest request : requests) {
            request.start();
        }
    }

    /** {@return whether it has been started, and has not been waited for since} */
    public boolean isActive() {
        return started && !isConcluded();
    }

    @Override
    Awaitable work() {
        return operation.work();
    }

    @Override
    Status conclude() {
        return operation.outcome();
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return operation.seen(failure);
    }

    @Override
    public void cancel() {
        operation.cancel();
    }

    /** Lets go of what the operation has; it cannot be started again. MPI standard: 3.7.3, MPI_REQUEST_FREE. */
    @Override
    public void free() {
        freed = true;
    }
}
