package org.tutti.coll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.CheckedRanks;
import org.tutti.segment.Geometry;
import org.tutti.segment.Lane;

/** The operations between neighbors on a memory that checks every access, as {@link ProtocolTest} has it for the others. */
class NeighborProtocolTest {
    private static final int SLOTS = 8;

    private record Edge(int from, int to) {}

    /** Rank 0 sends alone, two receive of it, one of them twice; rank 3 has no neighbors at all. */
    private static final List<Edge> LEAVES = List.of(new Edge(0, 1), new Edge(0, 2), new Edge(0, 1), new Edge(2, 2));

    /** The edges of a ring in both directions, as a periodic grid has them. */
    private static List<Edge> ring(int ranks) {
        List<Edge> edges = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            edges.add(new Edge(rank, (rank + ranks - 1) % ranks));
            edges.add(new Edge(rank, (rank + 1) % ranks));
        }
        return edges;
    }

    private static List<Edge> random(int ranks, long seed) {
        Random random = new Random(seed);
        List<Edge> edges = new ArrayList<>();
        for (int edge = 0; edge < 2 * ranks; edge++) {
            edges.add(new Edge(random.nextInt(ranks), random.nextInt(ranks)));
        }
        return edges;
    }

    private static List<Edge> from(List<Edge> edges, int rank) {
        return edges.stream().filter(edge -> edge.from == rank).toList();
    }

    private static List<Edge> to(List<Edge> edges, int rank) {
        return edges.stream().filter(edge -> edge.to == rank).toList();
    }

    /** {@return where an edge that ends at a rank stands among those that begin where it begins} The same edges keep their order. */
    private static int place(List<Edge> edges, List<Edge> sources, int source) {
        Edge edge = sources.get(source);
        long nth = sources.subList(0, source).stream().filter(edge::equals).count();
        List<Edge> destinations = from(edges, edge.from);
        for (int place = 0; place < destinations.size(); place++) {
            if (destinations.get(place).equals(edge) && nth-- == 0) {
                return place;
            }
        }
        throw new AssertionError(edge);
    }

    private static Neighbors neighbors(List<Edge> edges, int rank, int ranks) {
        List<Edge> sources = to(edges, rank);
        int[] places = new int[sources.size()];
        Arrays.setAll(places, source -> place(edges, sources, source));
        int most = 0;
        for (int each = 0; each < ranks; each++) {
            most = Math.max(most, from(edges, each).size());
        }
        return new Neighbors(
                sources.stream().mapToInt(Edge::from).toArray(),
                places,
                from(edges, rank).stream().mapToInt(Edge::to).toArray(),
                most);
    }

    enum Move {
        ALLGATHER,
        ALLTOALL
    }

    /** The block from a rank at a place has count + (7 from + 5 place) % vary elements. */
    private record Call(Move move, int count, int vary) {
        private int elements(int from, int place) {
            return vary == 0 ? count : count + (7 * from + 5 * placeOf(place)) % vary;
        }

        private int placeOf(int place) {
            return move == Move.ALLGATHER ? 0 : place;
        }

        void make(CollectiveTable table, Neighbors neighbors, int rank, long number) {
            int blocks = move == Move.ALLGATHER ? 1 : neighbors.destinations().length;
            int[] sent = new int[blocks];
            Arrays.setAll(sent, place -> elements(rank, place));
            int[] received = new int[neighbors.sources().length];
            Arrays.setAll(
                    received, i -> elements(neighbors.sources()[i], neighbors.places()[i]));
            long[] send = new long[Arrays.stream(sent).sum()];
            for (int place = 0, at = 0; place < blocks; at += sent[place++]) {
                for (int i = 0; i < sent[place]; i++) {
                    send[at + i] = value(rank, place, number, i);
                }
            }
            long[] recv = new long[Arrays.stream(received).sum()];
            run(table, blocks(send, sent), blocks(recv, received));
            for (int source = 0, at = 0; source < received.length; at += received[source++]) {
                int place = placeOf(neighbors.places()[source]);
                for (int i = 0; i < received[source]; i++) {
                    assertThat(recv[at + i]).isEqualTo(value(neighbors.sources()[source], place, number, i));
                }
            }
        }

        private void run(CollectiveTable table, Blocks send, Blocks recv) {
            if (move == Move.ALLGATHER) {
                if (vary == 0) {
                    table.neighborAllgather(send, recv);
                } else {
                    table.neighborAllgatherv(send, recv);
                }
            } else if (vary == 0) {
                table.neighborAlltoall(send, recv);
            } else {
                table.neighborAlltoallv(send, recv);
            }
        }

        private Blocks blocks(long[] array, int[] counts) {
            Blocks blocks = new Blocks();
            if (vary == 0) {
                return blocks.set(ElementType.LONG, array, 0, count);
            }
            int[] displacements = new int[counts.length];
            for (int i = 1; i < counts.length; i++) {
                displacements[i] = displacements[i - 1] + counts[i - 1];
            }
            return blocks.set(ElementType.LONG, array, 0, counts, displacements);
        }

        private static long value(int from, int place, long number, int i) {
            return 10_000_000 * number + 100L * i + 10L * from + place;
        }
    }

    private static CollectiveTable table(Lane lane, Neighbors neighbors) {
        CollectiveScope scope = CollectiveScope.of("world", lane);
        return CollectiveSelection.select(scope.with(neighbors));
    }

    private static Geometry geometry(int ranks) {
        return new Geometry(ranks, Mode.OVERSUBSCRIBED, 128, SLOTS, 2048, 1024, 32768, ranks, 1, 50, 1 << 20);
    }

    private static void run(Geometry geometry, List<Edge> edges, List<Call> calls, int barrierEvery) throws Exception {
        int ranks = geometry.ranks();
        CheckedRanks.run(geometry, ranks, lane -> {
            Neighbors neighbors = neighbors(edges, lane.rank(), ranks);
            CollectiveTable table = table(lane, neighbors);
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).make(table, neighbors, lane.rank(), i);
                if (i % barrierEvery == barrierEvery - 1) {
                    table.barrier();
                }
            }
        });
    }

    /** The same call again and again: who has no sources runs ahead as far as it may. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessOfOneOperation(Move move) throws Exception {
        for (int vary : new int[] {0, 3, 150}) {
            for (int count : new int[] {0, 1, 6, 13, 14, 60, 128, 300, 1100}) {
                List<Call> calls = java.util.Collections.nCopies(2 * SLOTS + 2, new Call(move, count, vary));
                run(geometry(4), LEAVES, calls, 1000);
                run(geometry(3), ring(3), calls, 1000);
                run(geometry(2), ring(2), calls, 1000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 9})
    void shouldOrderEveryAccessOfMixedOperations(int ranks) throws Exception {
        Random random = new Random(ranks);
        int[] counts = {0, 1, 6, 13, 14, 60, 128, 129, 300, 1100};
        int[] varies = {0, 0, 3, 150};
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Move move = Move.values()[random.nextInt(2)];
            calls.add(new Call(move, counts[random.nextInt(counts.length)], varies[random.nextInt(varies.length)]));
        }
        run(geometry(ranks), random(ranks, ranks), calls, 30);
    }

    /** So many destinations that a row is longer than a message of one phase. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessWhenRowsAreLong(Move move) throws Exception {
        Geometry small = new Geometry(3, Mode.OVERSUBSCRIBED, 128, SLOTS, 256, 128, 4096, 3, 1, 50, 1 << 20);
        List<Edge> edges = new ArrayList<>(LEAVES.subList(0, 3));
        for (int i = 0; i < 30; i++) {
            edges.add(new Edge(1, i % 3));
        }
        for (int vary : new int[] {0, 2, 9}) {
            run(small, edges, java.util.Collections.nCopies(SLOTS + 3, new Call(move, 1, vary)), 1000);
        }
    }

    @Test
    void shouldTellWhatDoesNotFitIntoTheRing() throws Exception {
        Geometry small = new Geometry(2, Mode.OVERSUBSCRIBED, 128, SLOTS, 256, 128, 4096, 2, 1, 50, 1 << 20);
        List<Edge> edges = java.util.Collections.nCopies(33, new Edge(0, 1));
        CheckedRanks.run(small, 1, lane -> {
            CollectiveTable table = table(lane, neighbors(edges, lane.rank(), 2));
            assertThatThrownBy(() -> table.neighborAllgather(new Blocks(), new Blocks()))
                    .hasMessageContaining("destinations=33, at most 32");
            table.barrier();
        });
    }
}
