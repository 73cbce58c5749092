// The race's loop for Tutti; race.c is its twin, line for line, and says what is measured and why. A change here is a change there.
//
//   ./tutti run -n 2 benchmarks/race/Race.java CELL...            measures the cells and ends
//   ./tutti run -n 2 benchmarks/race/Race.java --commands FOLDER  measures the cells sent through the FIFOs in FOLDER
//
// A cell is OP:BYTES:ITERATIONS:WARMUP, its answer a line "OP BYTES NANOS ALONE".
//
// The compiler: when a cell comes for the first time, its loops are called ACTS x REHEARSALS times with few iterations each
// (rehearse). That is past the invocation and loop counts at which HotSpot compiles a method with C2, so what is timed afterwards
// is entered through the compiled method, neither interpreted nor replaced on the stack halfway. C2 compiles in the background,
// so each act ends with a pause that leaves it the cores; a later act finds what it made, and lets it repair what a new size has
// invalidated. The driver also throws its first rounds away, and each timed loop follows WARMUP iterations of the same method.

import java.util.concurrent.locks.LockSupport;
import org.tutti.*;

static final int LINE_FLOATS = 16;
static final int WHOLE_FLOATS = 1024;
static final long LATE_NANOS = 200_000;
static final int ALONE_BATCHES = 5;
static final int ACTS = 4;
static final int REHEARSALS = 1_000;
static final int REHEARSAL_ITERATIONS = 10;
static final long PAUSE_NANOS = 100_000_000;

record Cell(String op, int bytes, int iterations, int warmup) {}

/** The same array twice for bcast. */
record Buffers(float[] send, float[] recv) {}

record Result(double nanos, double aloneNanos) {}

interface Loop {
    void run(Buffers buffers, int iterations);
}

Communicator world;
int rank;
int size;
volatile float sink; // what was read goes here, so that the compiler must read it
final Map<String, Buffers> buffersOfCells = new HashMap<>();

// ---- steps 1 and 3: write what is sent, read what was received ----

static void writeLines(float[] buffer, float value) {
    if (buffer.length <= WHOLE_FLOATS) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = value;
        }
    } else {
        for (int i = 0; i < buffer.length; i += LINE_FLOATS) {
            buffer[i] = value;
        }
        buffer[buffer.length - 1] = value;
    }
}

static float readLines(float[] buffer) {
    float sum = buffer[buffer.length - 1];
    for (int i = 0; i < buffer.length; i += LINE_FLOATS) {
        sum += buffer[i];
    }
    return sum;
}

static float valueOf(int iteration, int rank) {
    return (iteration & 1023) + rank;
}

// ---- the loops that are timed ----

void buffersLoop(Buffers buffers, int iterations) {
    float[] send = buffers.send();
    float[] recv = buffers.recv();
    float sum = 0;
    for (int i = 0; i < iterations; i++) {
        writeLines(send, valueOf(i, rank));
        sum += readLines(recv);
    }
    sink = sum;
}

void barrierLoop(Buffers buffers, int iterations) {
    for (int i = 0; i < iterations; i++) {
        world.barrier();
    }
}

void bcastLoop(Buffers buffers, int iterations) {
    float[] buffer = buffers.send();
    float sum = 0;
    for (int i = 0, root = 0; i < iterations; i++) {
        if (root == rank) {
            writeLines(buffer, valueOf(i, root));
        }
        world.bcast(buffer, root);
        if (root != rank) {
            sum += readLines(buffer);
        }
        root = root + 1 == size ? 0 : root + 1;
    }
    sink = sum;
}

void allreduceLoop(Buffers buffers, int iterations) {
    float[] send = buffers.send();
    float[] recv = buffers.recv();
    float sum = 0;
    for (int i = 0; i < iterations; i++) {
        writeLines(send, valueOf(i, rank));
        world.allreduce(send, recv, Op.SUM);
        sum += readLines(recv);
    }
    sink = sum;
}

// ---- is the result right? ----

/** Nobody leaves a barrier before the last rank has entered it; the last rank enters late. On Linux all JVMs read one clock. */
void checkBarrier() {
    long enteredNanos = System.nanoTime();
    if (rank == size - 1) {
        for (long startNanos = enteredNanos; enteredNanos < startNanos + LATE_NANOS;) {
            enteredNanos = System.nanoTime();
        }
    }
    world.barrier();
    long leftNanos = System.nanoTime();
    double lastEnteredNanos = world.allreduce((double) enteredNanos, Op.MAX);
    double firstLeftNanos = -world.allreduce((double) -leftNanos, Op.MAX);
    require(firstLeftNanos >= lastEnteredNanos, "a rank left the barrier before all had entered");
}

void checkBcast(Buffers buffers) {
    float[] buffer = buffers.send();
    for (int root = 0; root < size; root++) {
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = rank == root ? root * 1000 + i % 1000 : -1;
        }
        world.bcast(buffer, root);
        for (int i = 0; i < buffer.length; i++) {
            require(buffer[i] == root * 1000 + i % 1000, "bcast is wrong");
        }
    }
}

void checkAllreduce(Buffers buffers) {
    float[] send = buffers.send();
    float[] recv = buffers.recv();
    for (int i = 0; i < send.length; i++) {
        send[i] = (rank + 1) * (i % 1000);
        recv[i] = -1;
    }
    world.allreduce(send, recv, Op.SUM);
    for (int i = 0; i < recv.length; i++) {
        require(recv[i] == size * (size + 1) / 2 * (i % 1000), "allreduce is wrong");
    }
}

