package org.tutti.coll.basic;

import java.util.Arrays;
import org.tutti.coll.Blocks;
import org.tutti.coll.Neighbors;
import org.tutti.memory.ElementType;

/** What neighbors exchange: a block for each edge, with as many exchanges as edges may lead from one rank to another. */
final class BasicNeighbors {
    /*
     * Once, before the first of these operations:
     * 1. Tell all ranks how many edges lead from this rank to one and the same; the most that a rank has is how many turns an
     *    operation takes.
     * In each turn t:
     * 2. Send the block of the t-th edge to each rank to which there are so many, counted as the sender has its destinations.
     * 3. Receive the block of the t-th edge from each rank, counted as the sender counts.
     *
     * Cost: a turn is an exchange in which all wait for all, neighbors or not.
     */
    private final BlockTable table;
    private final Neighbors neighbors;
    private final int[] turnOfDestination;
    private final int[] turnOfSource;
    private int turns;

    BasicNeighbors(BlockTable table, Neighbors neighbors) {
        this.table = table;
        this.neighbors = neighbors;
        this.turnOfDestination = turnsOfDestinations(neighbors.destinations());
        this.turnOfSource = turnsOfSources(neighbors.sources(), neighbors.places());
    }

    /** {@return for each edge to a rank, how many edges to it come before} */
    private static int[] turnsOfDestinations(int[] destinations) {
        int[] found = new int[destinations.length];
        for (int edge = 0; edge < found.length; edge++) {
            for (int other = 0; other < edge; other++) {
                found[edge] += destinations[other] == destinations[edge] ? 1 : 0;
            }
        }
        return found;
    }

    /** {@return for each edge from a rank, how many edges of that rank to this one come before it there} */
    private static int[] turnsOfSources(int[] sources, int[] places) {
        int[] found = new int[sources.length];
        for (int edge = 0; edge < found.length; edge++) {
            for (int other = 0; other < found.length; other++) {
                found[edge] += sources[other] == sources[edge] && places[other] < places[edge] ? 1 : 0;
            }
        }
        return found;
    }

    /** Sends one block to all destinations. */
    void allgather(long signature, Blocks send, Blocks recv) {
        exchange(signature, send, true, recv);
    }

    /** Sends a block to each destination. */
    void alltoall(long signature, Blocks send, Blocks recv) {
        exchange(signature, send, false, recv);
    }

    private void exchange(long signature, Blocks send, boolean isOneForAll, Blocks recv) {
        int most = turns(signature);
        for (int turn = 0; turn < most; turn++) {
            // 2.
            for (int edge = 0; edge < turnOfDestination.length; edge++) {
                int to = neighbors.destinations()[edge];
                if (to >= 0 && turnOfDestination[edge] == turn) {
                    table.send(to, send, isOneForAll ? 0 : edge);
                }
            }
            // 3.
            for (int edge = 0; edge < turnOfSource.length; edge++) {
                int from = neighbors.sources()[edge];
                if (from >= 0 && turnOfSource[edge] == turn) {
                    table.receive(from, recv, edge);
                }
            }
            table.exchange(signature, 0);
        }
    }

    /** {@return how many turns all ranks take, at least one: they meet where nobody has neighbors, too} */
    private int turns(long signature) {
        if (turns == 0) {
            // 1.
            int[] mine = {1};
            for (int edge = 0; edge < turnOfDestination.length; edge++) {
                if (neighbors.destinations()[edge] >= 0) {
                    mine[0] = Math.max(mine[0], turnOfDestination[edge] + 1);
                }
            }
            int[] all = new int[table.size()];
            for (int rank = 0; rank < all.length; rank++) {
                table.send(rank, ElementType.INT, mine, 0, 1);
                table.receive(rank, ElementType.INT, all, rank, 1);
            }
            table.exchange(signature, 0);
            turns = Arrays.stream(all).max().orElseThrow();
        }
        return turns;
    }
}
