import org.tutti.*;

/**
 * A sum over all ranks goes on while they compute: how much of its time disappears behind the
 * computation, which calls test() between its parts.
 *
 * <p>{@code ./tutti run -n 2 examples/OverlapAllreduce.java [DOUBLES]}
 */
static final int ROUNDS = 30;

static final int PARTS = 64;

void main(String[] args) {
    int length = args.length > 0 ? Integer.parseInt(args[0]) : 1 << 20;
    try (Communicator world = Tutti.init(args)) {
        double[] mine = new double[length];
        double[] sum = new double[length];
        PersistentRequest request = world.allreduceInit(mine, sum, Op.SUM);
        int steps = calibrate(world, request);
        double[] best = {9, 9, 9};
        for (int round = 0; round < ROUNDS; round++) {
            java.util.Arrays.fill(mine, world.rank() + round);
            world.barrier();
            best[0] = Math.min(best[0], time(() -> finish(request)));
            best[1] = Math.min(best[1], time(() -> compute(steps, () -> {})));
            best[2] = Math.min(best[2], time(() -> both(request, steps)));
            double expected =
                    world.size() * (world.size() - 1) / 2.0 + world.size() * (double) round;
            if (sum[0] != expected || sum[length - 1] != expected) {
                throw new AssertionError("round " + round + ": " + sum[0] + " is not " + expected);
            }
        }
        world.allreduce(best, Op.MAX);
        if (world.rank() == 0) {
            double hidden = (best[0] + best[1] - best[2]) / Math.min(best[0], best[1]);
            IO.println("sum alone           %8.0f us".formatted(best[0] * 1e6));
            IO.println("computation alone   %8.0f us".formatted(best[1] * 1e6));
            IO.println("both at once        %8.0f us".formatted(best[2] * 1e6));
            IO.println("hidden              %8.0f %%".formatted(100 * Math.clamp(hidden, 0, 1)));
        }
    }
}

void finish(PersistentRequest request) {
    request.start();
    request.waitFor();
}

void both(PersistentRequest request, int steps) {
    request.start();
    compute(steps, request::test);
    request.waitFor();
}

/** Computes for as long as so many steps take, and does something else between its parts. */
void compute(int steps, Runnable between) {
    for (int part = 0; part < PARTS; part++) {
        double x = 1 + part;
        for (int step = 0; step < steps; step++) {
            x = Math.sqrt(x + step);
        }
        if (x < 0) {
            throw new AssertionError("a root is not negative");
        }
        between.run();
    }
}

/** Returns how many steps take about as long as the sum, the same on all ranks. */
int calibrate(Communicator world, PersistentRequest request) {
    double sum = 9;
    double computation = 9;
    int steps = 2000;
    for (int i = 0; i < 20; i++) { // the JVM compiles meanwhile
        sum = Math.min(sum, time(() -> finish(request)));
        computation = Math.min(computation, time(() -> compute(2000, request::test)));
    }
    steps = (int) Math.clamp(steps * sum / computation, 1, 10_000_000);
    return world.bcast(steps, 0);
}

double time(Runnable what) {
    double start = Tutti.wtime();
    what.run();
    return Tutti.wtime() - start;
}
