package org.tutti.launcher.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations that are measured. */
public enum Operation {
    /** All wait for all; it moves nothing. */
    BARRIER(Size.NONE),
    /** Each rank has all elements. */
    ALLREDUCE(Size.MESSAGE),
    /** Each rank has a block, and then those of all. */
    ALLGATHER(Size.BLOCK),
    /** Each rank has a block for each other one. */
    ALLTOALL(Size.BLOCK),
    /** Each rank has all elements, and then a part of the result. */
    REDUCE_SCATTER(Size.TOTAL),
    /** The root has all elements. */
    BCAST(Size.MESSAGE),
    /** Each rank has all elements, the root the result. */
    REDUCE(Size.MESSAGE),
    /** Each rank has a block, the root those of all. */
    GATHER(Size.BLOCK),
    /** The root has a block for each rank. */
    SCATTER(Size.BLOCK),
    /** Each rank has all elements. */
    SCAN(Size.MESSAGE);

    private final Size size;

    /** What the size of a cell is the size of. */
    enum Size {
        NONE,
        MESSAGE,
        BLOCK,
        TOTAL
    }

    Operation(Size size) {
        this.size = size;
    }

    /** {@return whether some ranks may leave before others have come: then a barrier stands before each call} */
    boolean runsAhead() {
        return compareTo(BCAST) >= 0;
    }

    /** {@return how many elements a rank passes to it} */
    int sent(int count, int ranks) {
        boolean eachBlock = this == ALLTOALL || this == SCATTER;
        return eachBlock ? count * ranks : count;
    }

    /** {@return how many elements a rank receives} */
    int received(int count, int ranks) {
        return switch (this) {
            case ALLGATHER, ALLTOALL, GATHER -> count * ranks;
            case REDUCE_SCATTER -> count / ranks;
            default -> count;
        };
    }

    /** {@return whether a size can be measured: a barrier has none, and a total is divided among the ranks} */
    boolean takes(long bytes, int ranks) {
        return switch (size) {
            case NONE -> bytes == 0;
            case TOTAL -> bytes > 0 && bytes / Float.BYTES % ranks == 0;
            default -> bytes > 0;
        };
    }

    /** {@return the operation of a name, or null} */
    static @Nullable Operation named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** {@return all names, for messages} */
    public static String names() {
        return Arrays.stream(values()).map(Operation::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
