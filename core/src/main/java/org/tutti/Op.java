package org.tutti;

import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;

/**
 * A reduction: how two elements become one. Elements of arrays are combined position by position.
 *
 * <p>The order is canonical and fixed by the number of ranks alone: ranks are taken in blocks of 8 consecutive ones, each
 * block is folded from its lowest rank up, then the blocks' results are. So floating-point results are bitwise equal on
 * all ranks, at all sizes, in every run.
 *
 * <p>Integer arithmetic wraps around; {@code byte} and {@code short} results are truncated to their width; {@code char}
 * is an unsigned 16-bit integer. MPI standard: 6.9.2, predefined reduction operations.
 */
public final class Op {
    /** The sum; of every type but boolean. */
    public static final Op SUM = new Op(Operator.SUM);
    /** The product; of every type but boolean. */
    public static final Op PROD = new Op(Operator.PROD);
    /** The smaller one as {@link Math#min(double, double)} has it: NaN wins, -0.0 is below 0.0; of every type but boolean. */
    public static final Op MIN = new Op(Operator.MIN);
    /** The larger one as {@link Math#max(double, double)} has it: NaN wins, 0.0 is above -0.0; of every type but boolean. */
    public static final Op MAX = new Op(Operator.MAX);
    /** Logical and, where an integer is true unless it is 0, and the result is 0 or 1; of integers and boolean. */
    public static final Op LAND = new Op(Operator.LAND);
    /** Logical or, with integers as in {@link #LAND}; of integers and boolean. */
    public static final Op LOR = new Op(Operator.LOR);
    /** Logical exclusive or, with integers as in {@link #LAND}; of integers and boolean. */
    public static final Op LXOR = new Op(Operator.LXOR);
    /** Bitwise and; of integers. */
    public static final Op BAND = new Op(Operator.BAND);
    /** Bitwise or; of integers. */
    public static final Op BOR = new Op(Operator.BOR);
    /** Bitwise exclusive or; of integers. */
    public static final Op BXOR = new Op(Operator.BXOR);

    private final ReduceKernel[] kernels = new ReduceKernel[ElementType.values().length];
    private final Operator operator;

    private Op(Operator operator) {
        this.operator = operator;
        for (ElementType type : ElementType.values()) {
            if (operator.isDefinedFor(type)) {
                kernels[type.ordinal()] = ReduceKernel.of(operator, type);
            }
        }
    }

    /** {@return the kernel that folds arrays of this type; an exception of class OP where MPI defines none} */
    ReduceKernel kernel(ElementType type) {
        ReduceKernel kernel = kernels[type.ordinal()];
        if (kernel == null) {
            throw new TuttiException(
                    ErrorCode.UNDEFINED_OP,
                    "the reduction is not defined for this type: op=" + operator + ", type=" + type);
        }
        return kernel;
    }

    @Override
    public String toString() {
        return operator.name();
    }
}
