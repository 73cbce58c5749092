package org.tutti.memory;

/** A kernel of one of MPI's predefined reductions. */
abstract class OperatorKernel extends ReduceKernel {
    private final Operator operator;

    OperatorKernel(Operator operator, ElementType type) {
        super(operator.name(), type, 1, operator.ordinal(), 0);
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
