package org.tutti.launcher.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations that are measured. */
public enum Operation {
    /** All wait for all; it moves nothing. */
    BARRIER(Size.NONE, Pace.TOGETHER),
    /** Each rank has all elements. */
    ALLREDUCE(Size.MESSAGE, Pace.TOGETHER),
    /** The same as a request that is waited for at once. */
    IALLREDUCE(Size.MESSAGE, Pace.TOGETHER),
    /** The same beside a computation as long as itself: what the computation does not hide. */
    OVERLAP(Size.MESSAGE, Pace.TOGETHER),
    /** Each rank has a block, and then those of all. */
    ALLGATHER(Size.BLOCK, Pace.TOGETHER),
    /** Each rank has a block for each other one. */
    ALLTOALL(Size.BLOCK, Pace.TOGETHER),
    /** Each rank has all elements, and then a part of the result. */
    REDUCE_SCATTER(Size.TOTAL, Pace.TOGETHER),
    /** The root has all elements. */
    BCAST(Size.MESSAGE, Pace.AHEAD),
    /** Each rank has all elements, the root the result. */
    REDUCE(Size.MESSAGE, Pace.AHEAD),
    /** Each rank has a block, the root those of all. */
    GATHER(Size.BLOCK, Pace.AHEAD),
    /** The root has a block for each rank. */
    SCATTER(Size.BLOCK, Pace.AHEAD),
    /** Each rank has all elements. */
    SCAN(Size.MESSAGE, Pace.AHEAD),
    /** A message from the first of a pair, and one back: half of what both take. */
    LATENCY(Size.MESSAGE, Pace.PAIRS),
    /** A window of messages from the first of a pair, and a short answer: what one message takes. */
    BW(Size.MESSAGE, Pace.PAIRS),
    /** A window of messages each way, at once: what one of all these takes. */
    BIBW(Size.MESSAGE, Pace.PAIRS);

    /** How many messages are on their way at once where a window is. The programs in C have as many. */
    static final int WINDOW = 64;

    private final Size size;
    private final Pace pace;

    /** What the size of a cell is the size of. */
    enum Size {
        NONE,
        MESSAGE,
        BLOCK,
        TOTAL
    }

    /** Who waits for whom. */
    enum Pace {
        /** All for all. */
        TOGETHER,
        /** Some may leave before others have come. */
        AHEAD,
        /** The two of a pair for each other: ranks 0 and 1, 2 and 3, and so on; a last one alone has nothing to do. */
        PAIRS
    }

    Operation(Size size, Pace pace) {
        this.size = size;
        this.pace = pace;
    }

    /** {@return whether some ranks may leave before others have come: then all begin each call at one moment} */
    boolean runsAhead() {
        return pace == Pace.AHEAD;
    }

    /** {@return whether it is messages between the ranks of a pair} */
    boolean isOfPairs() {
        return pace == Pace.PAIRS;
    }

    /** {@return whether many messages are on their way at once} */
    boolean hasWindow() {
        return this == BW || this == BIBW;
    }

    /** {@return by how many a call's time is divided: the messages of a pair} */
    int messages() {
        return switch (this) {
            case LATENCY -> 2;
            case BW -> WINDOW;
            case BIBW -> 2 * WINDOW;
            default -> 1;
        };
    }

    /**
     * {@return whether a size can be measured} It is whole elements; a barrier has none, a total is divided among the ranks, and a pair
     * needs two.
     */
    boolean takes(long bytes, int ranks, ElementKind kind) {
        if (bytes % kind.bytes() != 0 || (isOfPairs() && ranks < 2)) {
            return false;
        }
        return switch (size) {
            case NONE -> bytes == 0;
            case TOTAL -> bytes > 0 && bytes / kind.bytes() % ranks == 0;
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
