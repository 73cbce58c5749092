package mpi;

/** What MPI lets a program give back. */
public interface Freeable {
    /**
     * Gives it back.
     *
     * @throws MPIException where it cannot be given back
     */
    void free() throws MPIException;
}
