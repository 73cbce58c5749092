package org.tutti;

import org.jspecify.annotations.Nullable;

/**
 * What a communicator's attribute is found by. A library makes a key once and caches with it, at each communicator that it is
 * given, what it needs to know of that communicator.
 *
 * <p>MPI standard: 7.7, caching; MPI_COMM_CREATE_KEYVAL. There is no counterpart of MPI_COMM_FREE_KEYVAL: keys that nobody has any
 * more go to the garbage collector.
 *
 * @param <T> what the attribute's values are
 */
public final class AttributeKey<T> {
    private final Copy<T> copy;
    private final Delete<T> delete;

    private AttributeKey(Copy<T> copy, Delete<T> delete) {
        this.copy = copy;
        this.delete = delete;
    }

    /**
     * What a duplicate has in place of an attribute's value.
     *
     * @param <T> what the attribute's values are
     */
    @FunctionalInterface
    public interface Copy<T> {
        /**
         * {@return the value that the duplicate has, or null where it has none}
         *
         * @param original the communicator that is duplicated
         * @param value its value
         */
        @Nullable
        T copy(Communicator original, T value);
    }

    /**
     * What happens to a value that a communicator has no more.
     *
     * @param <T> what the attribute's values are
     */
    @FunctionalInterface
    public interface Delete<T> {
        /**
         * Is called when a value is replaced or removed, or its communicator closed.
         *
         * @param communicator the communicator
         * @param value the value
         */
        void delete(Communicator communicator, T value);
    }

    /**
     * {@return a key whose values are not copied} MPI standard: 7.7.2, MPI_COMM_NULL_COPY_FN.
     *
     * @param <T> what the attribute's values are
     */
    public static <T> AttributeKey<T> create() {
        return create((original, value) -> null, (communicator, value) -> {});
    }

    /**
     * {@return a key}
     *
     * @param copy what a duplicate has; {@code (original, value) -> value} is MPI_COMM_DUP_FN
     * @param delete what happens to a value that is replaced, removed, or whose communicator is closed
     * @param <T> what the attribute's values are
     */
    public static <T> AttributeKey<T> create(Copy<T> copy, Delete<T> delete) {
        if (copy == null || delete == null) {
            throw new TuttiException(
                    ErrorCode.BAD_NAME, "must not be null: " + (copy == null ? "copy" : "delete") + "=null");
        }
        return new AttributeKey<>(copy, delete);
    }

    @SuppressWarnings("unchecked") // a communicator keeps values by their own key
    void copy(Communicator original, Object value, Communicator duplicate) {
        T copied = copy.copy(original, (T) value);
        if (copied != null) {
            duplicate.setAttribute(this, copied);
        }
    }

    @SuppressWarnings("unchecked") // a communicator keeps values by their own key
    void delete(Communicator communicator, Object value) {
        delete.delete(communicator, (T) value);
    }
}
