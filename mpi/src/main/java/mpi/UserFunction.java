package mpi;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * How a program's own reduction combines items. One of the two methods is to be overridden: the one with arrays, or the one with
 * buffers, which is the right one for structs. MPI standard: 6.9.5.
 */
public abstract class UserFunction {
    /** Makes a function. */
    public UserFunction() {}

    /**
     * Sets each item of the second array to what comes of the first one's item and its own.
     *
     * @param inVec the left operands: an array of the datatype's base type
     * @param inOutVec the right operands, and the results afterwards
     * @param count how many items
     * @param datatype what they are
     */
    public void call(Object inVec, Object inOutVec, int count, Datatype datatype) throws MPIException {
        throw new UnsupportedOperationException("a UserFunction must override one of its call methods: " + getClass());
    }

    /**
     * The same, of buffers in the machine's byte order. Unless it is overridden it calls the other method with copies.
     *
     * @param in the left operands
     * @param inOut the right operands, and the results afterwards
     * @param count how many items
     * @param datatype what they are
     */
    public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) throws MPIException {
        BaseType base = datatype.base();
        Object left = base.toArray(bytes(in));
        Object right = base.toArray(bytes(inOut));
        call(left, right, count, datatype);
        inOut.duplicate().clear().put(base.toBytes(right, Array.getLength(right)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return bytes;
    }

    /** {@return whether a function has a method of its own for buffers} */
    final boolean takesBuffers() {
        try {
            Class<?> declares = getClass()
                    .getMethod("call", ByteBuffer.class, ByteBuffer.class, int.class, Datatype.class)
                    .getDeclaringClass();
            return declares != UserFunction.class;
        } catch (NoSuchMethodException e) {
            throw new TuttiException(ErrorCode.DEFECT, "every function has this method", -1, e);
        }
    }
}
