package org.tutti;

import org.jspecify.annotations.Nullable;

/** What is known of a message that has been received, or that could be. It never changes. MPI standard: 3.2.5. */
public final class Status {
    /** Of an operation that receives nothing. */
    static final Status EMPTY = new Status(Tutti.ANY_SOURCE, Tutti.ANY_TAG, 0, false, false, null);
    /** Of a message from nobody. */
    static final Status OF_NOBODY = new Status(Tutti.PROC_NULL, Tutti.ANY_TAG, 0, false, false, null);

    private final int source;
    private final int tag;
    private final long bytes;
    private final boolean object;
    private final boolean cancelled;
    private final @Nullable TuttiException error;

    Status(int source, int tag, long bytes, boolean object, boolean cancelled, @Nullable TuttiException error) {
        this.source = source;
        this.tag = tag;
        this.bytes = bytes;
        this.object = object;
        this.cancelled = cancelled;
        this.error = error;
    }

    /** {@return the status of an operation that receives nothing, and has failed} */
    static Status failed(TuttiException error) {
        return new Status(Tutti.ANY_SOURCE, Tutti.ANY_TAG, 0, false, false, error);
    }

    /** {@return the status of a message that was taken back} */
    static Status ofCancelled() {
        return new Status(Tutti.ANY_SOURCE, Tutti.ANY_TAG, 0, false, true, null);
    }

    /** {@return whether this is of a message like that, without an error} */
    boolean isOf(int otherSource, int otherTag, long otherBytes, boolean otherObject) {
        return source == otherSource
                && tag == otherTag
                && bytes == otherBytes
                && object == otherObject
                && !cancelled
                && error == null;
    }

    /** {@return the rank that sent it; {@link Tutti#ANY_SOURCE} where nothing was received} */
    public int source() {
        return source;
    }

    /** {@return its tag; {@link Tutti#ANY_TAG} where nothing was received} */
    public int tag() {
        return tag;
    }

    /** {@return how many bytes its elements take, without gaps} */
    public long bytes() {
        return bytes;
    }

    /**
     * {@return how many whole items of a type it has, or {@link Tutti#UNDEFINED} where a part of one would be left} MPI standard: 3.2.5,
     * MPI_GET_COUNT.
     *
     * @param type what its items are
     */
    public long count(Datatype type) {
        DatatypeArguments.requireType(type);
        if (type.size() == 0) {
            return bytes == 0 ? 0 : Tutti.UNDEFINED;
        }
        return bytes % type.size() == 0 ? bytes / type.size() : Tutti.UNDEFINED;
    }

    /**
     * {@return how many primitives it has, seen as items of a type of which the last need not be whole; {@link Tutti#UNDEFINED} where a
     * part of a primitive would be left} MPI standard: 5.1.11, MPI_GET_ELEMENTS.
     *
     * @param type what its items are
     */
    public long elements(Datatype type) {
        DatatypeArguments.requireType(type);
        return type.elementsIn(bytes);
    }

    /** {@return whether it is an object, for {@link Communicator#recvObject}} */
    public boolean isObject() {
        return object;
    }

    /** {@return whether the operation was cancelled} MPI standard: 3.8.4, MPI_TEST_CANCELLED. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** {@return why the operation failed, or null} */
    public @Nullable TuttiException error() {
        return error;
    }

    @Override
    public String toString() {
        return "source " + source + ", tag " + tag + ", " + bytes + " bytes" + (cancelled ? ", cancelled" : "")
                + (error == null ? "" : ", " + error.getMessage());
    }
}
