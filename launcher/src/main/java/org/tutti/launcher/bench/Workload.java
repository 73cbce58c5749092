package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;

/** What one rank does again and again for a cell: it writes what it sends, calls, and reads what it has received. */
final class Workload {
    private static final int VALUES = 1000;
    private static final int ROOT = 0;

    private final Communicator world;
    private final Cell cell;
    private final int rank;
    private final int ranks;
    private final int count;
    private final Floats send;
    private final Floats recv;
    private final Runnable call;

    Workload(Communicator world, Cell cell, BufferKind buffers) {
        this.world = world;
        this.cell = cell;
        this.rank = world.rank();
        this.ranks = world.size();
        this.count = cell.count();
        int sent = cell.operation().sent(count, ranks);
        int received = cell.operation().received(count, ranks);
        if (buffers == BufferKind.ARRAY) {
            Floats.OfArray from = Floats.array(sent);
            Floats.OfArray to = Floats.array(received);
            send = from;
            recv = isInPlace() ? from : to;
            call = ofArrays(from.array(), to.array());
        } else {
            Floats.OfSegment from = segment(buffers, sent);
            Floats.OfSegment to = segment(buffers, received);
            send = from;
            recv = isInPlace() ? from : to;
            call = ofSegments(from.segment(), to.segment());
        }
    }

    private Floats.OfSegment segment(BufferKind buffers, int length) {
        return buffers == BufferKind.SHARED
                ? new Floats.OfSegment(world.allocate(Datatype.FLOAT, length), length)
                : Floats.segment(length);
    }

    private boolean isInPlace() {
        return cell.operation() == Operation.BCAST;
    }

    private Runnable ofArrays(float[] from, float[] to) {
        return switch (cell.operation()) {
            case BARRIER -> world::barrier;
            case BCAST -> () -> world.bcast(from, ROOT);
            case REDUCE -> () -> world.reduce(from, to, Op.SUM, ROOT);
            case ALLREDUCE -> () -> world.allreduce(from, to, Op.SUM);
            case GATHER -> () -> world.gather(from, to, ROOT);
            case SCATTER -> () -> world.scatter(from, to, ROOT);
            case ALLGATHER -> () -> world.allgather(from, to);
            case ALLTOALL -> () -> world.alltoall(from, to);
            case REDUCE_SCATTER -> () -> world.reduceScatterBlock(from, to, Op.SUM);
            case SCAN -> () -> world.scan(from, to, Op.SUM);
        };
    }

    private Runnable ofSegments(MemorySegment from, MemorySegment to) {
        Datatype type = Datatype.FLOAT;
        return switch (cell.operation()) {
            case BARRIER -> world::barrier;
            case BCAST -> () -> world.bcast(from, count, type, ROOT);
            case REDUCE -> () -> world.reduce(from, to, count, type, Op.SUM, ROOT);
            case ALLREDUCE -> () -> world.allreduce(from, to, count, type, Op.SUM);
            case GATHER -> () -> world.gather(from, count, type, to, count, type, ROOT);
            case SCATTER -> () -> world.scatter(from, count, type, to, count, type, ROOT);
            case ALLGATHER -> () -> world.allgather(from, count, type, to, count, type);
            case ALLTOALL -> () -> world.alltoall(from, count, type, to, count, type);
            case REDUCE_SCATTER -> () -> world.reduceScatterBlock(from, to, count / ranks, type, Op.SUM);
            case SCAN -> () -> world.scan(from, to, count, type, Op.SUM);
        };
    }

    /** Writes what this rank sends. */
    void write(int iteration) {
        if (!isInPlace() || rank == ROOT) {
            send.write((iteration & 1023) + rank);
        }
    }

    void call() {
        call.run();
    }

    /** {@return something of what this rank has received} */
    float read() {
        return recv.read();
    }

    /** Calls once with known elements, and throws where another result comes than these have. */
    void check() {
        for (int i = 0; i < send.length(); i++) {
            send.set(i, isInPlace() && rank != ROOT ? -1 : value(rank, i));
        }
        call();
        IntUnaryOperator expected = expected();
        boolean receives =
                rank == ROOT || (cell.operation() != Operation.GATHER && cell.operation() != Operation.REDUCE);
        for (int i = 0; receives && i < recv.length(); i++) {
            if (recv.get(i) != expected.applyAsInt(i)) {
                throw new IllegalStateException("rank " + rank + ": " + cell.text() + " gives " + recv.get(i)
                        + " as element " + i + ", not " + expected.applyAsInt(i));
            }
        }
    }

    private static int value(int rank, int index) {
        return (rank + 1) * (index % VALUES);
    }

    private IntUnaryOperator expected() {
        int sumOfRanks = ranks * (ranks + 1) / 2;
        return switch (cell.operation()) {
            case BARRIER -> i -> 0;
            case BCAST -> i -> value(ROOT, i);
            case REDUCE, ALLREDUCE -> i -> sumOfRanks * (i % VALUES);
            case GATHER, ALLGATHER -> i -> value(i / count, i % count);
            case SCATTER -> i -> value(ROOT, rank * count + i);
            case ALLTOALL -> i -> value(i / count, rank * count + i % count);
            case REDUCE_SCATTER -> i -> sumOfRanks * ((rank * (count / ranks) + i) % VALUES);
            case SCAN -> i -> (rank + 1) * (rank + 2) / 2 * (i % VALUES);
        };
    }
}
