package mpi;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of objects in an array, one for each rank.
 *
 * @param buf the array
 * @param blocks where they are
 * @param type what their items are
 */
record ObjectBlocks(Object buf, Blocks blocks, Datatype type) {
    /** {@return blocks of one length, one behind the other} */
    static ObjectBlocks even(Object buf, int offset, int count, Datatype type, int ranks) {
        int stride = type == MPI.OBJECT || type == null ? count : count * type.Extent();
        return new ObjectBlocks(buf, Blocks.even(offset, count, stride, ranks), type);
    }

    /** {@return the block of a rank} */
    ObjectItems block(int rank) {
        blocks.require(rank + 1);
        return new ObjectItems(buf, blocks.offset() + blocks.displacements()[rank], blocks.counts()[rank], type);
    }

    /** {@return the objects of so many ranks} */
    List<Object[]> get(int ranks) {
        blocks.require(ranks);
        List<Object[]> all = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            all.add(block(rank).get());
        }
        return all;
    }

    /** Puts the objects of all ranks into their blocks. */
    void put(List<Object[]> all) {
        blocks.require(all.size());
        for (int rank = 0; rank < all.size(); rank++) {
            block(rank).put(all.get(rank));
        }
    }
}
