package org.tutti.memory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The type of the elements of a Java array or a memory segment, with its width in shared memory. */
public enum ElementType {
    BYTE(byte.class, Byte.BYTES),
    SHORT(short.class, Short.BYTES),
    CHAR(char.class, Character.BYTES),
    INT(int.class, Integer.BYTES),
    LONG(long.class, Long.BYTES),
    FLOAT(float.class, Float.BYTES),
    DOUBLE(double.class, Double.BYTES),
    /** One byte an element, 0 or 1. */
    BOOLEAN(boolean.class, Byte.BYTES);

    private static final ElementType[] VALUES = values();

    private final Class<?> primitive;
    private final int shift;
    private final String label = name().toLowerCase(Locale.ROOT);

    ElementType(Class<?> primitive, int bytes) {
        this.primitive = primitive;
        this.shift = Integer.numberOfTrailingZeros(bytes);
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
        return java.lang.reflect.Array.newInstance(primitive, count);
    }

    /** {@return whether this is float or double} */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    @Override
    public String toString() {
        return label;
    }
}
