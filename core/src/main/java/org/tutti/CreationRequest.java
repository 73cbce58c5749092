package org.tutti;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Awaitable;

/** A communicator that is being made while its ranks do something else. MPI standard: 7.4.2, MPI_COMM_IDUP. */
public final class CreationRequest extends Request {
    private final Communicator parent;
    private final Request meeting;
    private final Supplier<Communicator> maker;
    private @Nullable Communicator made;

    CreationRequest(Communicator parent, Request meeting, Supplier<Communicator> maker) {
        super(meeting.engine);
        this.parent = parent;
        this.meeting = meeting;
        this.maker = maker;
    }

    /**
     * {@return the communicator} Waits until it is there.
     *
     * @throws TuttiException of class MISMATCH where ranks want different things, or when the job has ended
     */
    public Communicator communicator() {
        waitFor();
        return Objects.requireNonNull(made);
    }

    @Override
    Awaitable work() {
        return meeting.work();
    }

    @Override
    Status conclude() {
        Status met = meeting.outcome();
        if (met.error() != null) {
            return met;
        }
        try {
            made = maker.get();
            return Status.EMPTY;
        } catch (TuttiException e) {
            return Status.failed(e);
        }
    }

    @Override
    TuttiException seen(TuttiException failure) {
        return parent.seen(failure);
    }

    /** Does nothing: a collective operation cannot be taken back. */
    @Override
    public void cancel() {}
}
