import java.util.Arrays;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Times operations in many short batches and prints, for each cell such as {@code allreduce:65536}, the fastest tenth and
 * the median of the slower rank's mean in ns: figures that stay comparable when something else takes a core for a while.
 * Every iteration writes a float on each cache line that it sends and reads one on each that it received. Broadcast's root
 * changes from one iteration to the next.
 */
public class Cells {
    private static final int BATCHES = 300;
    private static final int REHEARSALS = 3;
    private static final int LINE_FLOATS = 16;
    private static volatile float sink;

    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            for (int rehearsal = 0; rehearsal < REHEARSALS; rehearsal++) {
                for (String cell : args) {
                    measure(world, cell);
                }
            }
            for (String cell : args) {
                String figures = measure(world, cell);
                if (world.rank() == 0) {
                    System.out.println(cell + figures);
                }
            }
        }
    }

    private static String measure(Communicator world, String cell) {
        String operation = cell.substring(0, cell.indexOf(':'));
        int bytes = Integer.parseInt(cell.substring(cell.indexOf(':') + 1));
        int iterations = Math.clamp(1_000_000 / (bytes + 2000), 4, 400);
        float[] send = new float[bytes / Float.BYTES];
        float[] recv = new float[bytes / Float.BYTES];
        double[] nanos = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            world.barrier();
            world.barrier();
            long start = System.nanoTime();
            run(world, operation, send, recv, iterations);
            nanos[batch] = (System.nanoTime() - start) / (double) iterations;
        }
        world.allreduce(nanos, Op.MAX);
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, " %.0f %.0f", nanos[BATCHES / 10], nanos[BATCHES / 2]);
    }

    private static void run(Communicator world, String operation, float[] send, float[] recv, int iterations) {
        for (int i = 0; i < iterations; i++) {
            switch (operation) {
                case "barrier" -> world.barrier();
                case "allreduce" -> {
                    write(send, i);
                    world.allreduce(send, recv, Op.SUM);
                    read(recv);
                }
                case "reduce" -> {
                    write(send, i);
                    world.reduce(send, recv, Op.SUM, i % world.size());
                    read(recv);
                }
                case "bcast" -> {
                    if (world.rank() == i % world.size()) {
                        write(send, i);
                    }
                    world.bcast(send, i % world.size());
                    read(send);
                }
                default -> throw new IllegalArgumentException(operation);
            }
        }
    }

    private static void write(float[] array, int value) {
        for (int i = 0; i < array.length; i += LINE_FLOATS) {
            array[i] = value;
        }
    }

    private static void read(float[] array) {
        float sum = 0;
        for (int i = 0; i < array.length; i += LINE_FLOATS) {
            sum += array[i];
        }
        sink = sum;
    }
}
