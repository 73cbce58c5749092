package org.tutti.benchmarks.scale;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.runtime.Parameter;
import org.tutti.runtime.ParameterSource;
import org.tutti.runtime.Parameters;
import org.tutti.segment.Geometry;
import org.tutti.segment.VirtualLanes;

/** How long an operation takes some ranks on a machine, when they call it again and again. */
final class Experiment {
    /** All slots have been used once: lines lie where they usually do. */
    private static final int WARM_UPS = 9;

    private static final int TIMES = 8;
    private static final ReduceKernel SUM = ReduceKernel.of(Operator.SUM, ElementType.LONG);

    private final Machine machine;
    private final int ranks;
    private final Operation operation;
    private final Geometry geometry;
    private final double[] begun;
    private final double[] ended;

    /** What is called. */
    enum Operation {
        BARRIER {
            @Override
            void call(CollectiveTable table, int rank, int ranks) {
                table.barrier();
            }
        },
        ALLREDUCE {
            @Override
            void call(CollectiveTable table, int rank, int ranks) {
                long[] value = {rank};
                table.allreduce(SUM, value, 0, value, 0, 1);
                if (value[0] != (long) ranks * (ranks - 1) / 2) {
                    throw new IllegalStateException("rank " + rank + " of " + ranks + " got " + value[0]);
                }
            }
        };

        abstract void call(CollectiveTable table, int rank, int ranks);
    }

    /**
     * How ranks meet.
     *
     * @param name what tables call it
     * @param flatMax the parameter coll.sm.flat_max
     * @param treeDegree the parameter coll.sm.tree_degree
     */
    record Shape(String name, String flatMax, String treeDegree) {
        static final Shape FLAT = new Shape("flat", Parameters.MAX_RANKS + "", "auto");
        static final Shape TWO_LEVELS = new Shape("two levels", "1", "auto");
        static final Shape DEFAULT = new Shape("default", "auto", "auto");
        static final List<Shape> ALL = List.of(FLAT, TWO_LEVELS, tree(2), tree(4), tree(8), tree(16), DEFAULT);

        static Shape tree(int degree) {
            return new Shape("tree " + degree, "1", degree + "");
        }
    }

    private Experiment(Machine machine, int ranks, Operation operation, Shape shape) {
        this.machine = machine;
        this.ranks = ranks;
        this.operation = operation;
        this.begun = new double[ranks];
        this.ended = new double[ranks];
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        values.put(Parameter.FLAT_MAX, shape.flatMax);
        values.put(Parameter.TREE_DEGREE, shape.treeDegree);
        values.put(Parameter.WAIT_MODE, isDedicated() ? "dedicated" : "oversubscribed");
        values.put(Parameter.RING_SIZE, "8k");
        geometry = Parameters.of(ParameterSource.commandLine(values)).geometry(ranks, Long.MAX_VALUE);
    }

    private boolean isDedicated() {
        return ranks <= machine.cores();
    }

    /** {@return the nanoseconds of one call} */
    static double nanos(Machine machine, int ranks, Operation operation, Shape shape) throws InterruptedException {
        return new Experiment(machine, ranks, operation, shape).run();
    }

    private double run() throws InterruptedException {
        VirtualLanes lanes = new VirtualLanes(geometry);
        VirtualMemory memory = new VirtualMemory(machine, lanes.bytes());
        VirtualTime time = new VirtualTime(machine, ranks);
        time.run(rank -> {
            VirtualWords words = new VirtualWords(memory, time, rank, !isDedicated());
            CollectiveScope world = CollectiveScope.of("world", lanes.lane(rank, words));
            runRank(rank, time.core(rank), CollectiveSelection.select(world));
        });
        return (latest(ended) - latest(begun)) / TIMES;
    }

    private void runRank(int rank, Core core, CollectiveTable table) {
        for (int i = 0; i < WARM_UPS + TIMES; i++) {
            if (i == WARM_UPS) {
                begun[rank] = core.clock();
            }
            core.charge(machine.call());
            operation.call(table, rank, ranks);
            core.finishReads();
        }
        ended[rank] = core.clock();
    }

    private static double latest(double[] times) {
        return Arrays.stream(times).max().orElseThrow();
    }
}
