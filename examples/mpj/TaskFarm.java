import java.io.Serializable;
import mpi.MPI;
import mpi.Status;

/**
 * A master gives tasks, which are objects, to whichever worker is free, and takes their results.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/TaskFarm.java 100}
 */
public class TaskFarm {
    private static final int TASK = 1;
    private static final int RESULT = 2;
    private static final int STOP = 3;

    static class Task implements Serializable {
        private static final long serialVersionUID = 1L;

        final int number;
        int divisors;

        Task(int number) {
            this.number = number;
        }
    }

    public static void main(String[] args) {
        args = MPI.Init(args);
        int size = MPI.COMM_WORLD.Size();
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        if (size == 1) {
            System.out.println("a master needs a worker: run it with two ranks or more");
        } else if (MPI.COMM_WORLD.Rank() == 0) {
            master(tasks, size - 1);
        } else {
            worker();
        }
        MPI.Finalize();
    }

    private static void master(int tasks, int workers) {
        int sent = 0;
        int sum = 0;
        for (int worker = 1; worker <= workers; worker++) {
            send(++sent, worker, tasks);
        }
        for (int done = 0; done < tasks; done++) {
            Task[] result = new Task[1];
            Status status = MPI.COMM_WORLD.Recv(result, 0, 1, MPI.OBJECT, MPI.ANY_SOURCE, RESULT);
            sum += result[0].divisors;
            send(++sent, status.source, tasks);
        }
        System.out.println(tasks + " tasks, " + sum + " divisors");
    }

    /** Sends a task, or the end where there is none left. */
    private static void send(int number, int worker, int tasks) {
        Task[] task = {new Task(number)};
        MPI.COMM_WORLD.Send(task, 0, 1, MPI.OBJECT, worker, number <= tasks ? TASK : STOP);
    }

    private static void worker() {
        while (true) {
            Status status = MPI.COMM_WORLD.Probe(0, MPI.ANY_TAG);
            Task[] task = new Task[1];
            MPI.COMM_WORLD.Recv(task, 0, 1, MPI.OBJECT, 0, status.tag);
            if (status.tag == STOP) {
                return;
            }
            for (int i = 1; i <= task[0].number; i++) {
                if (task[0].number % i == 0) {
                    task[0].divisors++;
                }
            }
            MPI.COMM_WORLD.Send(task, 0, 1, MPI.OBJECT, 0, RESULT);
        }
    }
}
