package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** Gather, scatter, allgather, alltoall and their varying kin, of every type, root and form, against what must have moved. */
class MovesTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();

    private static void checkAll(Communicator world, List<Move> moves) {
        long seed = 1;
        for (Move move : moves) {
            move.check(world, seed++);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16})
    void shouldMoveEveryBlock(int ranks) {
        List<Move> moves = Moves.of(ranks, false);
        ThreadRanks.run(ranks, SMALL, world -> checkAll(world, moves));
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldMoveEveryBlockOfEveryTypeInEveryForm(int ranks) {
        List<Move> moves = Moves.of(ranks, true);
        ThreadRanks.run(ranks, SMALL, java.time.Duration.ofMinutes(10), world -> checkAll(world, moves));
    }

    /** The smallest sizes, with which the long ways are the usual ones; and those that users have. */
    @ParameterizedTest
    @CsvSource({"2, false", "3, false", "8, false", "2, true", "3, true"})
    void shouldDoTheSameWithOtherSizes(int ranks, boolean usual) {
        Map<String, String> parameters = (usual ? Matrix.Sizes.USUAL : Matrix.Sizes.SMALLEST).parameters();
        List<Move> moves = new ArrayList<>();
        for (Move.Kind kind : Move.Kind.values()) {
            for (int bytes : new int[] {8, 100, 200, 8192, 70_000}) {
                if (usual || bytes < 1000) {
                    moves.add(new Move(kind, ElementType.INT, bytes / 4, bytes / 8, ranks - 1, Move.Form.PARTS));
                    moves.add(new Move(kind, ElementType.BYTE, bytes, bytes / 2, 0, Move.Form.IN_PLACE));
                }
            }
        }
        ThreadRanks.run(ranks, parameters, world -> checkAll(world, moves));
    }

    /** One block is large, the others are short or empty. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldMoveOneLargeBlockAmongShortOnes(int ranks) {
        ThreadRanks.run(ranks, SMALL, world -> {
            for (int large = 0; large < ranks; large++) {
                int[] mine = new int[world.rank() == large ? 20_000 : world.rank() % 2];
                java.util.Arrays.setAll(mine, i -> 100_000 * world.rank() + i);
                var parts = world.allgathervParts(mine);
                for (int rank = 0; rank < ranks; rank++) {
                    int[] part = parts.part(rank);
                    assertThat(part).hasSize(rank == large ? 20_000 : rank % 2);
                    for (int i = 0; i < part.length; i++) {
                        assertThat(part[i]).isEqualTo(100_000 * rank + i);
                    }
                }
                int[] counts = new int[ranks];
                counts[large] = 20_000;
                int[] sent = new int[20_000];
                java.util.Arrays.fill(sent, world.rank());
                var received = world.alltoallvParts(sent, counts);
                assertThat(received.array()).hasSize(world.rank() == large ? 20_000 * ranks : 0);
                for (int rank = 0; rank < ranks && world.rank() == large; rank++) {
                    assertThat(received.part(rank)).hasSize(20_000).containsOnly(rank);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void shouldMoveScalars(int ranks) {
        ThreadRanks.run(ranks, world -> {
            int rank = world.rank();
            assertThat(world.allgather(rank)).hasSize(ranks).startsWith(0).endsWith(ranks - 1);
            assertThat(world.allgather(rank + 0.5)).hasSize(ranks).endsWith(ranks - 0.5);
            assertThat(world.allgather(rank + 0.5f)).hasSize(ranks).endsWith(ranks - 0.5f);
            assertThat(world.allgather((long) rank << 40)).hasSize(ranks).endsWith((ranks - 1L) << 40);
            assertThat(world.allgather(rank == 0)).hasSize(ranks).startsWith(true);
            for (int root = 0; root < ranks; root++) {
                boolean here = rank == root;
                requireAtRoot(here, world.gather(rank, root), new int[ranks].length);
                requireAtRoot(here, world.gather((long) rank, root), ranks);
                requireAtRoot(here, world.gather((float) rank, root), ranks);
                requireAtRoot(here, world.gather((double) rank, root), ranks);
                requireAtRoot(here, world.gather(rank > 0, root), ranks);
                int[] ints = here ? new int[ranks] : null;
                long[] longs = here ? new long[ranks] : null;
                float[] floats = here ? new float[ranks] : null;
                double[] doubles = here ? new double[ranks] : null;
                boolean[] booleans = here ? new boolean[ranks] : null;
                for (int i = 0; i < ranks && here; i++) {
                    ints[i] = i + 1;
                    longs[i] = (i + 1L) << 40;
                    floats[i] = i + 0.5f;
                    doubles[i] = i + 0.25;
                    booleans[i] = i % 2 == 1;
                }
                assertThat(world.scatterValue(ints, root)).isEqualTo(rank + 1);
                assertThat(world.scatterValue(longs, root)).isEqualTo((rank + 1L) << 40);
                assertThat(world.scatterValue(floats, root)).isEqualTo(rank + 0.5f);
                assertThat(world.scatterValue(doubles, root)).isEqualTo(rank + 0.25);
                assertThat(world.scatterValue(booleans, root)).isEqualTo(rank % 2 == 1);
            }
        });
    }

    private static void requireAtRoot(boolean here, Object gathered, int ranks) {
        if (!here) {
            assertThat(gathered).isNull();
            return;
        }
        for (int i = 0; i < ranks; i++) {
            double found = gathered instanceof boolean[] truths
                    ? truths[i] ? Math.max(1, i) : 0
                    : ((Number) java.lang.reflect.Array.get(gathered, i)).doubleValue();
            assertThat(found).isEqualTo(i);
        }
    }

    /** Moves and reductions by turns, while some rank is behind. */
    @ParameterizedTest
    @CsvSource({"2, 11", "3, 12", "5, 13", "9, 14", "16, 15"})
    void shouldMixMovesWithASlowRank(int ranks, long seed) {
        mix(ranks, seed, 600 / ranks + 100);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 16})
    void shouldMixManyMovesWithASlowRank(int ranks) {
        for (long seed = 200; seed < 210; seed++) {
            mix(ranks, seed, 6000 / ranks);
        }
    }

    private static void mix(int ranks, long seed, int calls) {
        Random random = new Random(seed);
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            moves.add(Moves.any(random, ranks));
        }
        long start = random.nextLong();
        ThreadRanks.run(ranks, SMALL, world -> {
            Random slowness = new Random(start);
            for (int i = 0; i < calls; i++) {
                int slow = slowness.nextInt(4 * ranks);
                long nanos = (long) slowness.nextInt(1000) * slowness.nextInt(1000);
                if (slow == world.rank()) {
                    LockSupport.parkNanos(nanos);
                }
                moves.get(i).check(world, seed + i);
                if (i % 3 == 0) {
                    assertThat(world.allreduce(1, Op.SUM))
                            .as("seed %d, after %d", seed, i)
                            .isEqualTo(ranks);
                } else if (i % 3 == 1) {
                    assertThat(world.bcast(world.rank(), i % ranks)).isEqualTo(i % ranks);
                }
            }
        });
    }

    /** Arguments: how many moves, and the seed. */
    static final class Cells implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            List<Move> moves = Moves.of(world.size(), false);
            int step = Integer.parseInt(args[0]);
            int done = 0;
            for (int i = 0; i < moves.size(); i += step) {
                moves.get(i).check(world, i);
                done++;
            }
            Random random = new Random(Long.parseLong(args[1]));
            for (int i = 0; i < 100; i++) {
                Moves.any(random, world.size()).check(world, i);
            }
            return Integer.toString(done);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, on, 2", "3, on, 3", "5, on, 3", "3, off, 4"})
    void shouldMoveBlocksBetweenProcesses(int ranks, String nativeAccess, int step) {
        between(ranks, nativeAccess, step);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, on", "3, on", "4, on", "5, on", "8, on", "2, off", "4, off"})
    @Tag("processes")
    void shouldMoveEveryBlockBetweenProcesses(int ranks, String nativeAccess) {
        between(ranks, nativeAccess, 1);
    }

    private static void between(int ranks, String nativeAccess, int step) {
        Map<String, String> settings = new java.util.HashMap<>(Matrix.Sizes.SMALL.settings());
        settings.put("TUTTI_NATIVE", nativeAccess);
        RankProcesses.Job job =
                RankProcesses.shared().start(ranks, settings, Cells.class, Integer.toString(step), "" + ranks);
        String done = job.await().getFirst().require();
        assertThat(job.await()).extracting(Outcome::require).containsOnly(done);
        assertThat(Integer.parseInt(done)).isGreaterThan(40);
        assertThat(job.leftovers()).isEmpty();
    }
}
