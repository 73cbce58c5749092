package org.tutti.pattern;

/**
 * Who lays which blocks for whom when data moves without being combined, as one rank sees it. Each rank lays a row of blocks,
 * all rows equally long; the others read one block of a row each. A rank's own block takes part in neither: it is copied.
 */
public final class Traffic {
    /** In place of a rank or a block: there is none. */
    public static final int NONE = -1;

    /** The operations, by who lays and who reads. */
    public enum Kind {
        /** All lay a block, which the root reads. */
        GATHER,
        /** The root lays a block for each rank. */
        SCATTER,
        /** All lay a block, which all read. */
        ALLGATHER,
        /** All lay a block for each rank. */
        ALLTOALL
    }

    private final Kind kind;
    private final int rank;
    private final int size;
    private int root;

    /** Describes the traffic of one rank. */
    public Traffic(Kind kind, int rank, int size) {
        this.kind = kind;
        this.rank = rank;
        this.size = size;
    }

    /** Takes another root, or {@link #NONE}. */
    public void setRoot(int newRoot) {
        root = newRoot;
    }

    /** {@return how many blocks a row has} */
    public int rowBlocks() {
        return kind == Kind.SCATTER || kind == Kind.ALLTOALL ? size : 1;
    }

    /** {@return whether this rank lays a row} */
    public boolean lays() {
        return switch (kind) {
            case GATHER -> rank != root;
            case SCATTER -> rank == root;
            case ALLGATHER, ALLTOALL -> true;
        };
    }

    /** {@return which block of what this rank sends lies at a place of its row, or {@link #NONE}} */
    public int laid(int place) {
        boolean ownPlace = rowBlocks() > 1 && place == rank;
        return lays() && !ownPlace ? place : NONE;
    }

    /** {@return how many rows this rank reads of} */
    public int reads() {
        return switch (kind) {
            case GATHER -> rank == root ? size - 1 : 0;
            case SCATTER -> rank == root ? 0 : 1;
            case ALLGATHER, ALLTOALL -> size - 1;
        };
    }

    /** {@return whether this rank reads the root's row and no other} */
    public boolean readsRootAlone() {
        return kind == Kind.SCATTER && rank != root;
    }

    /** {@return whose row this rank reads at a turn} Each begins with another, so that they do not all read of one. */
    public int peer(int turn) {
        return kind == Kind.SCATTER ? root : (rank + 1 + turn) % size;
    }

    /** {@return the place in others' rows at which what this rank reads lies} */
    public int place() {
        return rowBlocks() > 1 ? rank : 0;
    }

    /** {@return which block of what this rank receives comes from a peer} */
    public int received(int peer) {
        return kind == Kind.SCATTER ? 0 : peer;
    }

    /** {@return which block of what this rank sends is its own, or {@link #NONE}} */
    public int ownSent() {
        return switch (kind) {
            case GATHER -> rank == root ? 0 : NONE;
            case SCATTER -> rank == root ? rank : NONE;
            case ALLGATHER -> 0;
            case ALLTOALL -> rank;
        };
    }

    /** {@return which block of what this rank receives is its own, where it has one} */
    public int ownReceived() {
        return kind == Kind.SCATTER ? 0 : rank;
    }
}
