package org.tutti.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all ranks lay and read, put together, is what the operation moves: each block once to each who wants it. */
class TrafficTest {
    private record Move(int from, int sent, int to, int received) implements Comparable<Move> {
        @Override
        public int compareTo(Move other) {
            return toString().compareTo(other.toString());
        }
    }

    private static List<Traffic> all(RankTraffic.Kind kind, int size, int root) {
        List<Traffic> all = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            Traffic traffic = new RankTraffic(kind, rank, size);
            traffic.setRoot(root);
            all.add(traffic);
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void shouldMoveEachBlockOnce(RankTraffic.Kind kind) {
        for (int size = 1; size <= 9; size++) {
            boolean isRooted = kind == RankTraffic.Kind.GATHER || kind == RankTraffic.Kind.SCATTER;
            for (int root = 0; root < (isRooted ? size : 1); root++) {
                assertThat(moves(all(kind, size, isRooted ? root : Traffic.NONE)))
                        .containsExactlyElementsOf(expected(kind, size, root));
            }
        }
    }

    /** {@return what is read, and what each rank copies of its own; an error where something is read that is not laid} */
    private static List<Move> moves(List<Traffic> all) {
        List<Move> moves = new ArrayList<>();
        for (int rank = 0; rank < all.size(); rank++) {
            Traffic traffic = all.get(rank);
            for (int turn = 0; turn < traffic.reads(); turn++) {
                int peer = traffic.peer(turn);
                assertThat(peer).isNotEqualTo(rank);
                assertThat(all.get(peer).lays()).isTrue();
                int sent = all.get(peer).laid(traffic.place(turn));
                assertThat(sent).isNotEqualTo(Traffic.NONE).isEqualTo(traffic.sent(turn));
                assertThat(sent).isLessThan(all.get(peer).sentBlocks());
                assertThat(all.get(peer).readers()).contains(rank);
                moves.add(new Move(peer, sent, rank, traffic.received(turn)));
            }
            for (int copy = 0; copy < traffic.copies(); copy++) {
                moves.add(new Move(rank, traffic.copySent(copy), rank, traffic.copyReceived(copy)));
            }
        }
        moves.sort(null);
        return moves;
    }

    private static Set<Move> expected(RankTraffic.Kind kind, int size, int root) {
        Set<Move> moves = new TreeSet<>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                switch (kind) {
                    case GATHER -> moves.add(new Move(from, 0, root, from));
                    case SCATTER -> moves.add(new Move(root, to, to, 0));
                    case ALLGATHER -> moves.add(new Move(from, 0, to, from));
                    case ALLTOALL -> moves.add(new Move(from, to, to, from));
                }
            }
        }
        return moves;
    }

    @ParameterizedTest
    @EnumSource
    void shouldLayWhatSomebodyReadsAndNothingElse(RankTraffic.Kind kind) {
        for (int size = 2; size <= 9; size++) {
            for (int root = 0; root < size; root++) {
                List<Traffic> all = all(kind, size, root);
                TreeSet<String> read = new TreeSet<>();
                TreeSet<String> laid = new TreeSet<>();
                for (int rank = 0; rank < size; rank++) {
                    Traffic traffic = all.get(rank);
                    for (int turn = 0; turn < traffic.reads(); turn++) {
                        read.add(traffic.peer(turn) + " at " + traffic.place(turn));
                    }
                    for (int place = 0; place < traffic.rowBlocks(); place++) {
                        assertThat(traffic.laid(place) != Traffic.NONE).isEqualTo(traffic.lays());
                        if (traffic.lays()) {
                            laid.add(rank + " at " + place);
                        }
                    }
                    boolean readsRoot = kind == RankTraffic.Kind.SCATTER && rank != root;
                    assertThat(traffic.peers()).isEqualTo(readsRoot ? new int[] {root} : Traffic.NOBODY);
                    assertThat(traffic.readsAllOthers()).isEqualTo(traffic.reads() > 0 && !readsRoot);
                }
                assertThat(laid).isEqualTo(read);
            }
        }
    }

    /** In each turn all ranks read of different ones. */
    @ParameterizedTest
    @EnumSource(names = {"ALLGATHER", "ALLTOALL"})
    void shouldSpreadTheReaders(RankTraffic.Kind kind) {
        List<Traffic> all = all(kind, 7, Traffic.NONE);
        for (int turn = 0; turn < 6; turn++) {
            int now = turn;
            assertThat(all.stream().map(traffic -> traffic.peer(now))).doesNotHaveDuplicates();
        }
    }
}
