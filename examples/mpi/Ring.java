import mpi.MPI;
import mpi.MPIException;
import mpi.Status;

/**
 * A token goes around all ranks, and each adds its own number.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/Ring.java}
 */
public class Ring {
    private static final int TAG = 50;

    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int next = (rank + 1) % size;
        int previous = (rank + size - 1) % size;

        int[] token = new int[1];
        if (rank == 0) {
            if (size > 1) {
                MPI.COMM_WORLD.send(token, 1, MPI.INT, next, TAG);
                Status status = MPI.COMM_WORLD.recv(token, 1, MPI.INT, previous, MPI.ANY_TAG);
                System.out.println(
                        "rank 0 got "
                                + status.getCount(MPI.INT)
                                + " int back from rank "
                                + status.getSource());
            }
            System.out.println("sum of all ranks: " + token[0]);
        } else {
            MPI.COMM_WORLD.recv(token, 1, MPI.INT, previous, TAG);
            token[0] += rank;
            MPI.COMM_WORLD.send(token, 1, MPI.INT, next, TAG);
        }
        MPI.COMM_WORLD.barrier();
        MPI.Finalize();
    }
}
