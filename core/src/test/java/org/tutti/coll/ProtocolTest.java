package org.tutti.coll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.CheckedRanks;
import org.tutti.segment.Geometry;

/**
 * The protocols on a memory that checks every access: nothing is read before it is published, nothing is overwritten
 * before its readers are done, nobody sleeps for ever; whatever this machine's processor and its timing would forgive.
 */
class ProtocolTest {
    private static final ReduceKernel SUM = ReduceKernel.of(Operator.SUM, ElementType.LONG);
    private static final int INLINE_COUNT = 13;
    /** Inline, in a slot, whole in the ring, in one fragment and in some, at the borders and beside them. */
    private static final int[] COUNTS = {0, 1, INLINE_COUNT, 14, 40, 128, 129, 200, 256, 257, 300, 1100};

    private static final int FLAT = 0;
    private static final int TWO_LEVELS = -1;
    private static final int SLOTS = 8;
    private static final int TIMES = 2 * SLOTS + 2;
    private static final int RING_BYTES = 32768;
    /** So many fill the ring, and who sends them has waited for nobody. */
    private static final int COUNT_OF_RING = RING_BYTES / Long.BYTES;

    private static final Kind[] KINDS = {
        Kind.BARRIER,
        Kind.BCAST,
        Kind.BCAST,
        Kind.REDUCE,
        Kind.REDUCE,
        Kind.ALLREDUCE,
        Kind.SCAN,
        Kind.EXSCAN,
        Kind.REDUCE_SCATTER
    };

    enum Kind {
        BARRIER,
        BCAST,
        REDUCE,
        ALLREDUCE,
        SCAN,
        EXSCAN,
        REDUCE_SCATTER
    }

    /** Those that move blocks: even ones, or each of a size of its own. */
    enum Move {
        GATHER,
        SCATTER,
        ALLGATHER,
        ALLTOALL;

        boolean hasBlockForEachSent() {
            return this == SCATTER || this == ALLTOALL;
        }

        boolean isSentBy(int rank, int root) {
            return this != SCATTER || rank == root;
        }

        boolean isReceivedBy(int rank, int root) {
            return this != GATHER || rank == root;
        }
    }

    /** Block (s, r) is what rank s sends to rank r; it has count + (7 s + 5 r) % vary elements. */
    private record MoveCall(Move move, int count, int vary, int root) {
        int elements(int from, int to) {
            boolean sameForAll = move == Move.GATHER || move == Move.ALLGATHER;
            return vary == 0 ? count : count + (7 * from + (sameForAll ? 0 : 5 * to)) % vary;
        }

        void make(CollectiveTable table, int rank, int ranks, long number) {
            int[] sent = new int[ranks];
            int[] received = new int[ranks];
            for (int peer = 0; peer < ranks; peer++) {
                sent[peer] = elements(rank, peer);
                received[peer] = elements(move == Move.SCATTER ? root : peer, rank);
            }
            long[] send = new long[Arrays.stream(sent).sum()];
            for (int peer = 0, at = 0; peer < ranks; at += sent[peer++]) {
                for (int i = 0; i < sent[peer]; i++) {
                    send[at + i] = value(rank, move.hasBlockForEachSent() ? peer : 0, number, i);
                }
            }
            long[] recv = new long[Arrays.stream(received).sum()];
            Blocks from = blocks(send, sent, move.hasBlockForEachSent());
            Blocks to = blocks(recv, received, move != Move.SCATTER);
            run(table, from, to);
            if (!move.isReceivedBy(rank, root)) {
                return;
            }
            for (int peer = 0, at = 0; peer < ranks; at += received[peer++]) {
                int sender = move == Move.SCATTER ? root : peer;
                int length = move == Move.SCATTER ? elements(root, rank) : received[peer];
                for (int i = 0; i < length; i++) {
                    assertThat(recv[at + i]).isEqualTo(value(sender, move.hasBlockForEachSent() ? rank : 0, number, i));
                }
                if (move == Move.SCATTER) {
                    return;
                }
            }
        }

        private void run(CollectiveTable table, Blocks from, Blocks to) {
            switch (move) {
                case GATHER -> {
                    if (vary == 0) table.gather(from, to, root);
                    else table.gatherv(from, to, root);
                }
                case SCATTER -> {
                    if (vary == 0) table.scatter(from, to, root);
                    else table.scatterv(from, to, root);
                }
                case ALLGATHER -> {
                    if (vary == 0) table.allgather(from, to);
                    else table.allgatherv(from, to);
                }
                case ALLTOALL -> {
                    if (vary == 0) table.alltoall(from, to);
                    else table.alltoallv(from, to);
                }
            }
        }

