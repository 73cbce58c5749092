package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.Datatype;

/**
 * What neighbors exchange, by a serial oracle: a list of edges, each with its place in what its sender sends and its place in what
 * its receiver receives. Places without an edge are those of no rank.
 *
 * @param ranks how many ranks there are
 * @param sends how many blocks each rank sends
 * @param receives how many blocks each rank receives
 * @param edges where blocks go
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else has them
record Neighborly(int ranks, int[] sends, int[] receives, List<Edge> edges) {
    private static final int UNTOUCHED = -7;

    /** One edge. */
    record Edge(int from, int sent, int to, int received) {}

    /** {@return the edges of a grid} What goes in one direction arrives from the other. */
    static Neighborly of(CartesianTopology grid) {
        List<Edge> edges = new ArrayList<>();
        int[] dims = grid.dims();
        int[] blocks = new int[grid.size()];
        Arrays.fill(blocks, 2 * dims.length);
        for (int rank = 0; rank < grid.size(); rank++) {
            for (int edge = 0; edge < 2 * dims.length; edge++) {
                int dimension = edge / 2;
                int[] coords = grid.coords(rank);
                coords[dimension] += edge % 2 == 0 ? -1 : 1;
                boolean isInside = coords[dimension] >= 0 && coords[dimension] < dims[dimension];
                if (isInside || grid.periodic()[dimension]) {
                    int back = edge % 2 == 0 ? edge + 1 : edge - 1;
                    edges.add(new Edge(rank, edge, grid.rank(coords), back));
                }
            }
        }
        return new Neighborly(grid.size(), blocks, blocks, edges);
    }

    /** {@return a graph of random edges, some of them several times, some from a rank to itself} */
    static Neighborly random(int ranks, long seed) {
        Random random = new Random(seed);
        int[] sends = new int[ranks];
        int[] receives = new int[ranks];
        List<Edge> edges = new ArrayList<>();
        for (int edge = random.nextInt(4 * ranks); edge > 0; edge--) {
            int from = random.nextInt(ranks);
            int to = random.nextInt(ranks);
            edges.add(new Edge(from, sends[from]++, to, receives[to]++));
        }
        return new Neighborly(ranks, sends, receives, edges);
    }

    int[] sources(int rank) {
        int[] sources = new int[receives[rank]];
        edges.stream().filter(edge -> edge.to == rank).forEach(edge -> sources[edge.received] = edge.from);
        return sources;
    }

    int[] destinations(int rank) {
        int[] destinations = new int[sends[rank]];
        edges.stream().filter(edge -> edge.from == rank).forEach(edge -> destinations[edge.sent] = edge.to);
        return destinations;
    }

    /** {@return the edge of each block that a rank receives} */
    private Map<Integer, Edge> received(int rank) {
        Map<Integer, Edge> received = new TreeMap<>();
        edges.stream().filter(edge -> edge.to == rank).forEach(edge -> received.put(edge.received, edge));
        return received;
    }

    /** Makes every operation in every form on a communicator of this topology. */
    void check(Communicator communicator, int count) {
        even(communicator, count, true);
        even(communicator, count, false);
        varying(communicator, count, true);
        varying(communicator, count, false);
        wide(communicator, count);
        returned(communicator, count);
    }

    private static int value(int from, int place, int i) {
        return 1_000_003 * from + 10_007 * place + i;
    }

    private static int[] block(int from, int place, int count) {
        int[] block = new int[count];
        Arrays.setAll(block, i -> value(from, place, i));
        return block;
    }

    private static int varied(int from, int place, int count) {
        return count == 0 ? 0 : (7 * from + 5 * place) % 4 == 3 ? 0 : count + (7 * from + 5 * place) % 6;
    }

    private void even(Communicator communicator, int count, boolean isOneForAll) {
        int rank = communicator.rank();
        int blocks = isOneForAll ? 1 : sends[rank];
        int[] send = new int[2 + blocks * count];
        for (int place = 0; place < blocks; place++) {
            System.arraycopy(block(rank, place, count), 0, send, 2 + place * count, count);
        }
        int[] recv = new int[3 + receives[rank] * count];
        Arrays.fill(recv, UNTOUCHED);
        int[] expected = recv.clone();
        received(rank)
                .forEach((at, edge) -> System.arraycopy(
                        block(edge.from, isOneForAll ? 0 : edge.sent, count), 0, expected, 3 + at * count, count));
        MemorySegment from = MemorySegment.ofArray(send.clone()).asSlice(8);
        int[] inSegment = recv.clone();
        MemorySegment to = MemorySegment.ofArray(inSegment).asSlice(12);
        if (isOneForAll) {
            communicator.neighborAllgather(send, 2, recv, 3, count);
            communicator.neighborAllgather(from, count, Datatype.INT, to, count, Datatype.INT);
        } else {
            communicator.neighborAlltoall(send, 2, recv, 3, count);
            communicator.neighborAlltoall(from, count, Datatype.INT, to, count, Datatype.INT);
        }
        assertThat(recv).as("%s of %s", this, count).isEqualTo(expected);
        assertThat(inSegment).as("%s of %s", this, count).isEqualTo(expected);
    }

    private void varying(Communicator communicator, int count, boolean isOneForAll) {
        int rank = communicator.rank();
        int[] sendCounts = new int[isOneForAll ? 1 : sends[rank]];
        Arrays.setAll(sendCounts, place -> varied(rank, place, count));
        int[] recvCounts = new int[receives[rank]];
        received(rank).forEach((at, edge) -> recvCounts[at] = varied(edge.from, isOneForAll ? 0 : edge.sent, count));
        int[] sendPlaces = reversed(sendCounts);
        int[] recvPlaces = reversed(recvCounts);
        int[] send = new int[1 + Arrays.stream(sendCounts).sum()];
        for (int place = 0; place < sendCounts.length; place++) {
            System.arraycopy(block(rank, place, sendCounts[place]), 0, send, sendPlaces[place], sendCounts[place]);
        }
        int[] recv = new int[1 + Arrays.stream(recvCounts).sum()];
        Arrays.fill(recv, UNTOUCHED);
        int[] expected = recv.clone();
        received(rank)
                .forEach((at, edge) -> System.arraycopy(
                        block(edge.from, isOneForAll ? 0 : edge.sent, recvCounts[at]),
                        0,
                        expected,
                        recvPlaces[at],
                        recvCounts[at]));
        if (isOneForAll) {
            communicator.neighborAllgatherv(send, sendPlaces[0], sendCounts[0], recv, recvCounts, recvPlaces);
        } else {
            communicator.neighborAlltoallv(send, sendCounts, sendPlaces, recv, recvCounts, recvPlaces);
        }
        assertThat(recv).as("%s of %s", this, count).isEqualTo(expected);
    }

    /** {@return where blocks lie of which the last is the first, behind one element} */
    private static int[] reversed(int[] counts) {
        int[] places = new int[counts.length];
        for (int i = counts.length - 1, at = 1; i >= 0; at += counts[i--]) {
            places[i] = at;
        }
        return places;
    }

    private void wide(Communicator communicator, int count) {
        int rank = communicator.rank();
        Object[] send = new Object[sends[rank]];
        Arrays.setAll(send, place -> typed(rank, place, varied(rank, place, count)));
        Object[] recv = new Object[receives[rank]];
        Arrays.setAll(recv, at -> new long[] {UNTOUCHED});
        Object[] expected = recv.clone();
        received(rank).forEach((at, edge) -> {
            int[] block = block(edge.from, edge.sent, varied(edge.from, edge.sent, count));
            expected[at] = typed(edge.from, edge.sent, block.length);
            recv[at] = expected[at] instanceof int[] ? new int[block.length] : new double[block.length];
        });
        communicator.neighborAlltoallw(send, recv);
        assertThat(recv).as("%s of %s", this, count).isEqualTo(expected);
    }

    private static Object typed(int from, int place, int count) {
        int[] block = block(from, place, count);
        return (from + place) % 2 == 0
                ? block
                : Arrays.stream(block).asDoubleStream().toArray();
    }

    private void returned(Communicator communicator, int count) {
        int rank = communicator.rank();
        List<int[]> gathered = new ArrayList<>();
        List<int[]> exchanged = new ArrayList<>();
        received(rank).forEach((at, edge) -> {
            gathered.add(block(edge.from, 0, varied(edge.from, 0, count)));
            exchanged.add(block(edge.from, edge.sent, varied(edge.from, edge.sent, count)));
        });
        int[] all = communicator.neighborAllgatherv(block(rank, 0, varied(rank, 0, count)));
        assertThat(all).as("%s of %s", this, count).isEqualTo(joined(gathered));
        int[] counts = new int[sends[rank]];
        List<int[]> sent = new ArrayList<>();
        for (int place = 0; place < counts.length; place++) {
            counts[place] = varied(rank, place, count);
            sent.add(block(rank, place, counts[place]));
        }
        int[] received = communicator.neighborAlltoallv(joined(sent), counts);
        assertThat(received).as("%s of %s", this, count).isEqualTo(joined(exchanged));
    }

    private static int[] joined(List<int[]> blocks) {
        return blocks.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
