package mpi;

/**
 * What fails in a call, where the communicator's error handler is {@link MPI#ERRORS_RETURN}. It is unchecked: programs that declare it,
 * and those that do not, both compile.
 */
public class MPIException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errorClass;
    private final int errorCode;

    /** Makes an exception that says nothing. */
    public MPIException() {
        this((String) null);
    }

    /**
     * Makes an exception of another one.
     *
     * @param cause what led to it
     */
    public MPIException(Throwable cause) {
        super(cause);
        this.errorClass = MPI.ERR_OTHER;
        this.errorCode = MPI.ERR_OTHER;
    }

    /**
     * Makes an exception.
     *
     * @param message what went wrong
     */
    public MPIException(String message) {
        this(MPI.ERR_OTHER, MPI.ERR_OTHER, message, null);
    }

    MPIException(int errorCode, int errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.errorCode = errorCode;
    }

    /** {@return the kind of error, such as {@link MPI#ERR_RANK}} MPI standard: 9.4, MPI_ERROR_CLASS. */
    public int getErrorClass() {
        return errorClass;
    }

    /** {@return the error itself: the number of Tutti's error code, such as 114, where Tutti has one; else its class} */
    public int getErrorCode() {
        return errorCode;
    }
}
