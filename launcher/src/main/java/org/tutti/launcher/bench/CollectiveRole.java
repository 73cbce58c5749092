package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Request;

/** A rank's role in a collective operation. */
final class CollectiveRole implements Role {
    private static final int ROOT = 0;

    private final Communicator world;
    private final Operation operation;
    private final int rank;
    private final int ranks;
    private final int count;
    private final Datatype type;
    private @Nullable Overlap overlap;

    CollectiveRole(Communicator world, Cell cell) {
        this.world = world;
        this.operation = cell.operation();
        this.rank = world.rank();
        this.ranks = world.size();
        this.count = cell.count();
        this.type = cell.kind().datatype();
    }

    @Override
    public int sent() {
        boolean eachBlock = operation == Operation.ALLTOALL || operation == Operation.SCATTER;
        return eachBlock ? count * ranks : count;
    }

    @Override
    public int received() {
        return switch (operation) {
            case ALLGATHER, ALLTOALL, GATHER -> count * ranks;
            case REDUCE_SCATTER -> count / ranks;
            default -> count;
        };
    }

    @Override
    public boolean isInPlace() {
        return operation == Operation.BCAST;
    }

    @Override
    public boolean sends() {
        return !isInPlace() || rank == ROOT;
    }

    @Override
    public boolean receives() {
        return rank == ROOT || (operation != Operation.GATHER && operation != Operation.REDUCE);
    }

    @Override
    public Runnable ofFloats(float[] from, float[] to) {
        return switch (operation) {
            case BARRIER -> world::barrier;
            case BCAST -> () -> world.bcast(from, ROOT);
            case REDUCE -> () -> world.reduce(from, to, Op.SUM, ROOT);
            case ALLREDUCE -> () -> world.allreduce(from, to, Op.SUM);
            case IALLREDUCE -> () -> world.iallreduce(from, to, Op.SUM).waitFor();
            case OVERLAP -> beside(() -> world.iallreduce(from, to, Op.SUM));
            case GATHER -> () -> world.gather(from, to, ROOT);
            case SCATTER -> () -> world.scatter(from, to, ROOT);
            case ALLGATHER -> () -> world.allgather(from, to);
            case ALLTOALL -> () -> world.alltoall(from, to);
            case REDUCE_SCATTER -> () -> world.reduceScatterBlock(from, to, Op.SUM);
            case SCAN -> () -> world.scan(from, to, Op.SUM);
            case LATENCY, BW, BIBW -> throw ofPairs();
        };
    }

    @Override
    public Runnable ofSegments(MemorySegment from, MemorySegment to) {
        return switch (operation) {
            case BARRIER -> world::barrier;
            case BCAST -> () -> world.bcast(from, count, type, ROOT);
            case REDUCE -> () -> world.reduce(from, to, count, type, Op.SUM, ROOT);
            case ALLREDUCE -> () -> world.allreduce(from, to, count, type, Op.SUM);
            case IALLREDUCE ->
                () -> world.iallreduce(from, to, count, type, Op.SUM).waitFor();
            case OVERLAP -> beside(() -> world.iallreduce(from, to, count, type, Op.SUM));
            case GATHER -> () -> world.gather(from, count, type, to, count, type, ROOT);
            case SCATTER -> () -> world.scatter(from, count, type, to, count, type, ROOT);
            case ALLGATHER -> () -> world.allgather(from, count, type, to, count, type);
            case ALLTOALL -> () -> world.alltoall(from, count, type, to, count, type);
            case REDUCE_SCATTER -> () -> world.reduceScatterBlock(from, to, count / ranks, type, Op.SUM);
            case SCAN -> () -> world.scan(from, to, count, type, Op.SUM);
            case LATENCY, BW, BIBW -> throw ofPairs();
        };
    }

    private Overlap beside(Supplier<Request> begin) {
        Overlap made = new Overlap(world, begin);
        overlap = made;
        return made;
    }

    @Override
    public void settle() {
        if (overlap != null) {
            overlap.settle();
        }
    }

    @Override
    public void compute() {
        if (overlap != null) {
            overlap.compute();
        }
    }

    @Override
    public int expected(int i) {
        int sumOfRanks = ranks * (ranks + 1) / 2;
        return switch (operation) {
            case BARRIER -> 0;
            case BCAST -> Workload.value(ROOT, i);
            case REDUCE, ALLREDUCE, IALLREDUCE, OVERLAP -> sumOfRanks * (i % Workload.VALUES);
            case GATHER, ALLGATHER -> Workload.value(i / count, i % count);
            case SCATTER -> Workload.value(ROOT, rank * count + i);
            case ALLTOALL -> Workload.value(i / count, rank * count + i % count);
            case REDUCE_SCATTER -> sumOfRanks * ((rank * (count / ranks) + i) % Workload.VALUES);
            case SCAN -> (rank + 1) * (rank + 2) / 2 * (i % Workload.VALUES);
            case LATENCY, BW, BIBW -> throw ofPairs();
        };
    }

    private IllegalStateException ofPairs() {
        return new IllegalStateException("no collective operation: " + operation);
    }
}
