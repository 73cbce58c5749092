import java.util.Random;
import mpi.MPI;

/**
 * Throws darts at a square; the part of them that hits the circle in it tells pi.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/DartsPi.java 1000000}
 */
public class DartsPi {
    public static void main(String[] args) {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        int[] darts = new int[1];
        if (rank == 0) {
            darts[0] = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        }
        MPI.COMM_WORLD.Bcast(darts, 0, 1, MPI.INT, 0);

        Random random = new Random(17 + rank);
        int mine = darts[0] / size + (rank < darts[0] % size ? 1 : 0);
        long[] hits = new long[1];
        for (int i = 0; i < mine; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            if (x * x + y * y <= 1) {
                hits[0]++;
            }
        }

        long[] all = new long[1];
        MPI.COMM_WORLD.Reduce(hits, 0, all, 0, 1, MPI.LONG, MPI.SUM, 0);
        if (rank == 0) {
            System.out.printf("pi is about %.3f%n", 4.0 * all[0] / darts[0]);
        }
        MPI.Finalize();
    }
}
