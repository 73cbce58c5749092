package org.tutti.launcher.bench;

/**
 * The model of the machine's own limit: which parts an operation cannot do without, one after the other on the rank that has most
 * to do. It is below what can be reached: a rank's own elements are moved for nothing, and all else overlaps.
 */
final class Floor {
    private final int ranks;
    private final int ranksOfProcessor;
    private final Limits limits;

    Floor(int ranks, int processors, Limits limits) {
        this.ranks = ranks;
        this.ranksOfProcessor = Math.ceilDiv(ranks, Math.max(1, processors));
        this.limits = limits;
    }

    /** {@return the model in words, for those who read tables} */
    static String model() {
        return "one hop, and a copy of all that a rank receives from others, which another core has written last, and"
                + " the sum of it where it is combined; where that is faster, two hops, and these of a rank's slice, and"
                + " a copy of the other slices; of more ranks than processors, a switch to each of those of a processor";
    }

    /** {@return the limit of an operation in nanoseconds} */
    double nanos(Cell cell) {
        double moved = moved(cell.operation(), cell.bytes());
        return ranksOfProcessor > 1 ? ranksOfProcessor * (limits.turn() + moved) : limits.hop() + moved;
    }

    private double moved(Operation operation, long bytes) {
        long others = ranks - 1L;
        return switch (operation) {
            case BARRIER -> 0;
            case BCAST, SCATTER -> limits.copy(bytes);
            case GATHER, ALLGATHER, ALLTOALL -> limits.copy(others * bytes);
            case REDUCE_SCATTER -> folded(others * (bytes / ranks));
            case ALLREDUCE, REDUCE, SCAN -> Math.min(folded(others * bytes), sliced(bytes));
        };
    }

    private double folded(long bytes) {
        return limits.copy(bytes) + limits.sum(bytes);
    }

    private double sliced(long bytes) {
        long others = (ranks - 1) * (bytes / ranks);
        return limits.hop() + folded(others) + limits.copy(others);
    }
}
