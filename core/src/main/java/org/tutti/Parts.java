package org.tutti;

/**
 * An array that holds a part of each rank, as an operation has made it.
 *
 * @param array all parts, one behind the other
 * @param counts how many elements each rank's part has
 * @param displacements the first element of each rank's part
 * @param <A> the type of the array, e.g. {@code int[]}
 */
@SuppressWarnings("ArrayRecordComponent") // the arrays are the result itself, which nobody else has
public record Parts<A>(A array, int[] counts, int[] displacements) {
    /**
     * {@return a new array of one rank's part}
     *
     * @param rank the rank
     */
    public A part(int rank) {
        A part = BlockOperations.newArray(array, counts[rank]);
        System.arraycopy(array, displacements[rank], part, 0, counts[rank]);
        return part;
    }
}
