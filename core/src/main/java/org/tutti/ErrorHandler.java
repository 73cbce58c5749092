package org.tutti;

/**
 * Sees first what fails in the operations of a communicator: another rank's death or different call, memory that is full, a function
 * that throws. When it returns the exception goes on to the caller; it may throw something else instead. Bad arguments are
 * no failures of an operation: they are thrown at once, and no handler sees them.
 *
 * <p>MPI standard: 9.3, error handling; MPI_COMM_CREATE_ERRHANDLER.
 */
@FunctionalInterface
public interface ErrorHandler {
    /** Does nothing: the caller gets the exception. MPI standard: 9.3, MPI_ERRORS_RETURN. */
    ErrorHandler THROW = (communicator, failure) -> {};

    /**
     * Ends the process, and so the job. MPI standard: 9.3, MPI_ERRORS_ARE_FATAL.
     */
    ErrorHandler FATAL = (communicator, failure) -> {
        System.err.println("tutti: fatal, in " + communicator.name() + ": " + failure.getMessage());
        Runtime.getRuntime().exit(1);
    };

    /**
     * Takes notice of a failure.
     *
     * @param communicator the communicator whose operation failed
     * @param failure what its caller will get
     */
    void handle(Communicator communicator, TuttiException failure);
}