        private Blocks blocks(long[] array, int[] counts, boolean forEach) {
            Blocks blocks = new Blocks();
            if (vary == 0) {
                return blocks.set(ElementType.LONG, array, 0, count);
            }
            if (!forEach) {
                return blocks.set(ElementType.LONG, array, 0, counts[0]);
            }
            int[] displacements = new int[counts.length];
            for (int i = 1; i < counts.length; i++) {
                displacements[i] = displacements[i - 1] + counts[i - 1];
            }
            return blocks.set(ElementType.LONG, array, 0, counts, displacements);
        }

        private static long value(int from, int to, long number, int i) {
            return 10_000_000 * number + 100L * i + 10L * from + to;
        }
    }

    private record Call(Kind kind, int count, int root) {
        void make(CollectiveTable table, int rank, int ranks, long number) {
            long[] array = new long[kind == Kind.REDUCE_SCATTER ? ranks * count : count];
            Arrays.setAll(array, i -> value(rank, number, i));
            switch (kind) {
                case BARRIER -> table.barrier();
                case BCAST -> table.bcast(ElementType.LONG, array, 0, count, root);
                case REDUCE -> table.reduce(SUM, array, 0, array, 0, count, root);
                case ALLREDUCE -> table.allreduce(SUM, array, 0, array, 0, count);
                case SCAN -> table.scan(SUM, array, 0, array, 0, count);
                case EXSCAN -> table.exscan(SUM, array, 0, array, 0, count);
                case REDUCE_SCATTER -> table.reduceScatterBlock(SUM, array, 0, array, 0, count);
            }
            for (int i = 0; i < count; i++) {
                assertThat(array[i]).isEqualTo(expected(rank, ranks, number, i));
            }
        }

        /** {@return whether all have begun when one has ended} */
        boolean meets() {
            return kind == Kind.BARRIER || kind == Kind.ALLREDUCE || kind == Kind.REDUCE_SCATTER;
        }

        private long expected(int rank, int ranks, long number, int i) {
            return switch (kind) {
                case BARRIER -> value(rank, number, i);
                case BCAST -> value(root, number, i);
                case REDUCE -> rank == root ? sum(ranks, number, i) : value(rank, number, i);
                case ALLREDUCE -> sum(ranks, number, i);
                case SCAN -> sum(rank + 1, number, i);
                case EXSCAN -> rank == 0 ? value(0, number, i) : sum(rank, number, i);
                case REDUCE_SCATTER -> sum(ranks, number, rank * count + i);
            };
        }

        /** {@return what so many ranks have together, the first ones} */
        private static long sum(int ranks, long number, int i) {
            return ranks * value(0, number, i) + (long) ranks * (ranks - 1) / 2;
        }

        private static long value(int rank, long number, int i) {
            return 1_000_000 * number + 100L * i + rank;
        }
    }

    /** {@return sizes with which some hundred numbers take the longest way; ranks meet along trees of a degree, unless it is below 1} */
    private static Geometry geometry(int ranks, Mode mode, int treeDegree) {
        int flatRanks = treeDegree == FLAT ? ranks : 1;
        int degree = treeDegree == TWO_LEVELS ? 0 : Math.max(1, treeDegree);
        return new Geometry(ranks, mode, 128, SLOTS, 2048, 1024, RING_BYTES, flatRanks, degree, 50, 1 << 20);
    }

    private static void run(int ranks, Mode mode, int treeDegree, List<Call> calls) throws Exception {
        AtomicLong begun = new AtomicLong();
        CheckedRanks.run(geometry(ranks, mode, treeDegree), ranks, lane -> {
            CollectiveTable table = CollectiveSelection.select(CollectiveScope.of("world", lane));
            for (int i = 0; i < calls.size(); i++) {
                begun.incrementAndGet();
                calls.get(i).make(table, lane.rank(), ranks, i);
                if (calls.get(i).meets()) {
                    assertThat(begun.get()).isGreaterThanOrEqualTo((i + 1L) * ranks);
                }
            }
        });
    }

