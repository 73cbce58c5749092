package mpi;

import java.util.function.Supplier;

/** A message of objects that is sent or received again and again: each time it begins anew, with what the array has then. */
final class ObjectPrequest extends Prequest {
    private final Supplier<Request> beginning;
    private Request running = MPI.REQUEST_NULL;
    private boolean freed;

    ObjectPrequest(Comm comm, Supplier<Request> beginning) {
        super(null, comm);
        this.beginning = beginning;
    }

    @Override
    void begin() {
        running = beginning.get();
    }

    @Override
    org.tutti.Request core() {
        return running.core();
    }

    @Override
    boolean isActive() {
        return running.isActive();
    }

    @Override
    void forget() {
        running = MPI.REQUEST_NULL;
    }

    @Override
    Status statusOf(org.tutti.Status outcome) {
        return running.statusOf(outcome);
    }

    @Override
    Status known() {
        return running.known();
    }

    @Override
    boolean exists() {
        return !freed;
    }

    @Override
    void takeBack() {
        running.takeBack();
    }

    @Override
    void release() {
        freed = true;
        forget();
    }
}
