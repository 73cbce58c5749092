package org.tutti.pattern;

/** How a fragment is cut into one slice a rank, whose borders lie on multiples of a given number of elements. */
public final class Slices {
    private Slices() {}

    /**
     * {@return the first element of a slice, or the number of elements where the slice is behind the end}
     *
     * @param elements how many elements are cut
     * @param slices into how many slices
     * @param slice which one, up to {@code slices} inclusive: the end of the last
     * @param unit a slice's borders are multiples of this many elements
     */
    public static int from(int elements, int slices, int slice, int unit) {
        int units = Math.ceilDiv(elements, unit);
        return (int) Math.min(elements, (long) units * slice / slices * unit);
    }

    /**
     * {@return how many elements the largest slice can have}
     *
     * @param elements how many elements are cut
     * @param slices into how many slices
     * @param unit a slice's borders are multiples of this many elements
     */
    public static int largest(int elements, int slices, int unit) {
        return Math.ceilDiv(Math.ceilDiv(elements, unit), slices) * unit;
    }
}
