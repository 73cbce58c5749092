package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tutti.Group;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * One operation of an intercommunicator. What each rank gives follows from its rank in the world and a seed, so that each rank knows
 * what the other group has.
 *
 * @param kind what is called
 * @param count how many elements a block has; of varying ones the least
 * @param firstRoots whether the root is in the group with the lower first rank
 * @param root which rank it is there; more than there are go round
 */
record InterCall(Kind kind, int count, boolean firstRoots, int root) {
    /** What is called. */
    enum Kind {
        BARRIER,
        ALLGATHER,
        ALLGATHERV,
        ALLTOALL,
        ALLTOALLV,
        ALLREDUCE,
        REDUCE_SCATTER_BLOCK,
        REDUCE_SCATTER,
        BCAST,
        GATHER,
        GATHERV,
        SCATTER,
        SCATTERV,
        REDUCE
    }

    /** One rank in one call. */
    private record Side(InterCall call, Intercommunicator both, long seed) {
        private int me() {
            return both.group().worldRank(both.rank());
        }

        private boolean rootIsHere() {
            return call.firstRoots
                    == (both.group().worldRank(0) < both.remoteGroup().worldRank(0));
        }

        private Group roots() {
            return rootIsHere() ? both.group() : both.remoteGroup();
        }

        /** What this rank passes as the root. */
        private int root() {
            int root = call.root % roots().size();
            if (!rootIsHere()) {
                return root;
            }
            return root == both.rank() ? Tutti.ROOT : Tutti.PROC_NULL;
        }

        private int source() {
            return roots().worldRank(call.root % roots().size());
        }

        private int[] given(int worldRank, int purpose, int elements) {
            return IntStream.range(0, elements)
                    .map(i -> (int) Oracle.random(seed + purpose, worldRank, i))
                    .toArray();
        }

        private int[] ofRemote(IntFunction<int[]> of) {
            Group remote = both.remoteGroup();
            return IntStream.range(0, remote.size())
                    .flatMap(rank -> Arrays.stream(of.apply(remote.worldRank(rank))))
                    .toArray();
        }

        private int[] countsOfRemote() {
            Group remote = both.remoteGroup();
            return IntStream.range(0, remote.size())
                    .map(rank -> call.count + remote.worldRank(rank))
                    .toArray();
        }

        private int[] sumOfRemote(int elements) {
            int[] sum = new int[elements];
            Group remote = both.remoteGroup();
            for (int rank = 0; rank < remote.size(); rank++) {
                int[] theirs = given(remote.worldRank(rank), 0, elements);
                Arrays.setAll(sum, i -> sum[i] + theirs[i]);
            }
            return sum;
        }

        private void check() {
            int count = call.count;
            int me = me();
            switch (call.kind) {
                case BARRIER -> both.barrier();
                case ALLGATHER ->
                    assertThat(both.allgather(given(me, 0, count))).isEqualTo(ofRemote(rank -> given(rank, 0, count)));
                case ALLGATHERV ->
                    assertThat(both.allgatherv(given(me, 0, count + me)))
                            .isEqualTo(ofRemote(rank -> given(rank, 0, count + rank)));
                case ALLTOALL ->
                    assertThat(both.alltoall(ofRemote(rank -> given(me, rank, count))))
                            .isEqualTo(ofRemote(rank -> given(rank, me, count)));
                case ALLTOALLV ->
                    assertThat(both.alltoallv(ofRemote(rank -> given(me, rank, count + rank)), countsOfRemote()))
                            .isEqualTo(ofRemote(rank -> given(rank, me, count + me)));
                case ALLREDUCE -> {
                    int[] sum = given(me, 0, count);
                    both.allreduce(sum, Op.SUM);
                    assertThat(sum).isEqualTo(sumOfRemote(count));
                }
                case REDUCE_SCATTER_BLOCK -> {
                    int block = count * both.remoteSize();
                    int[] mine = new int[block];
                    both.reduceScatterBlock(given(me, 0, block * both.size()), mine, Op.SUM);
                    assertThat(mine).isEqualTo(partOfSum(block * both.size(), block * both.rank(), block));
                }
                case REDUCE_SCATTER -> checkReduceScatter();
                default -> checkRooted();
            }
        }

        private int[] partOfSum(int elements, int from, int part) {
            return Arrays.copyOfRange(sumOfRemote(elements), from, from + part);
        }

        /** The last rank of each group has what is left. */
        private void checkReduceScatter() {
            int total = call.count * both.size() * both.remoteSize();
            int few = Math.min(3, call.count);
            int[] counts = new int[both.size()];
            Arrays.fill(counts, few);
            counts[both.size() - 1] = total - few * (both.size() - 1);
            int[] mine = new int[counts[both.rank()]];
            both.reduceScatter(given(me(), 0, total), mine, counts, Op.SUM);
            assertThat(mine).isEqualTo(partOfSum(total, few * both.rank(), mine.length));
        }

        private void checkRooted() {
            int count = call.count;
            int me = me();
            int root = root();
            boolean isRoot = root == Tutti.ROOT;
            switch (call.kind) {
                case BCAST -> {
                    int[] array = isRoot ? given(me, 0, count) : new int[count];
                    both.bcast(array, root);
                    assertThat(array).isEqualTo(root == Tutti.PROC_NULL ? new int[count] : given(source(), 0, count));
                }
                case GATHER ->
                    assertThat(both.gather(given(me, 0, count), root))
                            .isEqualTo(isRoot ? ofRemote(rank -> given(rank, 0, count)) : null);
                case GATHERV ->
                    assertThat(both.gatherv(given(me, 0, count + me), root))
                            .isEqualTo(isRoot ? ofRemote(rank -> given(rank, 0, count + rank)) : null);
                case SCATTER -> {
                    int[] all = isRoot ? ofRemote(rank -> given(me, rank, count)) : null;
                    assertThat(both.<int[]>scatter(all, root)).isEqualTo(root >= 0 ? given(source(), me, count) : null);
                }
                case SCATTERV -> {
                    int[] all = isRoot ? ofRemote(rank -> given(me, rank, count + rank)) : null;
                    assertThat(both.<int[]>scatterv(all, isRoot ? countsOfRemote() : null, root))
                            .isEqualTo(root >= 0 ? given(source(), me, count + me) : null);
                }
                case REDUCE -> {
                    int[] sum = new int[count];
                    both.reduce(given(me, 0, count), sum, Op.SUM, root);
                    assertThat(sum).isEqualTo(isRoot ? sumOfRemote(count) : new int[count]);
                }
                default -> throw new AssertionError(call);
            }
        }
    }

    /** {@return whether an operation has a root} */
    static boolean isRooted(Kind kind) {
        return kind.compareTo(Kind.BCAST) >= 0;
    }

    /** Makes the call and compares what this rank receives. */
    void check(Intercommunicator both, long seed) {
        new Side(this, both, seed).check();
    }

    /** {@return what {@link #of} reads} */
    String text() {
        return kind + ":" + count + ":" + firstRoots + ":" + root;
    }

    /** {@return the call of a text} */
    static InterCall of(String text) {
        String[] parts = text.split(":", 4);
        return new InterCall(
                Kind.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Boolean.parseBoolean(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
