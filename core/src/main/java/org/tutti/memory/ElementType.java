package org.tutti.memory;

import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The type of the elements of a Java array or a memory segment, with its width in shared memory. */
public enum ElementType {
    BYTE(ValueLayout.JAVA_BYTE),
    SHORT(ValueLayout.JAVA_SHORT),
    CHAR(ValueLayout.JAVA_CHAR),
    INT(ValueLayout.JAVA_INT),
    LONG(ValueLayout.JAVA_LONG),
    FLOAT(ValueLayout.JAVA_FLOAT),
    DOUBLE(ValueLayout.JAVA_DOUBLE),
    /** One byte an element, 0 or 1. */
    BOOLEAN(ValueLayout.JAVA_BOOLEAN);

    private static final ElementType[] VALUES = values();

    @SuppressWarnings("ImmutableEnumChecker") // a ValueLayout is a value
    private final ValueLayout layout;

    @SuppressWarnings("ImmutableEnumChecker")
    private final ValueLayout unaligned;

    private final int shift;
    private final String label = name().toLowerCase(Locale.ROOT);

    ElementType(ValueLayout layout) {
        this.layout = layout;
        this.unaligned = layout.withByteAlignment(1);
        this.shift = Long.numberOfTrailingZeros(layout.byteSize());
    }

    /** {@return the type of an array's elements, or null for what is not an array of a primitive type} */
    public static @Nullable ElementType of(Object array) {
        Class<?> type = array.getClass();
        if (type == double[].class) return DOUBLE;
        if (type == float[].class) return FLOAT;
        if (type == int[].class) return INT;
        if (type == long[].class) return LONG;
        if (type == byte[].class) return BYTE;
        if (type == short[].class) return SHORT;
        if (type == char[].class) return CHAR;
        if (type == boolean[].class) return BOOLEAN;
        return null;
    }

    /** {@return the type with this ordinal} */
    public static ElementType at(int ordinal) {
        return VALUES[ordinal];
    }

    /** {@return how many bytes this many elements take} */
    public long bytes(long count) {
        return count << shift;
    }

    /** {@return how many elements these bytes hold} */
    public int count(long bytes) {
        return (int) (bytes >> shift);
    }

    /** {@return a new array of this many elements} */
    public Object newArray(int count) {
        return java.lang.reflect.Array.newInstance(layout.carrier(), count);
    }

    /** {@return whether this is float or double} */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    ValueLayout layout() {
        return layout;
    }

    /** {@return the layout of elements that lie anywhere} */
    ValueLayout unaligned() {
        return unaligned;
    }

    @Override
    public String toString() {
        return label;
    }
}
