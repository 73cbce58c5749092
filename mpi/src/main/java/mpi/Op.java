package mpi;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** A reduction. MPI standard: 6.9. */
public final class Op implements Freeable {
    private final boolean commutative;
    private final UserReduction user;
    private final boolean predefined;
    private org.tutti.Op core;
    private boolean freed;

    /** Makes a predefined one; core's is null where it is for windows alone. */
    Op(org.tutti.Op core) {
        this(core, null);
    }

    /** Makes a predefined one that has a function for pairs of two equal elements, which core does not know. */
    Op(org.tutti.Op core, UserFunction ofPairs) {
        this.core = core;
        this.commutative = true;
        this.user = ofPairs == null ? null : new UserReduction(ofPairs, true);
        this.predefined = true;
    }

    /**
     * Makes a program's own one. MPI standard: 6.9.5, MPI_OP_CREATE.
     *
     * @param function how it combines items
     * @param commute whether it is commutative
     */
    public Op(UserFunction function, boolean commute) throws MPIException {
        this.commutative = commute;
        this.user = new UserReduction(function, commute);
        this.predefined = false;
    }

    /** {@return core's reduction of items of a type} */
    static org.tutti.Op core(Op op, Datatype type) {
        if (op == null || op.freed) {
            throw new TuttiException(ErrorCode.BAD_OP, "the op is null, or has been freed");
        }
        if (op.user != null && (!op.predefined || (type != null && type.isPair()))) {
            return op.user.of(type);
        }
        if (op.core == null) {
            throw new TuttiException(ErrorCode.BAD_OP, "REPLACE and NO_OP are for windows alone");
        }
        return op.core;
    }

    /** {@return the function of a program's own one, for objects} */
    static UserFunction function(Op op) {
        if (op == null || op.freed || op.predefined) {
            throw new TuttiException(
                    ErrorCode.BAD_OP, "objects are combined by a User_function of the program's own, not by this op");
        }
        return op.user.function();
    }

    /** {@return whether it is commutative} MPI standard: 6.9.5, MPI_OP_COMMUTATIVE. */
    public boolean isCommutative() {
        return commutative;
    }

    /** Does what {@link #free} does. MPI standard: 6.9.5, MPI_OP_FREE. */
    public void Free() throws MPIException {
        free();
    }

    /** Frees it. MPI standard: 6.9.5, MPI_OP_FREE. */
    @Override
    public void free() throws MPIException {
        if (predefined || freed) {
            throw Failure.of(
                    MPI.ERR_OP,
                    predefined ? "a predefined op cannot be freed" : "the op has been freed",
                    MPI.COMM_WORLD);
        }
        freed = true;
    }

    /** {@return whether it has been freed} */
    public boolean isNull() {
        return freed;
    }
}
