package org.tutti;

/** What kind of thing went wrong; the names are those of MPI's error classes where MPI has one. */
public enum ErrorClass {
    /** An argument is invalid in a way that no other class describes. */
    ARG,
    /** A buffer is not a supported array or segment, or is freed or confined to another thread. */
    BUFFER,
    /** A count or an offset is negative or too large. */
    COUNT,
    /** What is received has another size or type than what is sent. */
    TRUNCATE,
    /** There can be no such datatype, or it does not fit the buffer. */
    TYPE,
    /** A root is not a rank of the communicator. */
    ROOT,
    /** A reduction is not defined for the element type, or its function has thrown. */
    OP,
    /** A number is not a rank, or a rank is listed twice. */
    RANK,
    /** A tag is no tag. */
    TAG,
    /** A request cannot do this, or not now. */
    REQUEST,
    /** A group is null. */
    GROUP,
    /** A grid cannot have these dimensions. */
    DIMS,
    /** A graph cannot have these edges. */
    TOPOLOGY,
    /** The communicator is closed. */
    COMM,
    /** Shared memory could not be allocated. */
    NO_SPACE,
    /** There is no such port, or nobody has it open. */
    PORT,
    /** Nobody has published a service of this name. */
    NAME,
    /** A service of this name has been published already. */
    SERVICE,
    /** The job could not be joined. */
    JOIN,
    /** Ranks called different operations, or the same one with different arguments. */
    MISMATCH,
    /** A rank ended without leaving its job. */
    PROC_FAILED,
    /** A rank left by an exception, or asked for the end of the job. */
    PROC_ABORTED,
    /** All ranks wait for each other. */
    DEADLOCK,
    /** Something did not happen within the time allowed. */
    TIMEOUT,
    /** A defect of Tutti itself, or of the machine. */
    INTERN
}
