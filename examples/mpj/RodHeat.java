import mpi.MPI;
import mpi.Request;

/**
 * Heat spreads in a rod whose ends are kept at 100 and 0 degrees; each rank has a part of the rod.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/RodHeat.java}
 */
public class RodHeat {
    private static final int CELLS = 120;
    private static final int STEPS = 5000;

    private static int start(int rank, int size) {
        return CELLS * rank / size;
    }

    public static void main(String[] args) {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        int mine = start(rank + 1, size) - start(rank, size);
        double[] now = new double[mine + 2]; // with a cell of each neighbor
        double[] then = new double[mine + 2];
        now[0] = then[0] = rank == 0 ? 100 : 0;
        for (int step = 0; step < STEPS; step++) {
            exchange(now, mine, rank, size);
            for (int i = 1; i <= mine; i++) {
                then[i] = now[i] + 0.25 * (now[i - 1] - 2 * now[i] + now[i + 1]);
            }
            double[] swap = now;
            now = then;
            then = swap;
            if (rank == 0) {
                now[0] = 100;
            }
        }
        int[] counts = new int[size];
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = start(i, size);
            counts[i] = start(i + 1, size) - starts[i];
        }
        double[] rod = new double[CELLS];
        MPI.COMM_WORLD.Gatherv(now, 1, mine, MPI.DOUBLE, rod, 0, counts, starts, MPI.DOUBLE, 0);
        if (rank == 0) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                line.append(String.format(" %7.3f", rod[i * CELLS / 6]));
            }
            System.out.println("after " + STEPS + " steps:" + line);
        }
        MPI.Finalize();
    }

    private static void exchange(double[] cells, int mine, int rank, int size) {
        Request[] requests = new Request[(rank > 0 ? 2 : 0) + (rank < size - 1 ? 2 : 0)];
        int i = 0;
        if (rank > 0) {
            requests[i++] = MPI.COMM_WORLD.Irecv(cells, 0, 1, MPI.DOUBLE, rank - 1, 1);
            requests[i++] = MPI.COMM_WORLD.Isend(cells, 1, 1, MPI.DOUBLE, rank - 1, 2);
        }
        if (rank < size - 1) {
            requests[i++] = MPI.COMM_WORLD.Irecv(cells, mine + 1, 1, MPI.DOUBLE, rank + 1, 2);
            requests[i++] = MPI.COMM_WORLD.Isend(cells, mine, 1, MPI.DOUBLE, rank + 1, 1);
        }
        Request.Waitall(requests);
    }
}
