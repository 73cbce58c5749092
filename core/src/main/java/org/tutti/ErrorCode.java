package org.tutti;

/**
 * What went wrong, by causes that a person can do something about. Codes are stable: a number is never given to another
 * cause. docs/errors.md has for each an example, its cause and its cure.
 *
 * <p>The hundreds tell where to look: 1 a call's arguments, 2 the command and its parameters, 3 ranks that cannot meet, 4
 * memory, 5 what ends a job that runs, 9 the system or Tutti itself.
 */
public enum ErrorCode {
    /** What was passed is not an array of a primitive type. */
    BAD_ARRAY(101, ErrorClass.BUFFER),
    /** Offset and count do not lie within the array. */
    BAD_RANGE(102, ErrorClass.COUNT),
    /** Send and receive part overlap without being the same. */
    ARRAYS_OVERLAP(103, ErrorClass.BUFFER),
    /** Send and receive array differ in type. */
    ARRAYS_DIFFER(104, ErrorClass.BUFFER),
    /** The root is not a rank of the communicator. */
    BAD_ROOT(105, ErrorClass.ROOT),
    /** The reduction is not defined for the element type. */
    UNDEFINED_OP(106, ErrorClass.OP),
    /** The communicator is closed. */
    CLOSED(107, ErrorClass.COMM),
    /** There cannot be so many ranks. */
    BAD_SIZE(108, ErrorClass.ARG),
    /** What was passed as a segment is null, freed, confined to another thread or read-only, or its datatype is null. */
    BAD_SEGMENT(109, ErrorClass.BUFFER),
    /** There can be no such reduction. */
    BAD_OP(110, ErrorClass.OP),
    /** The count is not a multiple of what the reduction combines as one item. */
    TORN_ITEM(111, ErrorClass.COUNT),
    /** An item of the reduction does not fit into a fragment. */
    LARGE_ITEM(112, ErrorClass.OP),
    /** An operation was called inside another one. */
    NESTED_CALL(113, ErrorClass.OP),
    /** A number is not a rank of the group or the topology. */
    BAD_RANK(114, ErrorClass.RANK),
    /** A rank is listed twice where each may be listed once. */
    RANK_TWICE(115, ErrorClass.RANK),
    /** What was passed as a range of ranks is none. */
    BAD_RANK_RANGE(116, ErrorClass.ARG),
    /** A group is null. */
    BAD_GROUP(117, ErrorClass.GROUP),
    /** There is no grid of these dimensions, or it has no such dimension. */
    BAD_DIMS(118, ErrorClass.DIMS),
    /** The coordinates do not lie in the grid. */
    BAD_COORDS(119, ErrorClass.ARG),
    /** There is no graph of these edges. */
    BAD_GRAPH(120, ErrorClass.TOPOLOGY),
    /** There can be no such datatype. */
    BAD_DATATYPE(121, ErrorClass.TYPE),
    /** A count or a length of blocks is negative. */
    NEGATIVE_COUNT(122, ErrorClass.COUNT),
    /** Lengths, displacements and types of blocks are not as many of each. */
    UNEVEN_BLOCKS(123, ErrorClass.ARG),
    /** The datatype does not fit the array, or the operation. */
    UNFIT_DATATYPE(124, ErrorClass.TYPE),
    /** The datatype has primitives where others of it are, but would receive. */
    OVERLAPPING_TYPE(125, ErrorClass.TYPE),
    /** A color of a split is negative, and not UNDEFINED. */
    BAD_COLOR(126, ErrorClass.ARG),
    /** A name or a key is null. */
    BAD_NAME(127, ErrorClass.ARG),
    /** The counts or sizes of blocks do not fit the communicator or the array. */
    BAD_BLOCKS(128, ErrorClass.COUNT),
    /** What a rank sends to itself has another size than what it receives from itself. */
    OWN_BLOCKS_DIFFER(129, ErrorClass.TRUNCATE),
    /** A result has more elements than an array can have. */
    LARGE_RESULT(130, ErrorClass.COUNT),
    /** An object could not be made bytes, or bytes an object. */
    BAD_OBJECT(131, ErrorClass.ARG),
    /** The communicator has no topology, or none in which neighbors can exchange. */
    NO_NEIGHBORS(132, ErrorClass.TOPOLOGY),
    /** An intercommunicator has no such operation, or its two groups cannot be. */
    TWO_GROUPS(133, ErrorClass.COMM),
    /** A message is longer than what it is received into. */
    TRUNCATED(134, ErrorClass.TRUNCATE),
    /** A message has other elements than what it is received into. */
    TYPES_DIFFER(135, ErrorClass.TYPE),
    /** A tag is negative where it must be a tag. */
    BAD_TAG(136, ErrorClass.TAG),
    /** What was waited for was not there in the time allowed. */
    LATE(137, ErrorClass.TIMEOUT),
    /** No buffer is attached for buffered sends, it is too small, or one is attached already. */
    BAD_ATTACHMENT(138, ErrorClass.BUFFER),
    /** A request is null, is not persistent, or is active where it must not be. */
    BAD_REQUEST(139, ErrorClass.REQUEST),
    /** A port is not open, or it is no port. */
    BAD_PORT(140, ErrorClass.PORT),
    /** Nobody has published a service of this name. */
    UNKNOWN_SERVICE(141, ErrorClass.NAME),
    /** Another port has been published under this name. */
    SERVICE_TAKEN(142, ErrorClass.SERVICE),

