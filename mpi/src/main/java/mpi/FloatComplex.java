package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A complex number in a buffer or an array of floats: its real part, and its imaginary part behind it. */
public final class FloatComplex {
    private final FloatBuffer buffer;
    private final int real;

    private FloatComplex(FloatBuffer buffer, int index) {
        this.buffer = buffer;
        this.real = 2 * index;
    }

    /** {@return the first number of a buffer} */
    public static FloatComplex get(FloatBuffer buffer) {
        return get(buffer, 0);
    }

    /** {@return a number of a buffer, counted from 0} */
    public static FloatComplex get(FloatBuffer buffer, int index) {
        return new FloatComplex(buffer, index);
    }

    /** {@return the first number of a buffer, which is in the machine's byte order} */
    public static FloatComplex get(ByteBuffer buffer) {
        return get(buffer, 0);
    }

    /** {@return a number of a buffer, which is in the machine's byte order, counted from 0} */
    public static FloatComplex get(ByteBuffer buffer, int index) {
        return new FloatComplex(
                buffer.duplicate().clear().order(ByteOrder.nativeOrder()).asFloatBuffer(), index);
    }

    /** {@return the first number of an array} */
    public static FloatComplex get(float[] array) {
        return get(array, 0);
    }

    /** {@return a number of an array, counted from 0} */
    public static FloatComplex get(float[] array, int index) {
        return new FloatComplex(FloatBuffer.wrap(array), index);
    }

    /** {@return the real part} */
    public float getReal() {
        return buffer.get(real);
    }

    /** {@return the imaginary part} */
    public float getImag() {
        return buffer.get(real + 1);
    }

    /** Sets the real part. */
    public void putReal(float value) {
        buffer.put(real, value);
    }

    /** Sets the imaginary part. */
    public void putImag(float value) {
        buffer.put(real + 1, value);
    }

    /** {@return where the two parts are} */
    public FloatBuffer getBuffer() {
        return buffer.slice(real, 2);
    }
}
