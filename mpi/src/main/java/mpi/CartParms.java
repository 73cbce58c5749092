package mpi;

/** A grid, and where a rank is in it. MPI standard: 8.5.5, MPI_CART_GET. */
public final class CartParms {
    /** How many ranks each dimension has. */
    public final int[] dims;
    /** Which dimensions are rings. */
    public final boolean[] periods;
    /** Where the rank is. */
    public final int[] coords;

    CartParms(int[] dims, boolean[] periods, int[] coords) {
        this.dims = dims;
        this.periods = periods;
        this.coords = coords;
    }

    /** {@return how many dimensions there are} */
    public int getDimCount() {
        return dims.length;
    }

    /** {@return how many ranks a dimension has} */
    public int getDim(int i) {
        return dims[i];
    }

    /** {@return whether a dimension is a ring} */
    public boolean getPeriod(int i) {
        return periods[i];
    }

    /** {@return where the rank is in a dimension} */
    public int getCoord(int i) {
        return coords[i];
    }
}
