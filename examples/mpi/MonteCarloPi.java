import java.util.Random;
import mpi.MPI;
import mpi.MPIException;

/**
 * Pi by throwing darts: each rank throws its share, rank 0 adds up the hits.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/MonteCarloPi.java [DARTS]}
 */
public class MonteCarloPi {
    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        long darts = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;

        double start = MPI.wtime();
        long[] hits = {0};
        Random random = new Random(rank);
        for (long dart = rank; dart < darts; dart += size) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            if (x * x + y * y < 1) {
                hits[0]++;
            }
        }
        long[] total = new long[1];
        MPI.COMM_WORLD.reduce(hits, total, 1, MPI.LONG, MPI.SUM, 0);
        if (rank == 0) {
            System.out.printf("pi is about %.3f%n", 4.0 * total[0] / darts);
            System.out.printf("%d ranks, %.2f s%n", size, MPI.wtime() - start);
        }
        MPI.Finalize();
    }
}
