package mpi;

import org.tutti.TuttiException;

/**
 * What a program of the mpiJava dialect sends, as the other dialect's calls take it: objects as bytes, all else from its offset on.
 *
 * @param buf the buffer
 * @param count how many items
 * @param type what they are
 */
record Items(Object buf, int count, Datatype type) {
    /** {@return items of an array from an offset on, which a communicator sends} */
    static Items of(Comm comm, Object buf, int offset, int count, Datatype type) {
        if (type != MPI.OBJECT) {
            return new Items(Buffers.part(buf, offset), count, type);
        }
        try {
            byte[] bytes = ObjectArrays.encode(buf, offset, count);
            return new Items(bytes, bytes.length, MPI.BYTE);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
