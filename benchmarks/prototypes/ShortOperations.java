import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * What short operations of two ranks take in a bare loop: the median of 80 rounds of 20,000 calls, after 20 that do not count. An operation that
 * some rank may leave at once is followed by a barrier. Arguments: which ones; without any, all, one after the other. See decision 0034.
 */
public class ShortOperations {
    private static final int CALLS = 20_000;
    private static final int UNCOUNTED = 20;
    private static final int ROUNDS = 100;

    private final Communicator world;
    private final int peer;
    private final float[] from = new float[2];
    private final float[] to = new float[2];
    private final float[] all = new float[4];

    ShortOperations(Communicator world) {
        this.world = world;
        this.peer = 1 - world.rank();
    }

    private void roundTrip() {
        if (world.rank() == 0) {
            world.send(from, peer, 1);
            world.recv(to, peer, 1);
        } else {
            world.recv(to, peer, 1);
            world.send(from, peer, 1);
        }
    }

    private Runnable operation(String name) {
        return switch (name) {
            case "barrier" -> world::barrier;
            case "allreduce" -> () -> world.allreduce(from, to, Op.SUM);
            case "allgather" -> () -> world.allgather(from, all);
            case "bcast" -> () -> world.bcast(from, 0);
            case "gather" -> () -> { world.gather(from, all, 0); world.barrier(); };
            case "scatter" -> () -> { world.scatter(all, from, 0); world.barrier(); };
            case "reduce" -> () -> { world.reduce(from, to, Op.SUM, 0); world.barrier(); };
            case "scan" -> () -> { world.scan(from, to, Op.SUM); world.barrier(); };
            case "roundtrip" -> this::roundTrip;
            default -> throw new IllegalArgumentException("no such operation: " + name);
        };
    }

    private void measure(String name) {
        Runnable operation = operation(name);
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            world.barrier();
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                operation.run();
            }
            nanos[round] = (System.nanoTime() - start) / (double) CALLS;
        }
        Arrays.sort(nanos, UNCOUNTED, ROUNDS);
        if (world.rank() == 0) {
            IO.println(String.format(Locale.ROOT, "%-10s %.1f ns", name, nanos[(UNCOUNTED + ROUNDS) / 2]));
        }
    }

    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            ShortOperations operations = new ShortOperations(world);
            List<String> all = List.of("barrier", "allreduce", "bcast", "allgather", "gather", "scatter", "reduce", "scan", "roundtrip");
            (args.length == 0 ? all : List.of(args)).forEach(operations::measure);
        }
    }
}
