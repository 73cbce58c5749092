import org.tutti.*;

/** Computes pi as the integral of 4 / (1 + x²) from 0 to 1, each rank a share of it; by the midpoint rule, in args[0] steps. */
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
        if (world.rank() == 0) {
            IO.println("pi    = " + pi);
            IO.println("error = " + Math.abs(pi - Math.PI));
            IO.println("time  = " + (System.nanoTime() - start) / 1_000_000 + " ms, " + steps + " steps on " + world.size() + " ranks");
        }
    }
}
