import java.nio.DoubleBuffer;
import mpi.MPI;
import mpi.MPIException;
import mpi.Request;

/**
 * Heat spreads in a rod whose ends are kept at 100 and 0 degrees. Each rank has a part of the rod
 * and exchanges its ends with its neighbors.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/HeatDiffusion.java [CELLS [STEPS]]}
 */
public class HeatDiffusion {
    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int cells = args.length > 0 ? Integer.parseInt(args[0]) : 120;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
        int left = rank > 0 ? rank - 1 : MPI.PROC_NULL;
        int right = rank < size - 1 ? rank + 1 : MPI.PROC_NULL;
        int first = (int) ((long) cells * rank / size);
        int mine = (int) ((long) cells * (rank + 1) / size) - first;

        DoubleBuffer now = MPI.newDoubleBuffer(mine + 2); // with a cell of each neighbor
        DoubleBuffer then = MPI.newDoubleBuffer(mine + 2);
        if (rank == 0) {
            now.put(0, 100);
            then.put(0, 100);
        }
        for (int step = 0; step < steps; step++) {
            Request[] requests = {
                MPI.COMM_WORLD.iRecv(now, 1, MPI.DOUBLE, left, 1),
                MPI.COMM_WORLD.iRecv(MPI.slice(now, mine + 1), 1, MPI.DOUBLE, right, 2),
                MPI.COMM_WORLD.iSend(MPI.slice(now, 1), 1, MPI.DOUBLE, left, 2),
                MPI.COMM_WORLD.iSend(MPI.slice(now, mine), 1, MPI.DOUBLE, right, 1)
            };
            Request.waitAll(requests);
            for (int i = 1; i <= mine; i++) {
                then.put(i, now.get(i) + 0.25 * (now.get(i - 1) - 2 * now.get(i) + now.get(i + 1)));
            }
            DoubleBuffer swap = now;
            now = then;
            then = swap;
        }

        int[] counts = new int[size];
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = (int) ((long) cells * i / size);
            counts[i] = (int) ((long) cells * (i + 1) / size) - starts[i];
        }
        DoubleBuffer rod = MPI.newDoubleBuffer(cells);
        MPI.COMM_WORLD.gatherv(
                MPI.slice(now, 1), mine, MPI.DOUBLE, rod, counts, starts, MPI.DOUBLE, 0);
        if (rank == 0) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                line.append(String.format(" %7.3f", rod.get(i * cells / 6)));
            }
            System.out.println("after " + steps + " steps:" + line);
        }
        MPI.Finalize();
    }
}
