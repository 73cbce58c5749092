import mpi.MPI;
import mpi.MPIException;

/**
 * Finds the centers of three clouds of points. Each rank has some points; what they add up to is
 * combined in every round.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/KMeans.java [POINTS]}
 */
public class KMeans {
    private static final int K = 3;

    /** A number from 0 to 1, the same for the same arguments. */
    private static double random(long point, int what) {
        long bits = (point * 2 + what + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
    }

    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int points = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;

        double[] centers = {0, 0, 5, 5, 10, 0};
        double[] moved = {1};
        int rounds = 0;
        while (moved[0] > 1e-6) {
            double[] sums = new double[2 * K];
            int[] members = new int[K];
            for (int point = rank; point < points; point += size) {
                double x = 4 * (point % K) + random(point, 0);
                double y = point % K == 1 ? 3 + random(point, 1) : random(point, 1);
                int nearest = nearest(centers, x, y);
                sums[2 * nearest] += x;
                sums[2 * nearest + 1] += y;
                members[nearest]++;
            }
            MPI.COMM_WORLD.allReduce(sums, 2 * K, MPI.DOUBLE, MPI.SUM);
            MPI.COMM_WORLD.allReduce(members, K, MPI.INT, MPI.SUM);
            moved[0] = 0;
            for (int i = 0; i < 2 * K; i++) {
                double center = members[i / 2] == 0 ? centers[i] : sums[i] / members[i / 2];
                moved[0] = Math.max(moved[0], Math.abs(center - centers[i]));
                centers[i] = center;
            }
            MPI.COMM_WORLD.bcast(moved, 1, MPI.DOUBLE, 0);
            rounds++;
        }
        if (rank == 0) {
            System.out.println(points + " points, " + rounds + " rounds");
            for (int k = 0; k < K; k++) {
                System.out.printf("center %d: %.3f %.3f%n", k, centers[2 * k], centers[2 * k + 1]);
            }
        }
        MPI.Finalize();
    }

    private static int nearest(double[] centers, double x, double y) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < K; k++) {
            double dx = x - centers[2 * k];
            double dy = y - centers[2 * k + 1];
            if (dx * dx + dy * dy < least) {
                least = dx * dx + dy * dy;
                nearest = k;
            }
        }
        return nearest;
    }
}
