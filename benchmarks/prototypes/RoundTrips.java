import java.util.Arrays;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Rounds of 300 round trips of 8 bytes between the ranks of pairs, all pairs at once, from a fresh JVM on: how long the first round and all of
 * them take, and what the waits of the slowest round after the first quarter were. See decision 0020. It wants an even number of ranks.
 */
public class RoundTrips {
    private static final int TRIPS = 300;
    private static final int ROUNDS = 1_000;
    private static final long LONG_NANOS = 300_000;

    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            int peer = world.rank() ^ 1;
            float[] floats = new float[2];
            double[] halves = new double[ROUNDS];
            String slowest = "";
            double slowestHalf = 0;
            long begin = System.nanoTime();
            long first = 0;
            for (int round = 0; round < ROUNDS; round++) {
                world.barrier();
                StringBuilder waits = new StringBuilder();
                long start = System.nanoTime();
                long last = start;
                for (int i = 0; i < TRIPS; i++) {
                    if (world.rank() % 2 == 0) {
                        world.send(floats, peer, 1);
                        world.recv(floats, peer, 1);
                    } else {
                        world.recv(floats, peer, 1);
                        world.send(floats, peer, 1);
                    }
                    long now = System.nanoTime();
                    if (now - last > LONG_NANOS) {
                        waits.append(String.format(Locale.ROOT, " %.1f", (now - last) / 1e6));
                    }
                    last = now;
                }
                double half = (last - start) / 2e3 / TRIPS;
                halves[round] = world.allreduce(half, Op.MAX);
                if (round == 0) {
                    first = System.nanoTime() - begin;
                }
                if (round >= ROUNDS / 4 && halves[round] > slowestHalf) {
                    slowestHalf = halves[round];
                    slowest = String.format(Locale.ROOT, "%.1f us, waits of%s ms", half, waits);
                }
            }
            Arrays.sort(halves);
            IO.println(String.format(
                    Locale.ROOT,
                    "rank %d: first round %.0f ms, all %.0f ms; half a round trip, median round %.2f us; slowest round %s",
                    world.rank(),
                    first / 1e6,
                    (System.nanoTime() - begin) / 1e6,
                    halves[ROUNDS / 2],
                    slowest));
        }
    }
}
