package org.tutti.pattern;

/**
 * The tree along which ranks meet: complete, each rank with at most so many children, counted level by level from the root,
 * whichever rank that is. A tree of degree 1 is a chain.
 */
public final class Tree {
    private final int size;
    private final int degree;

    /**
     * Makes a tree.
     *
     * @param size how many ranks it has, at least 1
     * @param degree how many children a rank has at most, at least 1
     */
    public Tree(int size, int degree) {
        this.size = size;
        this.degree = degree;
    }

    /** {@return the rank above another, which is not the root} */
    public int parent(int rank, int root) {
        return rank((node(rank, root) - 1) / degree, root);
    }

    /** {@return how many ranks are right below a rank} */
    public int children(int rank, int root) {
        long first = (long) node(rank, root) * degree + 1;
        return Math.clamp(size - first, 0, degree);
    }

    /** {@return the ranks right below a rank} */
    public int[] childrenOf(int rank, int root) {
        int[] below = new int[children(rank, root)];
        for (int i = 0; i < below.length; i++) {
            below[i] = rank(node(rank, root) * degree + 1 + i, root);
        }
        return below;
    }

    private int node(int rank, int root) {
        return rank >= root ? rank - root : rank - root + size;
    }

    private int rank(int node, int root) {
        return node + root < size ? node + root : node + root - size;
    }
}
