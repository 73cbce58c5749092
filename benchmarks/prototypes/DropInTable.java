// The latency of collective operations through the package mpi beside core's own, microseconds a call of the slowest rank: arrays, direct buffers, and those of
// MPI.newXxxBuffer. Rounds of both by turns; the median of the rounds.
//   tutti run -n 2 benchmarks/prototypes/DropInTable.java
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpi.Intracomm;
import mpi.MPI;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;

static final int ROUNDS = 9;
static final long ROUND_NANOS = 5_000_000;

interface Call {
    void make() throws Exception;
}

/** One operation, through core with what core takes for such memory, and through the package mpi. */
record Pair(String operation, Call core, Call mpi) {}

/** Memory of each rank: what it sends, and what it receives. */
record Memory(String kind, Object sent, Object received, MemorySegment from, MemorySegment to) {
    static Memory of(String kind, int ints) {
        if (kind.equals("array")) {
            int[] sent = new int[ints];
            int[] received = new int[ints];
            return new Memory(kind, sent, received, null, null);
        }
        IntBuffer sent = kind.equals("direct") ? direct(ints) : MPI.newIntBuffer(ints);
        IntBuffer received = kind.equals("direct") ? direct(ints) : MPI.newIntBuffer(ints);
        return new Memory(kind, sent, received, MemorySegment.ofBuffer(sent), MemorySegment.ofBuffer(received));
    }

    static IntBuffer direct(int ints) {
        return ByteBuffer.allocateDirect(4 * ints).order(ByteOrder.nativeOrder()).asIntBuffer();
    }
}

void main(String[] args) throws Exception {
    MPI.Init(args);
    Intracomm comm = MPI.COMM_WORLD.dup();
    Communicator core = coreOf(MPI.COMM_WORLD.dup());
    int rank = comm.getRank();
    List<String> lines = new ArrayList<>();
    if (rank == 0) {
        IO.println("| operation | bytes | arrays: core | mpi | direct: core | mpi | newIntBuffer: core | mpi |");
        IO.println("|---|---|---|---|---|---|---|---|");
    }
    for (int bytes : new int[] {8, 1024, 65536, 8, 1024, 65536}) { // the second turn counts: all callers have been seen
        int n = bytes / 4;
        String[] kinds = {"array", "direct", "shared"};
        List<List<Pair>> columns = new ArrayList<>();
        for (String kind : kinds) {
            columns.add(pairs(comm, core, Memory.of(kind, n * comm.getSize()), n));
        }
        for (int op = 0; op < columns.getFirst().size(); op++) {
            StringBuilder line = new StringBuilder(
                    "| %s | %d |".formatted(columns.getFirst().get(op).operation(), bytes));
            for (List<Pair> column : columns) {
                double[] micros = compare(core, column.get(op));
                line.append(" %.2f | %.2f |".formatted(micros[0], micros[1]));
            }
            lines.add(line.toString());
        }
    }
    if (rank == 0) {
        lines.subList(lines.size() / 2, lines.size()).forEach(IO::println);
    }
    MPI.Finalize();
}

/** {@return what the package has below a communicator} It shows it to nobody. */
Communicator coreOf(Intracomm comm) throws Exception {
    Method core = mpi.Comm.class.getDeclaredMethod("core");
    core.setAccessible(true);
    return (Communicator) core.invoke(comm);
}

