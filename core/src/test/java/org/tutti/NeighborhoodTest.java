package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tutti.coll.Neighbors;
import org.tutti.pattern.NeighborTraffic;
import org.tutti.pattern.Traffic;

/** Blocks of neighbors pair as the standard has it: along a grid by direction, in a graph in the order of the edges. */
class NeighborhoodTest {
    /** {@return what moves, as {@code from.block>to.block}; an error where something is read that is not laid} */
    private static Set<String> moves(List<Neighborhood> all, boolean isOneForAll) {
        List<Traffic> traffic = new ArrayList<>();
        for (int rank = 0; rank < all.size(); rank++) {
            Neighbors mine = all.get(rank).require();
            traffic.add(new NeighborTraffic(
                    rank,
                    all.size(),
                    mine.sources(),
                    mine.places(),
                    mine.destinations(),
                    isOneForAll ? 1 : mine.mostDestinations(),
                    isOneForAll));
        }
        Set<String> moves = new TreeSet<>();
        for (int rank = 0; rank < all.size(); rank++) {
            Traffic mine = traffic.get(rank);
            TreeSet<Integer> peers = new TreeSet<>();
            for (int turn = 0; turn < mine.reads(); turn++) {
                int peer = mine.peer(turn);
                peers.add(peer);
                assertThat(peer).isNotEqualTo(rank);
                assertThat(traffic.get(peer).lays()).isTrue();
                int sent = traffic.get(peer).laid(mine.place(turn));
                assertThat(sent).isNotEqualTo(Traffic.NONE);
                assertThat(moves.add(peer + "." + sent + ">" + rank + "." + mine.received(turn)))
                        .isTrue();
            }
            assertThat(java.util.Arrays.stream(mine.peers()).boxed()).containsExactlyInAnyOrderElementsOf(peers);
            assertThat(mine.readsAllOthers()).isEqualTo(peers.size() == all.size() - 1 && all.size() > 1);
            for (int copy = 0; copy < mine.copies(); copy++) {
                moves.add(rank + "." + mine.copySent(copy) + ">" + rank + "." + mine.copyReceived(copy));
            }
        }
        return moves;
    }

    private static List<Neighborhood> all(Topology topology) {
        List<Neighborhood> all = new ArrayList<>();
        for (int rank = 0; rank < topology.size(); rank++) {
            all.add(
                    topology instanceof CartesianTopology grid
                            ? Neighborhood.of(grid, rank)
                            : Neighborhood.of((GraphTopology) topology, rank));
        }
        return all;
    }

    private static Set<String> moves(Topology topology) {
        return moves(all(topology), false);
    }

    @Test
    void shouldPairByDirectionInGrids() {
        assertThat(moves(CartesianTopology.of(new int[] {1}, true))).containsExactly("0.0>0.1", "0.1>0.0");
        assertThat(moves(CartesianTopology.of(new int[] {2}, true)))
                .containsExactly("0.0>1.1", "0.1>1.0", "1.0>0.1", "1.1>0.0");
        assertThat(moves(CartesianTopology.of(new int[] {3}, false)))
                .containsExactly("0.1>1.0", "1.0>0.1", "1.1>2.0", "2.0>1.1");
        assertThat(moves(CartesianTopology.of(new int[] {1}, false))).isEmpty();
        assertThat(moves(CartesianTopology.of(new int[0]))).isEmpty();
    }

    /** What goes along a dimension arrives from the opposite direction of the same dimension. */
    @Test
    void shouldPairEveryEdgeOfEveryGrid() {
        for (int shape = 0; shape < 8 * 27; shape++) {
            int[] dims = {1 + shape % 3, 1 + shape / 3 % 3, 1 + shape / 9 % 3};
            int bits = shape / 27;
            CartesianTopology grid = CartesianTopology.of(dims, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
            TreeSet<String> expected = new TreeSet<>();
            for (int rank = 0; rank < grid.size(); rank++) {
                for (int dimension = 0; dimension < 3; dimension++) {
                    int below = grid.shift(rank, dimension, -1).destination();
                    int above = grid.shift(rank, dimension, 1).destination();
                    int down = 2 * dimension;
                    int up = down + 1;
                    if (below != Tutti.PROC_NULL) {
                        expected.add(rank + "." + down + ">" + below + "." + up);
                    }
                    if (above != Tutti.PROC_NULL) {
                        expected.add(rank + "." + up + ">" + above + "." + down);
                    }
                }
            }
            assertThat(moves(grid)).as(grid.toString()).isEqualTo(expected);
        }
    }

    @Test
    void shouldPairTheNthEdgeWithTheNthInGraphs() {
        GraphTopology graph = GraphTopology.of(new int[] {4, 7, 8}, new int[] {1, 0, 2, 1, 0, 1, 0, 0});
        assertThat(moves(graph))
                .containsExactly(
                        "0.0>1.0", "0.1>0.1", "0.2>2.0", "0.3>1.2", "1.0>0.0", "1.1>1.1", "1.2>0.3", "2.0>0.2");
        assertThat(moves(all(graph), true))
                .containsExactly(
                        "0.0>0.1", "0.0>1.0", "0.0>1.2", "0.0>2.0", "1.0>0.0", "1.0>0.3", "1.0>1.1", "2.0>0.2");
        assertThat(all(graph))
                .allSatisfy(
                        each -> assertThat(each.require().mostDestinations()).isEqualTo(4));
    }

    @Test
    void shouldRefuseGraphsOfOneDirectionWhenNeighborsExchange() {
        GraphTopology graph = GraphTopology.of(new int[] {1, 2, 3}, new int[] {1, 0, 1});
        assertThat(all(graph))
                .allSatisfy(each -> assertThatThrownBy(each::require)
                        .isInstanceOf(TuttiException.class)
                        .hasMessageContaining("of rank 1 and rank 2: graph [1, 2, 3] [1, 0, 1]"));
    }
}
