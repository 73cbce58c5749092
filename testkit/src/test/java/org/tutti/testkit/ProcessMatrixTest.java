package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The matrix with ranks that are processes. */
class ProcessMatrixTest {
    /** One cell of so many, and not of all types. */
    private static final int FEW = 20;

    /** Argument: which part of the cells: every n-th. */
    static final class Cells implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            int step = Integer.parseInt(args[0]);
            int done = 0;
            for (ElementType type : ElementType.values()) {
                if (step == FEW && type != ElementType.CHAR && type != ElementType.DOUBLE) {
                    continue;
                }
                List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
                int largest = Matrix.largest(counts);
                for (Op op : Oracle.OPS) {
                    if (Oracle.isDefined(op, type)) {
                        Oracle oracle = Oracle.of(world.size(), type, op, largest, 3);
                        done += check(world, Matrix.reductions(type, op, counts, world.size()), oracle, step);
                    }
                }
                Oracle oracle = Oracle.of(world.size(), type, largest, 3);
                done += check(world, Matrix.broadcasts(type, counts, world.size()), oracle, step);
            }
            return Integer.toString(done);
        }

        private static int check(Communicator world, List<Call> calls, Oracle oracle, int step) {
            List<Call> some = new ArrayList<>();
            Call last = calls.getLast();
            for (int i = Matrix.spread(last.type(), last.op()) % step; i < calls.size(); i += step) {
                some.add(calls.get(i));
            }
            Matrix.check(world, some, oracle);
            return some.size();
        }
    }

    @ParameterizedTest
    @CsvSource({"2, on, 4", "3, on, 6", "4, on, 6", "2, off, 6", "3, off, 9", "4, off, 9"})
    void shouldComputeInProcesses(int ranks, String nativeAccess, int step) {
        run(ranks, nativeAccess, step);
    }

    @Test
    void shouldComputeInEightProcessesOnTwoProcessors() {
        run(8, "on", FEW);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, on", "3, on", "4, on", "2, off", "3, off", "4, off"})
    void shouldComputeEverythingInProcesses(int ranks, String nativeAccess) {
        run(ranks, nativeAccess, 1);
    }

    @Tag("full")
    @Test
    void shouldComputeInEightProcessesWithoutNativeAccess() {
        run(8, "off", FEW);
    }

    private static void run(int ranks, String nativeAccess, int step) {
        Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
        settings.put("TUTTI_NATIVE", nativeAccess);
        settings.put("TUTTI_MEMORY_NONTEMPORAL", "always");
        RankProcesses.Job job = RankProcesses.shared().start(ranks, settings, Cells.class, Integer.toString(step));
        String done = job.await().getFirst().require();
        assertThat(job.await()).extracting(Outcome::require).containsOnly(done);
        assertThat(Integer.parseInt(done)).isGreaterThan(100);
        assertThat(job.leftovers()).isEmpty();
    }

    /** Arguments: none. */
    static final class DefaultSizes implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            List<Integer> counts = Matrix.counts(ElementType.FLOAT, Matrix.Sizes.USUAL);
            int largest = Matrix.largest(counts);
            Matrix.check(
                    world,
                    Matrix.reductions(ElementType.FLOAT, Op.SUM, counts, world.size()),
                    Oracle.of(world.size(), ElementType.FLOAT, Op.SUM, largest, 3));
            Matrix.check(
                    world,
                    Matrix.broadcasts(ElementType.FLOAT, counts, world.size()),
                    Oracle.of(world.size(), ElementType.FLOAT, largest, 3));
            return "done";
        }
    }

    /** The sizes that users have. */
    @ParameterizedTest
    @CsvSource({"2, on, auto", "2, on, always", "4, on, auto", "2, off, auto"})
    void shouldComputeWithTheDefaultSizes(int ranks, String nativeAccess, String nontemporal) {
        Map<String, String> settings = Map.of("TUTTI_NATIVE", nativeAccess, "TUTTI_MEMORY_NONTEMPORAL", nontemporal);
        assertThat(RankProcesses.shared().run(ranks, settings, DefaultSizes.class))
                .allSatisfy(Outcome::require);
    }
}
