package mpi;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** What the elements of a datatype's buffers are: it counts extents and displacements in these. */
enum BaseType {
    BYTE(byte[].class, 1),
    CHAR(char[].class, 2),
    SHORT(short[].class, 2),
    BOOLEAN(boolean[].class, 1),
    INT(int[].class, 4),
    LONG(long[].class, 8),
    FLOAT(float[].class, 4),
    DOUBLE(double[].class, 8),
    /** Objects, each of which counts as the int that numbers its place. */
    OBJECT(Object[].class, 4);

    private final Class<?> arrays;
    private final int bytes;

    BaseType(Class<?> arrays, int bytes) {
        this.arrays = arrays;
        this.bytes = bytes;
    }

    /** {@return how many bytes an element has} */
    int bytes() {
        return bytes;
    }

    /** {@return displacements in elements as displacements in bytes} */
    int[] toBytes(int[] displacements) {
        int[] inBytes = displacements.clone();
        for (int i = 0; i < inBytes.length; i++) {
            inBytes[i] *= bytes;
        }
        return inBytes;
    }

    /** {@return how many bytes an element of an array has} */
    static int bytesOf(Object array) {
        for (BaseType type : values()) {
            if (type.isArray(array)) {
                return type.bytes;
            }
        }
        throw new TuttiException(
                ErrorCode.UNFIT_DATATYPE,
                "not an array of a primitive type: buf=" + array.getClass().getTypeName());
    }

    /** {@return whether an object, which may be null, is an array of these} */
    boolean isArray(Object buf) {
        return buf != null && buf.getClass() == arrays;
    }

    /** Throws where an array does not have these elements. */
    void requireArray(Object array, Datatype type) {
        if (array.getClass() != arrays) {
            throw new TuttiException(
                    ErrorCode.UNFIT_DATATYPE,
                    "the datatype is one of " + arrays.getSimpleName() + " and of buffers of java.nio: buf="
                            + array.getClass().getTypeName() + ", type=" + type.name());
        }
    }

    /** {@return a copy of an array's first elements as bytes, as memory has them} */
    byte[] toBytes(Object array, int elements) {
        byte[] copy = new byte[elements * bytes];
        if (array instanceof boolean[] truths) {
            for (int i = 0; i < elements; i++) {
                copy[i] = (byte) (truths[i] ? 1 : 0);
            }
        } else {
            MemorySegment.copy(Buffers.ofArray(array), 0, MemorySegment.ofArray(copy), 0, copy.length);
        }
        return copy;
    }

    /** {@return a new array of the elements that these bytes are} */
    Object toArray(byte[] from) {
        Object array = Array.newInstance(arrays.getComponentType(), from.length / bytes);
        put(from, array);
        return array;
    }

    /** Copies bytes to the elements of an array, from its start on. */
    void put(byte[] from, Object array) {
        if (array instanceof boolean[] truths) {
            for (int i = 0; i < from.length; i++) {
                truths[i] = from[i] != 0;
            }
        } else {
            MemorySegment.copy(MemorySegment.ofArray(from), 0, Buffers.ofArray(array), 0, from.length);
        }
    }

    /** {@return an array of so many elements with which this one begins: itself, or a copy} */
    Object exactly(Object array, int elements) {
        if (Array.getLength(array) == elements) {
            return array;
        }
        Object copy = Array.newInstance(arrays.getComponentType(), elements);
        System.arraycopy(array, 0, copy, 0, elements);
        return copy;
    }
}
