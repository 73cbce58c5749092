package mpi;

import org.tutti.TuttiException;

/** How a communicator looks for messages before it receives them. */
public sealed interface Probing permits Comm {
    /** {@return what is known of a message that can be received} Waits for it. MPI standard: 3.8.1, MPI_PROBE. */
    default Status probe(int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            return new Status(comm.core().probe(Numbers.source(source), tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what is known of a message that can be received, or null where there is none} MPI standard: 3.8.1, MPI_IPROBE. */
    default Status iProbe(int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            return Status.of(comm.core().iprobe(Numbers.source(source), tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
