import java.util.Arrays;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Request;
import org.tutti.Tutti;

/**
 * Windows of 64 messages of 8 bytes between two ranks, and what each rank spends in which calls: see decision 0032. An argument {@code
 * both} lets both send at once.
 */
public class Windows {
    private static final int WINDOW = 64;
    private static final int WINDOWS = 2_000;
    private static final int ROUNDS = 60;

    private final Communicator world;
    private final int peer;
    private final float[] from = new float[2];
    private final float[] to = new float[2];
    private final float[] answer = new float[1];
    private final Request[] requests;
    private final long[] spent = new long[3];
    private long last;

    Windows(Communicator world, boolean both) {
        this.world = world;
        this.peer = 1 - world.rank();
        this.requests = new Request[both ? 2 * WINDOW : WINDOW];
    }

    private void spend(int part) {
        long now = System.nanoTime();
        spent[part] += now - last;
        last = now;
    }

    private void send(int first) {
        for (int i = 0; i < WINDOW; i++) {
            requests[first + i] = world.isend(from, peer, 1);
        }
    }

    private void receive() {
        for (int i = 0; i < WINDOW; i++) {
            requests[i] = world.irecv(to, peer, 1);
        }
    }

    private void bothWays() {
        receive();
        spend(0);
        send(WINDOW);
        spend(1);
        Request.waitAll(requests);
        spend(2);
    }

    private void oneWay() {
        if (world.rank() == 0) {
            send(0);
        } else {
            receive();
        }
        spend(0);
        Request.waitAll(requests);
        spend(1);
        if (world.rank() == 0) {
            world.recv(answer, peer, 2);
        } else {
            world.send(answer, peer, 2);
        }
        spend(2);
    }

    /** {@return nanoseconds a message: in all, and in each part} */
    private double[] round(boolean both) {
        Arrays.fill(spent, 0);
        world.barrier();
        long start = System.nanoTime();
        last = start;
        for (int i = 0; i < WINDOWS; i++) {
            if (both) {
                bothWays();
            } else {
                oneWay();
            }
        }
        double messages = (double) WINDOWS * requests.length;
        return new double[] {
            (last - start) / messages, spent[0] / messages, spent[1] / messages, spent[2] / messages
        };
    }

    private static double median(double[][] rounds, int column) {
        double[] sorted = Arrays.stream(rounds).skip(ROUNDS / 2).mapToDouble(r -> r[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            boolean both = args.length > 0 && args[0].equals("both");
            Windows windows = new Windows(world, both);
            double[][] rounds = new double[ROUNDS][];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = windows.round(both);
            }
            IO.println(String.format(
                    Locale.ROOT,
                    "rank %d: %.1f ns a message; %s %.1f, %.1f, %.1f",
                    world.rank(),
                    median(rounds, 0),
                    both ? "irecv, isend, waitAll" : world.rank() == 0 ? "isend, waitAll, recv" : "irecv, waitAll, send",
                    median(rounds, 1),
                    median(rounds, 2),
                    median(rounds, 3)));
        }
    }
}
