package mpi;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * Where the blocks of several ranks are in an array, in the mpiJava dialect.
 *
 * @param offset the first element that counts
 * @param counts how many items each block has
 * @param displacements where each block begins, in elements from the offset on
 */
@SuppressWarnings("ArrayRecordComponent") // it is made for one call
record Blocks(int offset, int[] counts, int[] displacements) {
    /** {@return blocks of one length, at a stride in elements} */
    static Blocks even(int offset, int count, int stride, int blocks) {
        int[] counts = new int[blocks];
        int[] displacements = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            counts[i] = count;
            displacements[i] = i * stride;
        }
        return new Blocks(offset, counts, displacements);
    }

    /** {@return their buffer, as the other dialect takes it together with {@link #displacements(Object, Datatype)}} */
    Object buffer(Object buf, Datatype type) {
        return Buffers.isArray(buf, type) ? buf : Buffers.part(buf, offset);
    }

    /** {@return where they begin in that buffer, in items} */
    int[] displacements(Object buf, Datatype type) {
        if (displacements == null) {
            return null;
        }
        boolean isArray = Buffers.isArray(buf, type);
        int extent = isArray || type == null || type.isNull() ? 1 : Math.max(1, type.Extent());
        int[] items = displacements.clone();
        for (int i = 0; i < items.length; i++) {
            if (counts[i] != 0 && items[i] % extent != 0) {
                throw Failure.of(
                        MPI.ERR_ARG,
                        "a displacement is no multiple of the datatype's extent: displacement=" + items[i] + ", extent="
                                + extent,
                        MPI.COMM_WORLD);
            }
            items[i] = isArray ? items[i] + offset : items[i] / extent;
        }
        return items;
    }

    /** Throws where there is no block for each of so many ranks. */
    void require(int ranks) {
        if (counts == null || displacements == null || counts.length < ranks || displacements.length < ranks) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "there must be a count and a displacement for each rank: counts="
                            + (counts == null ? null : counts.length) + ", displacements="
                            + (displacements == null ? null : displacements.length) + ", size=" + ranks);
        }
    }
}
