package org.tutti.launcher.bench;

/**
 * The model of the machine's own limit: which parts an operation cannot do without, one after the other on the rank that has most
 * to do. It is below what can be reached: a rank's own elements are moved for nothing, and all else overlaps.
 */
final class Floor {
    private static final long LONGEST_WINDOW = 1 << 20;

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
                + " a copy of the other slices; of more ranks than processors, a switch to each of those of a processor;"
                + " of messages between two, a hop each way, or one where both send at once, and a copy of all that a"
                + " rank receives, divided by the messages";
    }

    /** {@return the limit of an operation in nanoseconds} */
    double nanos(Cell cell) {
        Operation operation = cell.operation();
        double moved = moved(operation, cell.bytes());
        double call = ranksOfProcessor > 1
                ? ranksOfProcessor * (limits.turn() + moved)
                : hops(operation) * limits.hop() + moved;
        return call / operation.messages();
    }

    private static int hops(Operation operation) {
        return operation == Operation.LATENCY || operation == Operation.BW ? 2 : 1;
    }

    private double moved(Operation operation, long bytes) {
        long others = ranks - 1L;
        return switch (operation) {
            case BARRIER -> 0;
            case BCAST, SCATTER -> limits.copy(bytes);
            case GATHER, ALLGATHER, ALLTOALL -> limits.copy(others * bytes);
            case REDUCE_SCATTER -> folded(others * (bytes / ranks));
            case ALLREDUCE, IALLREDUCE, OVERLAP, REDUCE, SCAN -> Math.min(folded(others * bytes), sliced(bytes));
            case LATENCY -> 2 * limits.copy(bytes);
            case BW, BIBW -> window(bytes);
        };
    }

    /** Short messages of a window could travel as one. */
    private double window(long bytes) {
        long all = Operation.WINDOW * bytes;
        return all <= LONGEST_WINDOW ? limits.copy(all) : Operation.WINDOW * limits.copy(bytes);
    }

    private double folded(long bytes) {
        return limits.copy(bytes) + limits.sum(bytes);
    }

    private double sliced(long bytes) {
        long others = (ranks - 1) * (bytes / ranks);
        return limits.hop() + folded(others) + limits.copy(others);
    }
}
