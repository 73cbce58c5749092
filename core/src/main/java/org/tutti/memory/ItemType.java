package org.tutti.memory;

/**
 * Predefined datatypes whose items are several primitives that are combined together: complex numbers, and pairs of a value
 * and where it is.
 */
public enum ItemType {
    /** Real and imaginary part. */
    FLOAT_COMPLEX(ElementType.FLOAT, ElementType.FLOAT, true),
    DOUBLE_COMPLEX(ElementType.DOUBLE, ElementType.DOUBLE, true),
    FLOAT_INT(ElementType.FLOAT, ElementType.INT, false),
    DOUBLE_INT(ElementType.DOUBLE, ElementType.INT, false),
    LONG_INT(ElementType.LONG, ElementType.INT, false),
    SHORT_INT(ElementType.SHORT, ElementType.INT, false),
    INT_INT(ElementType.INT, ElementType.INT, false),
    SHORT_SHORT(ElementType.SHORT, ElementType.SHORT, false),
    LONG_LONG(ElementType.LONG, ElementType.LONG, false),
    FLOAT_FLOAT(ElementType.FLOAT, ElementType.FLOAT, false),
    DOUBLE_DOUBLE(ElementType.DOUBLE, ElementType.DOUBLE, false);

    private final ElementType first;
    private final ElementType second;
    private final boolean complex;

    ItemType(ElementType first, ElementType second, boolean complex) {
        this.first = first;
        this.second = second;
        this.complex = complex;
    }

    /** {@return the type of the value} */
    ElementType first() {
        return first;
    }

    /** {@return whether these are numbers, else they are values with their places} */
    public boolean isComplex() {
        return complex;
    }

    /** {@return what arrays hold packed items: the primitives where they are of one type, else bytes} */
    public ElementType elements() {
        return first == second ? first : ElementType.BYTE;
    }

    /** {@return how many elements of such an array are one item} */
    public int itemElements() {
        return first == second ? 2 : (int) (first.bytes(1) + second.bytes(1));
    }

    /** {@return where the primitives lie: as in a C structure} */
    public TypeMap map() {
        long place = Math.max(first.bytes(1), second.bytes(1));
        return TypeMap.struct(
                new long[] {1, 1}, new long[] {0, place}, new TypeMap[] {TypeMap.of(first), TypeMap.of(second)});
    }
}