/** {@return all operations on such memory} */
List<Pair> pairs(Intracomm comm, Communicator core, Memory memory, int n) throws Exception {
    Object s = memory.sent();
    Object r = memory.received();
    int size = comm.getSize();
    int[] counts = new int[size];
    Arrays.fill(counts, n / size);
    List<Pair> pairs = new ArrayList<>();
    pairs.add(new Pair("barrier", core::barrier, comm::barrier));
    if (memory.from() == null) {
        pairs.add(new Pair("bcast", () -> core.bcast(s, 0, n, 0), () -> comm.bcast(s, n, MPI.INT, 0)));
        pairs.add(new Pair("reduce", () -> core.reduce(s, 0, r, 0, n, Op.SUM, 0), () -> comm.reduce(s, r, n, MPI.INT, MPI.SUM, 0)));
        pairs.add(new Pair("allReduce", () -> core.allreduce(s, 0, r, 0, n, Op.SUM), () -> comm.allReduce(s, r, n, MPI.INT, MPI.SUM)));
        pairs.add(new Pair("gather", () -> core.gather(s, 0, r, 0, n, 0), () -> comm.gather(s, n, MPI.INT, r, n, MPI.INT, 0)));
        pairs.add(new Pair("allGather", () -> core.allgather(s, 0, r, 0, n), () -> comm.allGather(s, n, MPI.INT, r, n, MPI.INT)));
        pairs.add(new Pair("scatter", () -> core.scatter(s, 0, r, 0, n, 0), () -> comm.scatter(s, n, MPI.INT, r, n, MPI.INT, 0)));
        pairs.add(new Pair("allToAll", () -> core.alltoall(s, 0, r, 0, n), () -> comm.allToAll(s, n, MPI.INT, r, n, MPI.INT)));
        pairs.add(new Pair("scan", () -> core.scan(s, 0, r, 0, n, Op.SUM), () -> comm.scan(s, r, n, MPI.INT, MPI.SUM)));
        pairs.add(new Pair("exScan", () -> core.exscan(s, 0, r, 0, n, Op.SUM), () -> comm.exScan(s, r, n, MPI.INT, MPI.SUM)));
        pairs.add(new Pair(
                "reduceScatterBlock",
                () -> core.reduceScatterBlock(s, 0, r, 0, n / size, Op.SUM),
                () -> comm.reduceScatterBlock(s, r, n / size, MPI.INT, MPI.SUM)));
        return pairs;
    }
    MemorySegment f = memory.from();
    MemorySegment t = memory.to();
    Datatype i = Datatype.INT;
    pairs.add(new Pair("bcast", () -> core.bcast(f, n, i, 0), () -> comm.bcast(s, n, MPI.INT, 0)));
    pairs.add(new Pair("reduce", () -> core.reduce(f, t, n, i, Op.SUM, 0), () -> comm.reduce(s, r, n, MPI.INT, MPI.SUM, 0)));
    pairs.add(new Pair("allReduce", () -> core.allreduce(f, t, n, i, Op.SUM), () -> comm.allReduce(s, r, n, MPI.INT, MPI.SUM)));
    pairs.add(new Pair("gather", () -> core.gather(f, n, i, t, n, i, 0), () -> comm.gather(s, n, MPI.INT, r, n, MPI.INT, 0)));
    pairs.add(new Pair("allGather", () -> core.allgather(f, n, i, t, n, i), () -> comm.allGather(s, n, MPI.INT, r, n, MPI.INT)));
    pairs.add(new Pair("scatter", () -> core.scatter(f, n, i, t, n, i, 0), () -> comm.scatter(s, n, MPI.INT, r, n, MPI.INT, 0)));
    pairs.add(new Pair("allToAll", () -> core.alltoall(f, n, i, t, n, i), () -> comm.allToAll(s, n, MPI.INT, r, n, MPI.INT)));
    pairs.add(new Pair("scan", () -> core.scan(f, t, n, i, Op.SUM), () -> comm.scan(s, r, n, MPI.INT, MPI.SUM)));
    pairs.add(new Pair("exScan", () -> core.exscan(f, t, n, i, Op.SUM), () -> comm.exScan(s, r, n, MPI.INT, MPI.SUM)));
    pairs.add(new Pair(
            "reduceScatterBlock",
            () -> core.reduceScatterBlock(f, t, n / size, i, Op.SUM),
            () -> comm.reduceScatterBlock(s, r, n / size, MPI.INT, MPI.SUM)));
    return pairs;
}

double[] compare(Communicator core, Pair pair) throws Exception {
    int calls = calls(core, pair.core());
    calls = Math.min(calls, calls(core, pair.mpi()));
    double[][] micros = new double[2][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        for (int turn = 0; turn < 2; turn++) {
            int which = (round + turn) % 2;
            micros[which][round] = time(core, which == 0 ? pair.core() : pair.mpi(), calls);
        }
    }
    Arrays.sort(micros[0]);
    Arrays.sort(micros[1]);
    return new double[] {micros[0][ROUNDS / 2], micros[1][ROUNDS / 2]};
}

/** {@return how many calls a round has, the same on all ranks} It has warmed up then. */
int calls(Communicator core, Call call) throws Exception {
    double micros = 1e9;
    for (int i = 0; i < 4; i++) {
        micros = time(core, call, 2000);
    }
    return (int) Math.clamp(ROUND_NANOS / 1e3 / micros, 50, 20_000);
}

double time(Communicator core, Call call, int calls) throws Exception {
    core.barrier();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
        call.make();
    }
    return core.allreduce((System.nanoTime() - start) / 1e3 / calls, Op.MAX);
}
