package org.tutti;

import java.util.Arrays;

/**
 * A grid of ranks, of any number of dimensions, each open or periodic (a ring). Ranks are counted in row-major order: the
 * last coordinate runs fastest, and rank 0 is at the origin.
 *
 * {@snippet :
 * int[] dims = CartesianTopology.createDims(12, 0, 0);                             // 4 x 3
 * CartesianTopology grid = CartesianTopology.of(dims, false, true);
 * int[] place = grid.coords(7);                                                    // 2, 1
 * CartesianTopology.Shift down = grid.shift(7, 0, 1);                              // from 4, to 10
 * }
 *
 * <p>The neighbors of a rank are, for each dimension in turn, the rank below and the rank above it, so there are twice as
 * many as dimensions; where an open dimension ends there is {@link Tutti#PROC_NULL}. Around a periodic dimension of size 2
 * both are the same rank, around one of size 1 both are the rank itself; still what is sent downwards (destination
 * 2d) is received from above (source 2d + 1), and conversely.
 *
 * <p>MPI standard: 8.5.1, Cartesian constructor; 8.6, order of the neighbors.
 */
public final class CartesianTopology implements Topology {
    private final int[] dims;
    private final boolean[] periodic;
    private final int size;

    /**
     * What a rank exchanges in a shift along a dimension.
     *
     * @param source from whom it receives, or {@link Tutti#PROC_NULL}
     * @param destination to whom it sends, or {@link Tutti#PROC_NULL}
     */
    public record Shift(int source, int destination) {}

    /**
     * What a rank gets where a grid is cut into grids of fewer dimensions: the ranks of one color, ordered by their keys,
     * make one of them.
     *
     * @param topology the smaller grid, which is the same for all ranks
     * @param color which of the grids the rank is in, counted from 0
     * @param key its rank there
     */
    public record Part(CartesianTopology topology, int color, int key) {}

    private CartesianTopology(int[] dims, boolean[] periodic, int size) {
        this.dims = dims;
        this.periodic = periodic;
        this.size = size;
    }

    /**
     * {@return a grid} Without dimensions it is a single point. MPI standard: 8.5.1, the grid of MPI_CART_CREATE.
     *
     * @param dims how many ranks there are along each dimension, at least 1
     * @param periodic for each dimension, whether the last rank is followed by the first
     * @throws TuttiException of class DIMS where there is no such grid
     */
    public static CartesianTopology of(int[] dims, boolean... periodic) {
        RankArguments.requireArray(dims, "dims");
        RankArguments.requireArray(periodic, "periodic");
        requireEach(periodic.length, dims.length, "periodic");
        long size = 1;
        for (int dim : dims) {
            size *= dim;
            if (dim < 1 || size > Integer.MAX_VALUE) {
                throw badDims("dimensions are at least 1, and their product at most 2147483647: ", dims);
            }
        }
        return new CartesianTopology(dims.clone(), periodic.clone(), Math.toIntExact(size));
    }

    /**
     * {@return the numbers of ranks along each dimension, where those that are 0 are replaced so that the product is the number
     * of ranks} They are as close to each other as possible: the largest minus the smallest is minimal; and they do not
     * increase. MPI standard: 8.5.2, MPI_DIMS_CREATE.
     *
     * @param ranks how many ranks the grid shall have, at least 1
     * @param dims the dimensions, 0 where the number may be chosen; left as they are
     * @throws TuttiException of class DIMS where no grid has so many ranks and the dimensions that are given
     */
    public static int[] createDims(int ranks, int... dims) {
        RankArguments.requireArray(dims, "dims");
        long given = 1;
        int free = 0;
        for (int dim : dims) {
            free += dim == 0 ? 1 : 0;
            given *= Math.max(dim, 1);
            if (dim < 0 || given > Math.max(ranks, 1)) {
                throw impossible(ranks, dims);
            }
        }
        if (ranks < 1 || ranks % given != 0 || (free == 0 && given != ranks)) {
            throw impossible(ranks, dims);
        }
        int[] chosen = free == 0 ? new int[0] : BalancedDims.of(Math.toIntExact(ranks / given), free);
        int[] result = dims.clone();
        for (int i = 0, next = 0; i < result.length; i++) {
            if (result[i] == 0) {
                result[i] = chosen[next++];
            }
        }
        return result;
    }

    /** {@return how many ranks the grid has: the product of its dimensions} */
    @Override
    public int size() {
        return size;
    }

    /** {@return how many ranks there are along each dimension} MPI standard: 8.5.5, MPI_CARTDIM_GET, MPI_CART_GET. */
    public int[] dims() {
        return dims.clone();
    }

    /** {@return for each dimension, whether the last rank is followed by the first} MPI standard: 8.5.5, MPI_CART_GET. */
    public boolean[] periodic() {
        return periodic.clone();
    }

    /**
     * {@return the coordinates of a rank} MPI standard: 8.5.5, MPI_CART_COORDS.
     *
     * @param rank from 0 to {@link #size} - 1
     * @throws TuttiException of class RANK where it is no rank
     */
    public int[] coords(int rank) {
        RankArguments.requireRank(rank, size, "rank");
        int[] coords = new int[dims.length];
        for (int i = dims.length - 1, rest = rank; i >= 0; i--) {
            coords[i] = rest % dims[i];
            rest /= dims[i];
        }
        return coords;
    }

