package org.tutti.memory;

/**
 * Folds one array into another, element by element. Both arrays start at index 0: a loop over two arrays at variable
 * offsets is not vectorised, since they might overlap.
 */
public abstract class ReduceKernel {
    private final Operator operator;
    private final ElementType type;

    ReduceKernel(Operator operator, ElementType type) {
        this.operator = operator;
        this.type = type;
    }

    /** {@return the kernel of an operator that is defined for the type} */
    public static ReduceKernel of(Operator operator, ElementType type) {
        return switch (type) {
            case BYTE -> new ByteKernel(operator);
            case SHORT -> new ShortKernel(operator);
            case CHAR -> new CharKernel(operator);
            case INT -> new IntKernel(operator);
            case LONG -> new LongKernel(operator);
            case FLOAT -> new FloatKernel(operator);
            case DOUBLE -> new DoubleKernel(operator);
            case BOOLEAN -> new BooleanKernel(operator);
        };
    }

    /** Sets {@code left[i] = left[i] op right[i]} for the first {@code count} elements. */
    public abstract void fold(Object left, Object right, int count);

    /** {@return the reduction} */
    public final Operator operator() {
        return operator;
    }

    /** {@return the type of the elements} */
    public final ElementType type() {
        return type;
    }

    /** {@return the failure of a kernel that was asked for a reduction which its type does not have} */
    final AssertionError undefined() {
        return new AssertionError(operator + " of " + type);
    }
}
