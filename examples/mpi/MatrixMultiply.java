import mpi.MPI;
import mpi.MPIException;

/**
 * C = A B: rows of A are scattered, B is sent to all, and rows of C are gathered.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/MatrixMultiply.java [N]}, where N is a multiple of the
 * number of ranks
 */
public class MatrixMultiply {
    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 240;
        if (n % size != 0) {
            if (rank == 0) {
                System.err.println(
                        "N must be a multiple of the number of ranks: N=" + n + ", ranks=" + size);
            }
            MPI.COMM_WORLD.abort(1);
        }
        int rows = n / size;

        double[] a = new double[rank == 0 ? n * n : 0];
        double[] b = new double[n * n];
        if (rank == 0) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a[i * n + j] = (i + j) % 7;
                    b[i * n + j] = i == j ? 2 : (i * j) % 3 == 0 ? 1 : 0;
                }
            }
        }
        double[] myA = new double[rows * n];
        double[] myC = new double[rows * n];
        MPI.COMM_WORLD.scatter(a, rows * n, MPI.DOUBLE, myA, rows * n, MPI.DOUBLE, 0);
        MPI.COMM_WORLD.bcast(b, n * n, MPI.DOUBLE, 0);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < n; k++) {
                double factor = myA[i * n + k];
                for (int j = 0; j < n; j++) {
                    myC[i * n + j] += factor * b[k * n + j];
                }
            }
        }
        double[] c = new double[rank == 0 ? n * n : 0];
        MPI.COMM_WORLD.gather(myC, rows * n, MPI.DOUBLE, c, rows * n, MPI.DOUBLE, 0);
        if (rank == 0) {
            double trace = 0;
            double sum = 0;
            for (int i = 0; i < n * n; i++) {
                sum += c[i];
                trace += i % (n + 1) == 0 ? c[i] : 0;
            }
            System.out.printf("n = %d, trace = %.0f, sum = %.0f%n", n, trace, sum);
        }
        MPI.Finalize();
    }
}