    /**
     * {@return the rank at these coordinates} Along a periodic dimension a coordinate may be any number, and goes around. MPI
     * standard: 8.5.5, MPI_CART_RANK.
     *
     * @param coords one for each dimension
     * @throws TuttiException of class ARG where they are not in the grid
     */
    public int rank(int... coords) {
        RankArguments.requireArray(coords, "coords");
        if (coords.length != dims.length) {
            throw outside(coords);
        }
        int rank = 0;
        for (int i = 0; i < dims.length; i++) {
            if (!periodic[i] && (coords[i] < 0 || coords[i] >= dims[i])) {
                throw outside(coords);
            }
            rank = rank * dims[i] + Math.floorMod(coords[i], dims[i]);
        }
        return rank;
    }

    /**
     * {@return with whom a rank exchanges where all send along a dimension} MPI standard: 8.5.6, MPI_CART_SHIFT.
     *
     * @param rank from 0 to {@link #size} - 1
     * @param dimension which one, from 0
     * @param displacement how far each sends: upwards where it is positive, downwards where it is negative
     * @throws TuttiException of class RANK where it is no rank, of class DIMS where there is no such dimension
     */
    public Shift shift(int rank, int dimension, int displacement) {
        RankArguments.requireRank(rank, size, "rank");
        if (dimension < 0 || dimension >= dims.length) {
            throw badDims("there is no such dimension: dimension=" + dimension + ", ", dims);
        }
        return new Shift(displaced(rank, dimension, -(long) displacement), displaced(rank, dimension, displacement));
    }

    private int displaced(int rank, int dimension, long displacement) {
        int stride = 1;
        for (int i = dimension + 1; i < dims.length; i++) {
            stride *= dims[i];
        }
        int coord = rank / stride % dims[dimension];
        long target = coord + displacement;
        if (!periodic[dimension] && (target < 0 || target >= dims[dimension])) {
            return Tutti.PROC_NULL;
        }
        return rank + (Math.floorMod(target, dims[dimension]) - coord) * stride;
    }

    /** {@inheritDoc} Here they are {@link #destinations} as well. */
    @Override
    public int[] sources(int rank) {
        return neighbors(rank);
    }

    /** {@inheritDoc} Here they are {@link #sources} as well. */
    @Override
    public int[] destinations(int rank) {
        return neighbors(rank);
    }

    private int[] neighbors(int rank) {
        RankArguments.requireRank(rank, size, "rank");
        int[] neighbors = new int[2 * dims.length];
        for (int i = 0; i < dims.length; i++) {
            neighbors[2 * i] = displaced(rank, i, -1);
            neighbors[2 * i + 1] = displaced(rank, i, 1);
        }
        return neighbors;
    }

    /**
     * {@return what a rank gets where the grid is cut along the dimensions that do not remain} Where none remains each rank
     * gets a grid without dimensions of its own. MPI standard: 8.5.7, the grids of MPI_CART_SUB.
     *
     * @param rank from 0 to {@link #size} - 1
     * @param remain for each dimension, whether it remains
     * @throws TuttiException of class RANK where it is no rank, of class DIMS where there are more or fewer dimensions
     */
    public Part sub(int rank, boolean... remain) {
        RankArguments.requireArray(remain, "remain");
        requireEach(remain.length, dims.length, "remain");
        int[] coords = coords(rank);
        int[] keptDims = new int[dims.length];
        boolean[] keptPeriodic = new boolean[dims.length];
        int kept = 0;
        int color = 0;
        int key = 0;
        for (int i = 0; i < dims.length; i++) {
            if (remain[i]) {
                keptDims[kept] = dims[i];
                keptPeriodic[kept++] = periodic[i];
                key = key * dims[i] + coords[i];
            } else {
                color = color * dims[i] + coords[i];
            }
        }
        return new Part(of(Arrays.copyOf(keptDims, kept), Arrays.copyOf(keptPeriodic, kept)), color, key);
    }

    /**
     * {@return where a process belongs that has this rank in a larger communicator: its rank in the grid, or
     * {@link Tutti#UNDEFINED} where the grid is full without it} Processes keep their order. MPI standard: 8.5.8, MPI_CART_MAP.
     *
     * @param rank from 0
     * @throws TuttiException of class RANK where it is negative
     */
    public int map(int rank) {
        return RankArguments.mapped(rank, size);
    }

    private static void requireEach(int length, int dims, String name) {
        if (length != dims) {
            throw new TuttiException(
                    ErrorCode.BAD_DIMS,
                    "each dimension needs one value: " + name + ".length=" + length + ", dims.length=" + dims);
        }
    }

    private TuttiException outside(int[] coords) {
        return new TuttiException(
                ErrorCode.BAD_COORDS,
                "must be one coordinate for each dimension, from 0 to its size - 1 where it is not periodic: coords="
                        + Arrays.toString(coords) + ", dims=" + Arrays.toString(dims) + ", periodic="
                        + Arrays.toString(periodic));
    }

    private static TuttiException impossible(int ranks, int[] dims) {
        return badDims("no grid has so many ranks and these dimensions (0: any): ranks=" + ranks + ", ", dims);
    }

    private static TuttiException badDims(String text, int[] dims) {
        return new TuttiException(ErrorCode.BAD_DIMS, text + "dims=" + Arrays.toString(dims));
    }

    /** {@return whether the other object is a grid of the same dimensions} */
    @Override
    public boolean equals(Object other) {
        return other instanceof CartesianTopology grid
                && Arrays.equals(dims, grid.dims)
                && Arrays.equals(periodic, grid.periodic);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dims) + Arrays.hashCode(periodic);
    }

    /** {@return the dimensions, with a star at those that are periodic, e.g. {@code grid 4 x 3*}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("grid");
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? " " : " x ").append(dims[i]).append(periodic[i] ? "*" : "");
        }
        return text.toString();
    }
}