    /** The same call again and again: where its root, or its leaves, wait for nobody, they run ahead as far as they may. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessOfOneOperation(Kind kind) throws Exception {
        for (int count : COUNTS) {
            for (int root = 0; root < 3; root++) {
                List<Call> calls = Collections.nCopies(TIMES, new Call(kind, count, root));
                run(3, Mode.OVERSUBSCRIBED, 0, calls);
                if (count <= INLINE_COUNT) {
                    run(4, Mode.OVERSUBSCRIBED, 1, calls);
                }
                if (count == INLINE_COUNT && root == 0) {
                    run(10, Mode.OVERSUBSCRIBED, TWO_LEVELS, calls);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessWhenBlocksMove(Move move) throws Exception {
        for (int vary : new int[] {0, 1, 3, 150}) {
            for (int count : new int[] {0, 1, 4, 13, 14, 40, 128, 129, 300, 1100}) {
                int ranks = 2 + (count + vary) % 3;
                for (int root = 0; root < (move == Move.GATHER || move == Move.SCATTER ? ranks : 1); root++) {
                    MoveCall call = new MoveCall(move, count, vary, root);
                    CheckedRanks.run(geometry(ranks, Mode.OVERSUBSCRIBED, 0), ranks, lane -> {
                        CollectiveTable table = CollectiveSelection.select(CollectiveScope.of("world", lane));
                        for (int i = 0; i < SLOTS + 3; i++) {
                            call.make(table, lane.rank(), ranks, i);
                        }
                    });
                }
            }
        }
    }

    /** So many ranks that the row of a block for each is longer than a message of one phase: the root still waits for nobody. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessWhenRowsAreLong(Move move) throws Exception {
        int ranks = 34;
        Geometry geometry = new Geometry(ranks, Mode.OVERSUBSCRIBED, 128, SLOTS, 256, 128, 4096, ranks, 1, 50, 1 << 20);
        for (int vary : new int[] {0, 2}) {
            MoveCall call = new MoveCall(move, 1, vary, 1);
            CheckedRanks.run(geometry, ranks, lane -> {
                CollectiveTable table = CollectiveSelection.select(CollectiveScope.of("world", lane));
                for (int i = 0; i < SLOTS + 3; i++) {
                    call.make(table, lane.rank(), ranks, i);
                }
            });
        }
    }

    /** Some have run ahead when another operation begins, which must wait for the others before it writes. */
    @ParameterizedTest
    @EnumSource(names = {"BCAST", "REDUCE"})
    void shouldOrderEveryAccessAfterSomeHaveRunAhead(Kind first) throws Exception {
        for (int firstCount : new int[] {1, 100, 250, COUNT_OF_RING}) {
            List<Call> ahead =
                    Collections.nCopies(firstCount == COUNT_OF_RING ? 1 : SLOTS + 1, new Call(first, firstCount, 0));
            for (Kind second : Kind.values()) {
                for (int count : new int[] {1, 100, 250, 1100}) {
                    // rank 0, or both others, have run ahead and are to write again
                    int root = first == Kind.BCAST && second == Kind.BCAST ? 0 : 1;
                    List<Call> calls = new ArrayList<>();
                    for (int round = 0; round < 2; round++) {
                        calls.addAll(ahead);
                        calls.add(new Call(second, count, root));
                    }
                    run(3, Mode.OVERSUBSCRIBED, 0, calls);
                    if (firstCount <= INLINE_COUNT) {
                        run(3, Mode.OVERSUBSCRIBED, 1, calls);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, DEDICATED, 0",
        "2, OVERSUBSCRIBED, 1",
        "3, OVERSUBSCRIBED, 0",
        "4, DEDICATED, 1",
        "5, OVERSUBSCRIBED, 0",
        "7, OVERSUBSCRIBED, 2",
        "9, OVERSUBSCRIBED, 0",
        "9, OVERSUBSCRIBED, 3",
        "10, OVERSUBSCRIBED, -1"
    })
    void shouldOrderEveryAccessOfMixedOperations(int ranks, Mode mode, int treeDegree) throws Exception {
        Random random = new Random(ranks);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Kind kind = KINDS[random.nextInt(KINDS.length)];
            calls.add(new Call(kind, COUNTS[random.nextInt(COUNTS.length)], random.nextInt(ranks)));
        }
        run(ranks, mode, treeDegree, calls);
    }

    /** Priority 0 is the lowest that offers itself. */
    @ParameterizedTest
    @CsvSource({
        "-1, basic (priority 10)",
        "0, 'basic (priority 10), sm (priority 0)'",
        "11, 'sm (priority 11), basic (priority 10)'"
    })
    void shouldTakeSharedMemoryUnlessItsPriorityIsBelowZero(int priority, String chosen) throws Exception {
        Geometry geometry =
                new Geometry(2, Mode.DEDICATED, 128, SLOTS, 2048, 1024, RING_BYTES, 2, 1, priority, 1 << 20);
        CheckedRanks.run(geometry, 1, lane -> {
            CollectiveSelection selection = CollectiveSelection.of(CollectiveScope.of("world", lane));
            assertThat(selection.description()).isEqualTo(chosen);
            selection.table().barrier();
        });
    }
}
