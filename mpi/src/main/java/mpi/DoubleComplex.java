package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** A complex number in a buffer or an array of doubles: its real part, and its imaginary part behind it. */
public final class DoubleComplex {
    private final DoubleBuffer buffer;
    private final int real;

    private DoubleComplex(DoubleBuffer buffer, int index) {
        this.buffer = buffer;
        this.real = 2 * index;
    }

    /** {@return the first number of a buffer} */
    public static DoubleComplex get(DoubleBuffer buffer) {
        return get(buffer, 0);
    }

    /** {@return a number of a buffer, counted from 0} */
    public static DoubleComplex get(DoubleBuffer buffer, int index) {
        return new DoubleComplex(buffer, index);
    }

    /** {@return the first number of a buffer, which is in the machine's byte order} */
    public static DoubleComplex get(ByteBuffer buffer) {
        return get(buffer, 0);
    }

    /** {@return a number of a buffer, which is in the machine's byte order, counted from 0} */
    public static DoubleComplex get(ByteBuffer buffer, int index) {
        return new DoubleComplex(
                buffer.duplicate().clear().order(ByteOrder.nativeOrder()).asDoubleBuffer(), index);
    }

    /** {@return the first number of an array} */
    public static DoubleComplex get(double[] array) {
        return get(array, 0);
    }

    /** {@return a number of an array, counted from 0} */
    public static DoubleComplex get(double[] array, int index) {
        return new DoubleComplex(DoubleBuffer.wrap(array), index);
    }

    /** {@return the real part} */
    public double getReal() {
        return buffer.get(real);
    }

    /** {@return the imaginary part} */
    public double getImag() {
        return buffer.get(real + 1);
    }

    /** Sets the real part. */
    public void putReal(double value) {
        buffer.put(real, value);
    }

    /** Sets the imaginary part. */
    public void putImag(double value) {
        buffer.put(real + 1, value);
    }

    /** {@return where the two parts are} */
    public DoubleBuffer getBuffer() {
        return buffer.slice(real, 2);
    }
}
