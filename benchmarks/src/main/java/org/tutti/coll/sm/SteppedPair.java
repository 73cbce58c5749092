package org.tutti.coll.sm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.runtime.Parameters;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.ProcessId;
import org.tutti.segment.Resumable;
import org.tutti.segment.Signature;
import org.tutti.spi.Progress;

/** Two ranks whose operations one thread steps by turns: nobody waits, and no line goes from core to core. */
public final class SteppedPair implements AutoCloseable {
    private static final int RANKS = 2;
    private static final long POOL_BYTES = 64 << 20;

    private final Arena arena;
    private final SmShapes[] shapes = new SmShapes[RANKS];
    private final Blocks[] sent = {new Blocks(), new Blocks()};
    private final Blocks[] received = {new Blocks(), new Blocks()};
    private final ReduceKernel sum = ReduceKernel.of(Operator.SUM, ElementType.FLOAT);

    /** Makes them; the file of their arena has no name any more afterwards. */
    public SteppedPair() throws IOException {
        Path file = Files.createTempDirectory("tutti-").resolve("arena");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        Geometry geometry = Parameters.of().geometry(RANKS, POOL_BYTES);
        arena = Arena.create(channel, file, "stepped", geometry, ProcessId.current(), 0, null);
        Files.delete(file);
        Files.delete(file.getParent());
        for (int rank = 0; rank < RANKS; rank++) {
            Lane.prepare(arena, rank, JobTable.WORLD);
        }
        for (int rank = 0; rank < RANKS; rank++) {
            shapes[rank] = new SmShapes(Lane.open(arena, rank, JobTable.WORLD, JobTable.WORLD_NAME, Progress.NONE));
        }
    }

    /** A barrier. */
    public void barrier() {
        Resumable first = shapes[0].barrier.start(Signature.Kind.BARRIER);
        first.step();
        end(first, shapes[1].barrier.start(Signature.Kind.BARRIER));
    }

    /** An allreduce of a whole array of each, of at most a message of one phase. */
    public void allreduce(float[][] send, float[][] recv) {
        Resumable first = allreduce(0, send[0], recv[0]);
        first.step();
        end(first, allreduce(1, send[1], recv[1]));
    }

    private Resumable allreduce(int rank, float[] send, float[] recv) {
        SmShapes own = shapes[rank];
        boolean isInline = own.decision.allreduce(sum, send.length) == SmDecision.Shape.INLINE;
        Reduction reduction = isInline ? own.inlineAllreduce : own.onePhaseAllreduce;
        return reduction.start(Signature.Kind.ALLREDUCE, sum, send, 0, recv, 0, send.length, Signature.NO_ROOT);
    }

    /** A bcast of the first rank's array, so short that it travels beside the sequence. */
    public void bcast(float[][] buffers) {
        bcast(0, buffers[0]).step();
        end(bcast(1, buffers[1]));
    }

    private Resumable bcast(int rank, float[] buffer) {
        return shapes[rank].inlineBcast.start(ElementType.FLOAT, buffer, 0, buffer.length, 0);
    }

    /** A reduce of an array of each, as short, to the first rank. */
    public void reduce(float[][] send, float[] recv) {
        reduce(1, send[1], recv).step();
        end(reduce(0, send[0], recv));
    }

    private Resumable reduce(int rank, float[] send, float[] recv) {
        return shapes[rank].inlineReduce.start(Signature.Kind.REDUCE, sum, send, 0, recv, 0, send.length, 0);
    }

    /** A gather of an array of each to the first rank. */
    public void gather(float[][] send, float[] recv) {
        gather(1, send[1], recv).step();
        end(gather(0, send[0], recv));
    }

    private Resumable gather(int rank, float[] send, float[] recv) {
        Blocks from = sent[rank].set(ElementType.FLOAT, send, 0, send.length);
        Blocks to = received[rank].set(ElementType.FLOAT, recv, 0, send.length);
        return shapes[rank].gather.of(from.bytes(0)).start(from, from, to, 0);
    }

    /** A scatter of the first rank's array. */
    public void scatter(float[] send, float[][] recv) {
        scatter(0, send, recv[0]).step();
        end(scatter(1, send, recv[1]));
    }

    private Resumable scatter(int rank, float[] send, float[] recv) {
        Blocks from = sent[rank].set(ElementType.FLOAT, send, 0, recv.length);
        Blocks to = received[rank].set(ElementType.FLOAT, recv, 0, recv.length);
        return shapes[rank].scatter.of(to.bytes(0)).start(to, from, to, 0);
    }

    private static void end(Resumable last) {
        if (!last.step()) {
            throw new IllegalStateException("an operation waits, though all have come");
        }
    }

    private static void end(Resumable first, Resumable second) {
        if (!second.step() || !first.step()) {
            throw new IllegalStateException("an operation waits, though all have come");
        }
    }

    @Override
    public void close() throws IOException {
        arena.close();
    }
}
