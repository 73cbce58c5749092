package trace;

import java.util.function.BooleanSupplier;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveComponent;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** Tells of each collective call how long it took, and passes it on to the components below. */
public final class TraceComponent implements CollectiveComponent {
    private static final int ABOVE_SM = 95;

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public Offer query(CollectiveScope communicator) {
        return communicator.size() == 1
                ? Offer.declined("there is nobody to wait for")
                : new Offer(below -> new Trace(below, communicator.name()), ABOVE_SM, "tells how long calls take");
    }

    /** Overrides every operation; what it did not override would be that of the table below. */
    private static final class Trace extends CollectiveTable {
        private final String communicator;

        Trace(CollectiveTable below, String communicator) {
            super(below);
            this.communicator = communicator;
        }

        private void timed(String operation, Runnable call) {
            long start = System.nanoTime();
            call.run();
            System.err.println("trace: " + communicator + ": " + operation + ": " + (System.nanoTime() - start) + " ns");
        }

        @Override
        public void agree(long[] mine, long[] all) {
            timed("agree", () -> super.agree(mine, all));
        }

        @Override
        public void barrier() {
            timed("barrier", () -> super.barrier());
        }

        @Override
        public void bcast(ElementType type, Object buffer, long offset, long count, int root) {
            timed("bcast", () -> super.bcast(type, buffer, offset, count, root));
        }

        @Override
        public void gather(Blocks send, Blocks recv, int root) {
            timed("gather", () -> super.gather(send, recv, root));
        }

        @Override
        public void scatter(Blocks send, Blocks recv, int root) {
            timed("scatter", () -> super.scatter(send, recv, root));
        }

        @Override
        public void allgather(Blocks send, Blocks recv) {
            timed("allgather", () -> super.allgather(send, recv));
        }

        @Override
        public void alltoall(Blocks send, Blocks recv) {
            timed("alltoall", () -> super.alltoall(send, recv));
        }

        @Override
        public void gatherv(Blocks send, Blocks recv, int root) {
            timed("gatherv", () -> super.gatherv(send, recv, root));
        }

        @Override
        public void scatterv(Blocks send, Blocks recv, int root) {
            timed("scatterv", () -> super.scatterv(send, recv, root));
        }

        @Override
        public void allgatherv(Blocks send, Blocks recv) {
            timed("allgatherv", () -> super.allgatherv(send, recv));
        }

        @Override
        public void alltoallv(Blocks send, Blocks recv) {
            timed("alltoallv", () -> super.alltoallv(send, recv));
        }

        @Override
        public void neighborAllgather(Blocks send, Blocks recv) {
            timed("neighborAllgather", () -> super.neighborAllgather(send, recv));
        }

        @Override
        public void neighborAllgatherv(Blocks send, Blocks recv) {
            timed("neighborAllgatherv", () -> super.neighborAllgatherv(send, recv));
        }

        @Override
        public void neighborAlltoall(Blocks send, Blocks recv) {
            timed("neighborAlltoall", () -> super.neighborAlltoall(send, recv));
        }

        @Override
        public void neighborAlltoallv(Blocks send, Blocks recv) {
            timed("neighborAlltoallv", () -> super.neighborAlltoallv(send, recv));
        }

        @Override
        public void reduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
            timed("reduce", () -> super.reduce(kernel, send, sendOffset, recv, recvOffset, count, root));
        }

        @Override
        public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
            timed("allreduce", () -> super.allreduce(kernel, send, sendOffset, recv, recvOffset, count));
        }

        @Override
        public void reduceScatterBlock(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
            timed("reduceScatterBlock", () -> super.reduceScatterBlock(kernel, send, sendOffset, recv, recvOffset, blockCount));
        }

        @Override
        public void reduceScatter(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
            timed("reduceScatter", () -> super.reduceScatter(kernel, send, sendOffset, recv, recvOffset, blockCounts));
        }

        @Override
        public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
            timed("scan", () -> super.scan(kernel, send, sendOffset, recv, recvOffset, count));
        }

        @Override
        public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
            timed("exscan", () -> super.exscan(kernel, send, sendOffset, recv, recvOffset, count));
        }

        @Override
        public boolean close(BooleanSupplier byException) {
            System.err.println("trace: " + communicator + ": close");
            return super.close(byException);
        }
    }
}
