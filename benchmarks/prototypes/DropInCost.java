// What the package mpi adds to a call of core's own API: nanoseconds, the least of 25 rounds, and bytes that a call allocates, in a world of one rank.
//   tutti run -n 1 benchmarks/prototypes/DropInCost.java
import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.IntBuffer;
import mpi.Intracomm;
import mpi.MPI;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;

interface Call {
    void make() throws Exception;
}

record Cost(double nanos, double bytes) {
    static final int CALLS = 100_000;
    static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost of(Call call) throws Exception {
        double nanos = Double.MAX_VALUE;
        double bytes = Double.MAX_VALUE;
        for (int round = 0; round < 25; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                call.make();
            }
            nanos = Math.min(nanos, (System.nanoTime() - start) / (double) CALLS);
            bytes = Math.min(bytes, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) CALLS);
        }
        return new Cost(nanos, bytes);
    }
}

void compare(String what, Call core, Call dropIn) throws Exception {
    Cost own = Cost.of(core);
    Cost other = Cost.of(dropIn);
    IO.println("%-20s core %5.1f ns %3.0f B, mpi %5.1f ns %3.0f B"
            .formatted(what, own.nanos(), own.bytes(), other.nanos(), other.bytes()));
}

void main(String[] args) throws Exception {
    MPI.Init(args);
    Communicator core = Tutti.self();
    Intracomm comm = MPI.COMM_SELF;
    int[] a = new int[8];
    int[] b = new int[8];
    IntBuffer c = MPI.newIntBuffer(8);
    IntBuffer d = MPI.newIntBuffer(8);
    MemorySegment e = MemorySegment.ofBuffer(c);
    MemorySegment f = MemorySegment.ofBuffer(d);
    for (int turn = 0; turn < 2; turn++) { // the second one counts: all callers have been seen
        compare("barrier", core::barrier, comm::barrier);
        compare("bcast, array", () -> core.bcast(a, 0, 8, 0), () -> comm.bcast(a, 8, MPI.INT, 0));
        compare("allReduce, array", () -> core.allreduce(a, 0, b, 0, 8, Op.SUM), () -> comm.allReduce(a, b, 8, MPI.INT, MPI.SUM));
        compare("allGather, array", () -> core.allgather(a, 0, b, 0, 8), () -> comm.allGather(a, 8, MPI.INT, b, 8, MPI.INT));
        compare("bcast, buffer", () -> core.bcast(e, 8, Datatype.INT, 0), () -> comm.bcast(c, 8, MPI.INT, 0));
        compare("allReduce, buffer", () -> core.allreduce(e, f, 8, Datatype.INT, Op.SUM), () -> comm.allReduce(c, d, 8, MPI.INT, MPI.SUM));
    }
    MPI.Finalize();
}
