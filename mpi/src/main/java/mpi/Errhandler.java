package mpi;

/** What becomes of an error: {@link MPI#ERRORS_ARE_FATAL} or {@link MPI#ERRORS_RETURN}. MPI standard: 9.3. */
public final class Errhandler {
    private final String name;

    Errhandler(String name) {
        this.name = name;
    }

    /** {@return whether the caller gets the error as an exception} */
    boolean returns() {
        return this == MPI.ERRORS_RETURN;
    }

    @Override
    public String toString() {
        return name;
    }
}
