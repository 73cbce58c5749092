package mpi;

import org.tutti.ErrorCode;
import org.tutti.PersistentRequest;
import org.tutti.TuttiException;

/** A message that is sent or received again and again. MPI standard: 3.9. */
public sealed class Prequest extends Request permits ObjectPrequest {
    Prequest(PersistentRequest core, Comm comm) {
        super(core, comm);
    }

    @Override
    boolean isActive() {
        return core() instanceof PersistentRequest persistent && persistent.isActive();
    }

    @Override
    void forget() {
        // it can be started again
    }

    /** Begins it. MPI standard: 3.9, MPI_START. */
    public final void start() throws MPIException {
        checked(() -> {
            if (!exists()) {
                throw new TuttiException(ErrorCode.BAD_REQUEST, "the request has been freed");
            }
            if (isActive()) {
                throw new TuttiException(ErrorCode.BAD_REQUEST, "the request is active: it has not been waited for");
            }
            begin();
            return null;
        });
    }

    /** Begins it, now that it is neither freed nor active. */
    void begin() {
        ((PersistentRequest) core()).start();
    }

    /** Begins several, in this order. MPI standard: 3.9, MPI_STARTALL. */
    public static void startAll(Prequest[] requests) throws MPIException {
        for (Prequest request : requests) {
            request.start();
        }
    }

    /** Does what {@link #start} does. MPI standard: 3.9, MPI_START. */
    public final void Start() throws MPIException {
        start();
    }

    /** Does what {@link #startAll} does. MPI standard: 3.9, MPI_STARTALL. */
    public static void Startall(Prequest[] requests) throws MPIException {
        startAll(requests);
    }
}
