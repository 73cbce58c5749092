import mpi.MPI;

/**
 * Finds the centers of three clusters of points: k-means, each rank with its share of the points.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/Clusters.java}
 */
public class Clusters {
    private static final int POINTS = 9000;
    private static final int K = 3;

    public static void main(String[] args) {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        double[] centers = {0, 0, 5, 5, 10, 0};
        int rounds = 0;
        double moved;
        do {
            // of each cluster: the sum of x, that of y, and the number of points
            double[] mine = new double[3 * K];
            for (int point = rank; point < POINTS; point += size) {
                double x = point % K * 4 + point / K % 10 * 0.25;
                double y = (point % K == 1 ? 3 : 0) + point / (10 * K) % 10 * 0.25;
                int nearest = nearest(centers, x, y);
                mine[3 * nearest] += x;
                mine[3 * nearest + 1] += y;
                mine[3 * nearest + 2]++;
            }
            double[] all = new double[3 * K];
            MPI.COMM_WORLD.Allreduce(mine, 0, all, 0, 3 * K, MPI.DOUBLE, MPI.SUM);
            moved = 0;
            for (int k = 0; k < K; k++) {
                for (int d = 0; d < 2; d++) {
                    double next = all[3 * k + d] / all[3 * k + 2];
                    moved += Math.abs(next - centers[2 * k + d]);
                    centers[2 * k + d] = next;
                }
            }
            rounds++;
        } while (moved > 1e-9);
        if (rank == 0) {
            System.out.println(rounds + " rounds");
            for (int k = 0; k < K; k++) {
                System.out.printf("center %d: %.3f %.3f%n", k, centers[2 * k], centers[2 * k + 1]);
            }
        }
        MPI.Finalize();
    }

    private static int nearest(double[] centers, double x, double y) {
        int nearest = 0;
        for (int k = 1; k < K; k++) {
            if (distance(centers, k, x, y) < distance(centers, nearest, x, y)) {
                nearest = k;
            }
        }
        return nearest;
    }

    private static double distance(double[] centers, int k, double x, double y) {
        return Math.hypot(centers[2 * k] - x, centers[2 * k + 1] - y);
    }
}
