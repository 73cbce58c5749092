import mpi.MPI;
import mpi.MPIException;
import mpi.Status;

/**
 * Rank 0 gives work to whoever is free: numbers, whose paths to 1 by Collatz's rule the others
 * follow. Results have several lengths, so that they are probed before they are received.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/MasterWorkers.java [TASKS]}
 */
public class MasterWorkers {
    private static final int WORK = 1;
    private static final int RESULT = 2;
    private static final int STOP = 3;

    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        if (MPI.COMM_WORLD.getSize() < 2) {
            System.out.println("a master needs a worker: run it with two ranks or more");
        } else if (MPI.COMM_WORLD.getRank() == 0) {
            master(tasks);
        } else {
            worker();
        }
        MPI.Finalize();
    }

    private static void master(int tasks) throws MPIException {
        int workers = MPI.COMM_WORLD.getSize() - 1;
        int given = 0;
        long steps = 0;
        int longest = 0;
        for (int worker = 1; worker <= workers; worker++) {
            given = give(worker, given, tasks);
        }
        for (int done = 0; done < tasks; done++) {
            Status status = MPI.COMM_WORLD.probe(MPI.ANY_SOURCE, RESULT);
            int length = status.getCount(MPI.INT);
            int[] path = new int[length];
            MPI.COMM_WORLD.recv(path, length, MPI.INT, status.getSource(), RESULT);
            steps += length - 1;
            longest = Math.max(longest, length - 1);
            given = give(status.getSource(), given, tasks);
        }
        System.out.println(tasks + " tasks, " + steps + " steps, the longest path has " + longest);
    }

    /** Gives a worker the next task, or lets it stop. */
    private static int give(int worker, int given, int tasks) throws MPIException {
        if (given < tasks) {
            MPI.COMM_WORLD.send(new int[] {given + 1}, 1, MPI.INT, worker, WORK);
            return given + 1;
        }
        MPI.COMM_WORLD.send(new int[0], 0, MPI.INT, worker, STOP);
        return given;
    }

    /** Follows Collatz's path of each number to 1. */
    private static void worker() throws MPIException {
        int[] task = new int[1];
        while (MPI.COMM_WORLD.recv(task, 1, MPI.INT, 0, MPI.ANY_TAG).getTag() == WORK) {
            int[] path = new int[1000];
            int length = 0;
            for (int number = task[0];
                    number != 1;
                    number = number % 2 == 0 ? number / 2 : 3 * number + 1) {
                path[length++] = number;
            }
            path[length++] = 1;
            MPI.COMM_WORLD.send(path, length, MPI.INT, 0, RESULT);
        }
    }
}