/** Whatever the timed loop received last holds this value in each float that steps 1 and 3 touch. */
void checkLast(Buffers buffers, float expected) {
    float[] recv = buffers.recv();
    boolean right = recv[recv.length - 1] == expected;
    for (int i = 0; i < recv.length; i += LINE_FLOATS) {
        right &= recv[i] == expected;
    }
    require(right, "the last result of the timed loop is wrong");
}

void require(boolean right, String otherwise) {
    if (!right) {
        throw new IllegalStateException("race: rank " + rank + ": " + otherwise);
    }
}

// ---- one cell ----

/** Kept from one measurement to the next, so that measuring leaves nothing to collect. */
Buffers buffersOf(Cell cell) {
    return buffersOfCells.computeIfAbsent(cell.op() + cell.bytes(), _ -> {
        Buffers buffers = allocate(cell);
        rehearse(cell, buffers);
        return buffers;
    });
}

Buffers allocate(Cell cell) {
    float[] send = new float[cell.bytes() / Float.BYTES];
    return new Buffers(send, cell.op().equals("bcast") ? send : new float[send.length]);
}

void rehearse(Cell cell, Buffers buffers) {
    Loop loop = loop(cell);
    for (int act = 0; act < ACTS; act++) {
        for (int i = 0; i < REHEARSALS; i++) {
            if (cell.bytes() > 0) {
                buffersLoop(buffers, REHEARSAL_ITERATIONS);
            }
            loop.run(buffers, REHEARSAL_ITERATIONS);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}

Loop loop(Cell cell) {
    return switch (cell.op()) {
        case "barrier" -> this::barrierLoop;
        case "bcast" -> this::bcastLoop;
        default -> this::allreduceLoop;
    };
}

double meanNanos(Loop loop, Buffers buffers, int iterations) {
    long startNanos = System.nanoTime();
    loop.run(buffers, iterations);
    return (double) (System.nanoTime() - startNanos) / iterations;
}

double warmMeanNanos(Loop loop, Buffers buffers, Cell cell) {
    loop.run(buffers, cell.warmup());
    world.barrier();
    return meanNanos(loop, buffers, cell.iterations());
}

/** What steps 1 and 3 take. */
double aloneNanos(Buffers buffers, Cell cell) {
    int iterations = Math.max(1, cell.iterations() / ALONE_BATCHES);
    buffersLoop(buffers, cell.warmup());
    world.barrier();
    double fastestNanos = meanNanos(this::buffersLoop, buffers, iterations);
    for (int batch = 1; batch < ALONE_BATCHES; batch++) {
        fastestNanos = Math.min(fastestNanos, meanNanos(this::buffersLoop, buffers, iterations));
    }
    return fastestNanos;
}

/** The result of this rank. */
Result measure(Cell cell) {
    Buffers buffers = buffersOf(cell);
    int last = cell.iterations() - 1;
    if (cell.op().equals("barrier")) {
        checkBarrier();
        return new Result(warmMeanNanos(loop(cell), buffers, cell), 0);
    }
    boolean isBcast = cell.op().equals("bcast");
    if (isBcast) {
        checkBcast(buffers);
    } else {
        checkAllreduce(buffers);
    }
    double aloneNanos = aloneNanos(buffers, cell);
    double nanos = warmMeanNanos(loop(cell), buffers, cell) - aloneNanos;
    checkLast(buffers, isBcast ? valueOf(last, last % size) : size * valueOf(last, 0) + size * (size - 1) / 2);
    return new Result(nanos, aloneNanos);
}

Cell parse(String text) {
    String[] parts = text.split(":");
    boolean known = parts.length == 4 && List.of("barrier", "bcast", "allreduce").contains(parts[0]);
    require(known, "a cell is OP:BYTES:ITERATIONS:WARMUP with OP one of barrier (0 bytes), bcast, allreduce");
    return new Cell(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
}

void answer(String text, PrintStream answers) {
    Cell cell = parse(text);
    Result mine = measure(cell);
    double nanos = world.allreduce(mine.nanos(), Op.MAX);
    double aloneNanos = world.allreduce(mine.aloneNanos(), Op.MAX);
    if (rank == 0) {
        answers.println(String.format(Locale.ROOT, "%s %d %.1f %.1f", cell.op(), cell.bytes(), nanos, aloneNanos));
    }
}

void serve(Path folder) throws IOException {
    try (BufferedReader commands = Files.newBufferedReader(folder.resolve("rank" + rank));
            PrintStream answers = rank == 0 ? printer(folder.resolve("answers")) : null) {
        world.barrier();
        if (rank == 0) {
            answers.println("ready JDK " + Runtime.version());
        }
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answer(line, answers);
        }
    }
}

PrintStream printer(Path fifo) throws IOException {
    return new PrintStream(new FileOutputStream(fifo.toFile()), true);
}

void main(String[] args) throws IOException {
    try (Communicator world = Tutti.init(args)) {
        this.world = world;
        rank = world.rank();
        size = world.size();
        if (args.length == 2 && args[0].equals("--commands")) {
            serve(Path.of(args[1]));
        } else {
            for (String cell : args) {
                answer(cell, System.out);
            }
        }
    }
}
