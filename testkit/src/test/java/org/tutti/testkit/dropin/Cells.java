package org.tutti.testkit.dropin;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import mpi.Datatype;
import mpi.MPI;

/** Buffers of all kinds, seen as numbers. */
final class Cells {
    static final List<Datatype> TYPES =
            List.of(MPI.BYTE, MPI.CHAR, MPI.SHORT, MPI.INT, MPI.LONG, MPI.FLOAT, MPI.DOUBLE, MPI.BOOLEAN);

    /** Where a buffer is. */
    enum Kind {
        ARRAY,
        HEAP,
        DIRECT,
        SHARED,
        BYTES
    }

    private Cells() {}

    /** {@return a buffer of so many elements of a basic type} Its position and limit are at their worst: both 0 where it has any. */
    static Object make(Kind kind, Datatype type, int count) {
        if (type == MPI.BOOLEAN) {
            return kind == Kind.ARRAY ? new boolean[count] : flipped(ByteBuffer.allocateDirect(count));
        }
        return switch (kind) {
            case ARRAY -> array(type, count);
            case HEAP -> flipped(wrapped(array(type, count + 3)));
            case DIRECT -> flipped(view(direct(count * width(type)), type));
            case SHARED -> flipped(shared(type, count));
            case BYTES -> flipped(direct(count * width(type)));
        };
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static Buffer flipped(Buffer buffer) {
        return buffer.flip();
    }

    static int width(Datatype type) {
        return type == MPI.BYTE || type == MPI.BOOLEAN
                ? 1
                : type == MPI.CHAR || type == MPI.SHORT ? 2 : type == MPI.INT || type == MPI.FLOAT ? 4 : 8;
    }

    private static Object array(Datatype type, int count) {
        if (type == MPI.BYTE) return new byte[count];
        if (type == MPI.CHAR) return new char[count];
        if (type == MPI.SHORT) return new short[count];
        if (type == MPI.INT) return new int[count];
        if (type == MPI.LONG) return new long[count];
        if (type == MPI.FLOAT) return new float[count];
        return new double[count];
    }

    /** {@return a buffer of an array from its third element on} */
    private static Buffer wrapped(Object array) {
        return switch (array) {
            case byte[] a -> MPI.slice(a, 3);
            case char[] a -> MPI.slice(a, 3);
            case short[] a -> MPI.slice(a, 3);
            case int[] a -> MPI.slice(a, 3);
            case long[] a -> MPI.slice(a, 3);
            case float[] a -> MPI.slice(a, 3);
            case double[] a -> MPI.slice(a, 3);
            default -> throw new IllegalArgumentException(array.toString());
        };
    }

    private static Buffer view(ByteBuffer bytes, Datatype type) {
        if (type == MPI.BYTE) return bytes;
        if (type == MPI.CHAR) return bytes.asCharBuffer();
        if (type == MPI.SHORT) return bytes.asShortBuffer();
        if (type == MPI.INT) return bytes.asIntBuffer();
        if (type == MPI.LONG) return bytes.asLongBuffer();
        if (type == MPI.FLOAT) return bytes.asFloatBuffer();
        return bytes.asDoubleBuffer();
    }

    private static Buffer shared(Datatype type, int count) {
        if (type == MPI.BYTE) return MPI.newByteBuffer(count);
        if (type == MPI.CHAR) return MPI.newCharBuffer(count);
        if (type == MPI.SHORT) return MPI.newShortBuffer(count);
        if (type == MPI.INT) return MPI.newIntBuffer(count);
        if (type == MPI.LONG) return MPI.newLongBuffer(count);
        if (type == MPI.FLOAT) return MPI.newFloatBuffer(count);
        return MPI.newDoubleBuffer(count);
    }

    /** Sets an element to a small number. */
    static void set(Object buf, Datatype type, int i, int value) {
        switch (whole(buf)) {
            case byte[] a -> a[i] = (byte) value;
            case char[] a -> a[i] = (char) value;
            case short[] a -> a[i] = (short) value;
            case int[] a -> a[i] = value;
            case long[] a -> a[i] = value;
            case float[] a -> a[i] = value;
            case double[] a -> a[i] = value;
            case boolean[] a -> a[i] = value != 0;
            case ByteBuffer b -> setBytes(b, type, i, value);
            case CharBuffer b -> b.put(i, (char) value);
            case ShortBuffer b -> b.put(i, (short) value);
            case IntBuffer b -> b.put(i, value);
            case LongBuffer b -> b.put(i, value);
            case FloatBuffer b -> b.put(i, value);
            case DoubleBuffer b -> b.put(i, value);
            default -> throw new IllegalArgumentException(buf.toString());
        }
    }

    private static void setBytes(ByteBuffer bytes, Datatype type, int i, int value) {
        if (width(type) == 1) {
            bytes.put(i, (byte) value);
        } else {
            set(view(bytes, type), type, i, value);
        }
    }

    /** {@return an element} */
    static int get(Object buf, Datatype type, int i) {
        return switch (whole(buf)) {
            case byte[] a -> a[i];
            case char[] a -> a[i];
            case short[] a -> a[i];
            case int[] a -> a[i];
            case long[] a -> (int) a[i];
            case float[] a -> (int) a[i];
            case double[] a -> (int) a[i];
            case boolean[] a -> a[i] ? 1 : 0;
            case ByteBuffer b -> width(type) == 1 ? b.get(i) : get(view(b, type), type, i);
            case CharBuffer b -> b.get(i);
            case ShortBuffer b -> b.get(i);
            case IntBuffer b -> b.get(i);
            case LongBuffer b -> (int) b.get(i);
            case FloatBuffer b -> (int) b.get(i);
            case DoubleBuffer b -> (int) b.get(i);
            default -> throw new IllegalArgumentException(buf.toString());
        };
    }

    private static Object whole(Object buf) {
        if (buf instanceof ByteBuffer bytes) {
            return bytes.duplicate().clear().order(ByteOrder.nativeOrder());
        }
        return buf instanceof Buffer buffer ? buffer.duplicate().clear() : buf;
    }
}
