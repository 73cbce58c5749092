package org.tutti;

import org.jspecify.annotations.Nullable;

/** What programs and libraries keep with a communicator: attributes, and who sees its failures. */
abstract class Attributes extends Identity {
    private ErrorHandler errorHandler = ErrorHandler.THROW;

    Attributes(Foundation foundation) {
        super(foundation);
    }

    /**
     * Keeps a value with this communicator. What was kept with this key before is deleted.
     *
     * <p>MPI standard: 7.7.2, MPI_COMM_SET_ATTR.
     *
     * @param key by which it is found
     * @param value the value
     * @param <T> what the key's values are
     */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        requireOpen();
        if (key == null || value == null) {
            throw new TuttiException(
                    ErrorCode.BAD_NAME, "must not be null: " + (key == null ? "key" : "value") + "=null");
        }
        Object before = attributes.put(key, value);
        if (before != null) {
            key.delete(self(), before);
        }
    }

    /**
     * {@return the value that is kept with this communicator, or null}
     *
     * <p>MPI standard: 7.7.2, MPI_COMM_GET_ATTR.
     *
     * @param key by which it is found
     * @param <T> what the key's values are
     */
    @SuppressWarnings("unchecked") // setAttribute takes values of the key's type
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        requireOpen();
        return (T) attributes.get(key);
    }

    /**
     * Deletes the value that is kept with this communicator, if there is one.
     *
     * <p>MPI standard: 7.7.2, MPI_COMM_DELETE_ATTR.
     *
     * @param key by which it is found
     */
    public void deleteAttribute(AttributeKey<?> key) {
        requireOpen();
        Object before = attributes.remove(key);
        if (before != null) {
            key.delete(self(), before);
        }
    }

    /** {@return who sees the failures of this communicator's operations} MPI standard: 9.3.1, MPI_COMM_GET_ERRHANDLER. */
    public ErrorHandler errorHandler() {
        return errorHandler;
    }

    /**
     * Sets who sees the failures of this communicator's operations. Communicators that are made of it have the same.
     *
     * <p>MPI standard: 9.3.1, MPI_COMM_SET_ERRHANDLER.
     *
     * @param handler the handler
     */
    public void setErrorHandler(ErrorHandler handler) {
        requireOpen();
        if (handler == null) {
            throw new TuttiException(ErrorCode.BAD_NAME, "must not be null: handler=null");
        }
        errorHandler = handler;
        roster.setWitness(failure -> handler.handle(self(), failure));
    }
}
