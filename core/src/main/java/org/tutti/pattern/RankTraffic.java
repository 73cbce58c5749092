package org.tutti.pattern;

/** The traffic of operations in which blocks go from all ranks, or from a root, to all or to a root. */
public final class RankTraffic implements Traffic {
    /** The operations, by who lays and who reads. */
    public enum Kind {
        /** All lay a block, which the root reads. */
        GATHER,
        /** The root lays a block for each other rank. */
        SCATTER,
        /** All lay a block, which all read. */
        ALLGATHER,
        /** All lay a block for each other rank. */
        ALLTOALL
    }

    private final Kind kind;
    private final int rank;
    private final int size;
    private final boolean hasRoot;
    private final boolean laysForEach;
    private final int[] rootAlone = new int[1];
    private final int[] others;
    private int root = NONE;
    private boolean lays;
    private int reads;
    private boolean readsRootAlone;
    private int copies;

    /** Describes the traffic of one rank. */
    public RankTraffic(Kind kind, int rank, int size) {
        this.kind = kind;
        this.rank = rank;
        this.size = size;
        this.hasRoot = kind == Kind.GATHER || kind == Kind.SCATTER;
        this.laysForEach = kind == Kind.SCATTER || kind == Kind.ALLTOALL;
        this.others = new int[size - 1];
        for (int i = 1; i < size; i++) {
            others[i - 1] = (rank + i) % size;
        }
        describe();
    }

    @Override
    public void setRoot(int newRoot) {
        if (root != newRoot) {
            root = newRoot;
            rootAlone[0] = newRoot;
            describe();
        }
    }

    /** Finds out who does what: once for many calls, mostly. */
    private void describe() {
        boolean isRoot = rank == root;
        lays = !hasRoot || isRoot == (kind == Kind.SCATTER);
        readsRootAlone = kind == Kind.SCATTER && !isRoot;
        reads = readsRootAlone ? 1 : !hasRoot || (kind == Kind.GATHER && isRoot) ? size - 1 : 0;
        copies = !hasRoot || isRoot ? 1 : 0;
    }

    @Override
    public int rowBlocks() {
        return laysForEach ? Math.max(1, size - 1) : 1;
    }

    @Override
    public int sentBlocks() {
        return laysForEach ? size : 1;
    }

    @Override
    public boolean lays() {
        return lays;
    }

    @Override
    public int laid(int place) {
        int block = laysForEach && place >= rank ? place + 1 : place;
        return lays && block < sentBlocks() ? block : NONE;
    }

    @Override
    public int[] readers() {
        if (!lays) {
            return NOBODY;
        }
        return kind == Kind.GATHER ? rootAlone : others;
    }

    @Override
    public int reads() {
        return reads;
    }

    @Override
    public boolean readsAllOthers() {
        return reads > 0 && !readsRootAlone;
    }

    @Override
    public int[] peers() {
        return readsRootAlone ? rootAlone : NOBODY;
    }

    /** {@inheritDoc} Each begins with another, so that they do not all read of one. */
    @Override
    public int peer(int turn) {
        return readsRootAlone ? root : others[turn];
    }

    @Override
    public int place(int turn) {
        return laysForEach ? rank < peer(turn) ? rank : rank - 1 : 0;
    }

    @Override
    public int sent(int turn) {
        return laysForEach ? rank : 0;
    }

    @Override
    public int received(int turn) {
        return readsRootAlone ? 0 : others[turn];
    }

    @Override
    public int copies() {
        return copies;
    }

    @Override
    public int copySent(int copy) {
        return laysForEach ? rank : 0;
    }

    @Override
    public int copyReceived(int copy) {
        return kind == Kind.SCATTER ? 0 : rank;
    }
}
