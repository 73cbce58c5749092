package mpi;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a {@link Datatype#Struct}, and the marks of its bounds.
 *
 * @param lengths how many items each block has
 * @param displacements where each block begins, in elements
 * @param types what its items are
 * @param lbs where {@link MPI#LB} is
 * @param ubs where {@link MPI#UB} is
 */
@SuppressWarnings("ArrayRecordComponent") // it is made for one call
record StructBlocks(int[] lengths, int[] displacements, Datatype[] types, List<Integer> lbs, List<Integer> ubs) {
    /** {@return blocks and marks, apart from each other} */
    static StructBlocks of(int[] lengths, int[] displacements, Datatype[] types) {
        if (lengths.length != types.length || displacements.length != types.length) {
            throw Failure.of(
                    MPI.ERR_ARG,
                    "there must be a length and a displacement for each type: lengths=" + lengths.length
                            + ", displacements=" + displacements.length + ", types=" + types.length,
                    MPI.COMM_WORLD);
        }
        List<Integer> blocks = new ArrayList<>();
        List<Integer> lbs = new ArrayList<>();
        List<Integer> ubs = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == MPI.LB) {
                lbs.add(displacements[i]);
            } else if (types[i] == MPI.UB) {
                ubs.add(displacements[i]);
            } else {
                blocks.add(i);
            }
        }
        return new StructBlocks(
                pick(lengths, blocks),
                pick(displacements, blocks),
                blocks.stream().map(i -> types[i]).toArray(Datatype[]::new),
                lbs,
                ubs);
    }

    private static int[] pick(int[] numbers, List<Integer> places) {
        return places.stream().mapToInt(i -> numbers[i]).toArray();
    }

    /** {@return where an item begins, whose blocks begin at a place} */
    int lb(int ofBlocks) {
        return lbs.stream().mapToInt(Integer::intValue).min().orElse(ofBlocks);
    }

    /** {@return where an item ends, whose blocks end at a place} */
    int ub(int ofBlocks) {
        return ubs.stream().mapToInt(Integer::intValue).max().orElse(ofBlocks);
    }
}
