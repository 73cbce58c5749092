package org.tutti.memory;

/** A kernel of one of MPI's predefined reductions. */
abstract class OperatorKernel extends ReduceKernel {
    private final Operator operator;

    OperatorKernel(Operator operator, ElementType type) {
        super(operator.name(), type, 1, operator.ordinal(), 0);
        this.operator = operator;
    }

    /** A kernel of items. Ranks tell it from that of single elements, and of items of other types, by the salt. */
    OperatorKernel(Operator operator, ItemType type) {
        super(
                operator.name(),
                type.elements(),
                type.itemElements(),
                operator.ordinal(),
                ReductionNames.hash(type.name()));
        this.operator = operator;
    }

    final Operator operator() {
        return operator;
    }

    /** {@return the failure of a kernel that was asked for a reduction which its type does not have} */
    final AssertionError undefined() {
        return new AssertionError(operator + " of " + type());
    }
}
