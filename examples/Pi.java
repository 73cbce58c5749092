import org.tutti.*;

/**
 * Computes pi as the integral of 4 / (1 + x²) from 0 to 1 by the midpoint rule, each rank a share
 * of the steps. Their number may be given as an argument.
 */
void main(String[] args) {
    long steps = args.length > 0 ? Long.parseLong(args[0]) : 200_000_000;
    try (Communicator world = Tutti.init(args)) {
        world.barrier();
        long start = System.nanoTime();
        double width = 1.0 / steps;
        double sum = 0;
        for (long i = world.rank(); i < steps; i += world.size()) {
            double x = (i + 0.5) * width;
            sum += 4 / (1 + x * x);
        }
        double pi = world.reduce(sum * width, Op.SUM, 0);
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (world.rank() == 0) {
            IO.println("pi    = " + pi);
            IO.println("error = " + Math.abs(pi - Math.PI));
            IO.println("time  = " + millis + " ms for " + steps + " steps, ranks: " + world.size());
        }
    }
}