    /** The command line is wrong. */
    BAD_COMMAND(201, ErrorClass.ARG),
    /** There is no parameter of this name. */
    UNKNOWN_PARAMETER(202, ErrorClass.ARG),
    /** The parameter cannot have this value. */
    BAD_PARAMETER(203, ErrorClass.ARG),
    /** The file of parameters cannot be read. */
    BAD_PARAMETER_FILE(204, ErrorClass.ARG),
    /** The program is not there, or is none. */
    NO_PROGRAM(205, ErrorClass.ARG),
    /** The source file does not compile. */
    NOT_COMPILED(206, ErrorClass.ARG),
    /** A rank's process could not be started. */
    NOT_STARTED(207, ErrorClass.JOIN),
    /** Ranks cannot be bound to cores. */
    NOT_BOUND(208, ErrorClass.ARG),
    /** The parameters leave no component that takes a communicator. */
    NO_COMPONENT(209, ErrorClass.ARG),
    /** No job of this name is running. */
    NO_SUCH_JOB(210, ErrorClass.ARG),
    /** A component of collective operations cannot be loaded, has no legal name, or has failed. */
    BAD_COMPONENT(211, ErrorClass.ARG),

    /** The settings that make a process a rank are incomplete. */
    BAD_SETTINGS(301, ErrorClass.JOIN),
    /** A job cannot have this name. */
    BAD_JOB_NAME(302, ErrorClass.JOIN),
    /** Another job of this name is starting. */
    JOB_NAME_TAKEN(303, ErrorClass.JOIN),
    /** Another process has this rank. */
    RANK_TAKEN(304, ErrorClass.JOIN),
    /** The ranks disagree about their number. */
    SIZES_DIFFER(305, ErrorClass.JOIN),
    /** A rank was told another value of a parameter than the job has. */
    PARAMETERS_DIFFER(306, ErrorClass.JOIN),
    /** This process has joined its job already. */
    JOINED_ALREADY(307, ErrorClass.JOIN),
    /** Ranks have not come in time. */
    RANKS_MISSING(308, ErrorClass.TIMEOUT),
    /** The file is not an arena of this version. */
    NOT_AN_ARENA(309, ErrorClass.JOIN),
    /** The file belongs to another user. */
    FOREIGN_FILE(310, ErrorClass.JOIN),
    /** The job's shared memory could not be opened. */
    CANNOT_JOIN(311, ErrorClass.JOIN),
    /** The launcher has ended before this rank joined. */
    LAUNCHER_GONE(312, ErrorClass.JOIN),

    /** Shared memory is full. */
    MEMORY_FULL(401, ErrorClass.NO_SPACE),
    /** A rank's part of the arena is used up. */
    POOL_FULL(402, ErrorClass.NO_SPACE),
    /** A rank's JVM has no more heap for an operation, or cannot start a thread for it. */
    OUT_OF_MEMORY(403, ErrorClass.NO_SPACE),

    /** Ranks called different operations, or the same one with different arguments. */
    MISMATCH(501, ErrorClass.MISMATCH),
    /** A rank ended without leaving its job. */
    RANK_ENDED(502, ErrorClass.PROC_FAILED),
    /** A rank left by an exception. */
    RANK_THREW(503, ErrorClass.PROC_ABORTED),
    /** The time of the job was over. */
    JOB_TIMEOUT(504, ErrorClass.TIMEOUT),
    /** The function of a user-defined reduction has thrown. */
    OP_THREW(505, ErrorClass.OP),
    /** The memory of a segment was freed while an operation used it. */
    SEGMENT_FREED(506, ErrorClass.BUFFER),
    /** A rank sends a block of another size or type than its receiver expects. */
    BLOCKS_DIFFER(507, ErrorClass.TRUNCATE),
    /** Ranks would choose different components for a communicator. */
    COMPONENTS_DIFFER(508, ErrorClass.MISMATCH),
    /** All ranks wait for each other, and no message is under way. */
    DEADLOCK(509, ErrorClass.DEADLOCK),
    /** A rank has waited longer than the job allows. */
    STALLED(510, ErrorClass.TIMEOUT),
    /** A rank has asked for the end of the job. */
    ABORTED(511, ErrorClass.PROC_ABORTED),

    /** The operating system refused something. */
    SYSTEM(901, ErrorClass.INTERN),
    /** A defect of Tutti itself. */
    DEFECT(902, ErrorClass.INTERN);

    private static final ErrorCode[] VALUES = values();

    private final int number;
    private final ErrorClass errorClass;

    ErrorCode(int number, ErrorClass errorClass) {
        this.number = number;
        this.errorClass = errorClass;
    }

    /**
     * {@return the code with this number, or {@link #DEFECT} where there is none}
     *
     * @param number as {@link #number} gives it
     */
    public static ErrorCode of(int number) {
        for (ErrorCode code : VALUES) {
            if (code.number == number) {
                return code;
            }
        }
        return DEFECT;
    }

    /** {@return the number, e.g. 501} */
    public int number() {
        return number;
    }

    /** {@return what kind of error it is, in MPI's terms} */
    public ErrorClass errorClass() {
        return errorClass;
    }

    /**
     * {@return a text with this code behind it, as messages show it}
     *
     * @param text what went wrong
     */
    public String mark(String text) {
        return text + " [" + this + "]";
    }

    /** {@return the code as messages and documentation show it, e.g. {@code TUTTI-501}} */
    @Override
    public String toString() {
        return "TUTTI-" + number;
    }
}
