package org.tutti.pattern;

/** The traffic of operations in which blocks go from all ranks, or from a root, to all or to a root. */
public final class RankTraffic implements Traffic {
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
    private final int[] rootAlone = new int[1];
    private final int[] others;
    private int root;

    /** Describes the traffic of one rank. */
    public RankTraffic(Kind kind, int rank, int size) {
        this.kind = kind;
        this.rank = rank;
        this.size = size;
        this.others = new int[size - 1];
        for (int i = 1; i < size; i++) {
            others[i - 1] = (rank + i) % size;
        }
    }

    @Override
    public void setRoot(int newRoot) {
        root = newRoot;
        rootAlone[0] = newRoot;
    }

    @Override
    public int rowBlocks() {
        return kind == Kind.SCATTER || kind == Kind.ALLTOALL ? size : 1;
    }

    @Override
    public boolean lays() {
        return switch (kind) {
            case GATHER -> rank != root;
            case SCATTER -> rank == root;
            case ALLGATHER, ALLTOALL -> true;
        };
    }

    @Override
    public int laid(int place) {
        boolean ownPlace = rowBlocks() > 1 && place == rank;
        return lays() && !ownPlace ? place : NONE;
    }

    @Override
    public int[] readers() {
        if (!lays()) {
            return NOBODY;
        }
        return kind == Kind.GATHER ? rootAlone : others;
    }

    @Override
    public int reads() {
        return switch (kind) {
            case GATHER -> rank == root ? size - 1 : 0;
            case SCATTER -> rank == root ? 0 : 1;
            case ALLGATHER, ALLTOALL -> size - 1;
        };
    }

    private boolean readsRootAlone() {
        return kind == Kind.SCATTER && rank != root;
    }

    @Override
    public boolean readsAllOthers() {
        return reads() > 0 && !readsRootAlone();
    }

    @Override
    public int[] peers() {
        return readsRootAlone() ? rootAlone : NOBODY;
    }

    /** {@inheritDoc} Each begins with another, so that they do not all read of one. */
    @Override
    public int peer(int turn) {
        return kind == Kind.SCATTER ? root : (rank + 1 + turn) % size;
    }

    @Override
    public int place(int turn) {
        return rowBlocks() > 1 ? rank : 0;
    }

    @Override
    public int received(int turn) {
        return kind == Kind.SCATTER ? 0 : peer(turn);
    }

    @Override
    public int copies() {
        return switch (kind) {
            case GATHER, SCATTER -> rank == root ? 1 : 0;
            case ALLGATHER, ALLTOALL -> 1;
        };
    }

    @Override
    public int copySent(int copy) {
        return kind == Kind.SCATTER || kind == Kind.ALLTOALL ? rank : 0;
    }

    @Override
    public int copyReceived(int copy) {
        return kind == Kind.SCATTER ? 0 : rank;
    }
}
