package org.tutti.memory;

/**
 * Folds one array into another, element by element. Both arrays start at index 0: a loop over two arrays at variable
 * offsets is not vectorised, since they might overlap.
 */
public abstract class ReduceKernel {
    private final String name;
    private final ElementType type;
    private final int itemElements;
    private final int code;
    private final long salt;

    ReduceKernel(String name, ElementType type, int itemElements, int code, long salt) {
        this.name = name;
        this.type = type;
        this.itemElements = itemElements;
        this.code = code;
        this.salt = salt;
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

    /** {@return the kernel of an operator that is defined for items of the type} */
    public static ReduceKernel of(Operator operator, ItemType type) {
        return type.isComplex() ? new ComplexKernel(operator, type) : new LocationKernel(operator, type);
    }

    /** Sets {@code left[i] = left[i] op right[i]} for the first {@code count} elements. */
    public abstract void fold(Object left, Object right, int count);

    /** {@return what the reduction is called} */
    public final String name() {
        return name;
    }

    /** {@return the type of the elements} */
    public final ElementType type() {
        return type;
    }

    /** {@return whether a function of the program folds} It is given private arrays only. */
    public final boolean isUserDefined() {
        return ReductionNames.isUserDefined(code);
    }

    /** {@return how many consecutive elements are folded as one item, and so must not be torn apart} */
    public final int itemElements() {
        return itemElements;
    }

    /** {@return the largest number of elements, not above a given one, that tears no item apart; at least one item} */
    public final int wholeItems(int elements) {
        return itemElements == 1 ? elements : Math.max(1, elements / itemElements) * itemElements;
    }

    /** {@return the reduction in a few bits, for signatures; see {@link ReductionNames}} */
    public final int code() {
        return code;
    }

    /** {@return what tells reductions apart that have the same code, for digests} */
    public final long salt() {
        return salt;
    }
}
