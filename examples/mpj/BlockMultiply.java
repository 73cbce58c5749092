import mpi.MPI;

/**
 * Multiplies two matrices: the rows of the first are dealt out, the second goes to all, the rows of
 * the product come back.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/BlockMultiply.java}
 */
public class BlockMultiply {
    private static final int N = 120;

    public static void main(String[] args) {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        if (N % size != 0) {
            if (rank == 0) {
                System.err.println("the number of ranks must divide " + N + ": " + size);
            }
            MPI.COMM_WORLD.Abort(1);
        }
        int rows = N / size;
        int[] a = new int[N * N];
        int[] b = new int[N * N];
        int[] c = new int[N * N];
        if (rank == 0) {
            for (int i = 0; i < N * N; i++) {
                a[i] = (i / N + i % N) % 10;
                b[i] = (i / N * 3 + i % N) % 7;
            }
        }
        int[] myA = new int[rows * N];
        int[] myC = new int[rows * N];
        MPI.COMM_WORLD.Scatter(a, 0, rows * N, MPI.INT, myA, 0, rows * N, MPI.INT, 0);
        MPI.COMM_WORLD.Bcast(b, 0, N * N, MPI.INT, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < N; j++) {
                int sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += myA[i * N + k] * b[k * N + j];
                }
                myC[i * N + j] = sum;
            }
        }
        MPI.COMM_WORLD.Gather(myC, 0, rows * N, MPI.INT, c, 0, rows * N, MPI.INT, 0);
        if (rank == 0) {
            long trace = 0;
            long sum = 0;
            for (int i = 0; i < N; i++) {
                trace += c[i * N + i];
                for (int j = 0; j < N; j++) {
                    sum += c[i * N + j];
                }
            }
            System.out.println("n = " + N + ", trace = " + trace + ", sum = " + sum);
        }
        MPI.Finalize();
    }
}
