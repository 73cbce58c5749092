import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Two ranks that are threads: what operations on 5000 records, and on 5000 items of two blocks, take in microseconds, in windows of 50:
 * {@code java --enable-native-access=ALL-UNNAMED -Dtutti.wait.mode=dedicated -cp core/target/classes:posix/target/classes
 * benchmarks/prototypes/Records.java}.
 */
public class Records {
    private static final int COUNT = 5000;
    private static final int WINDOWS = 6;
    private static final int TIMES = 50;

    private static final Datatype RECORD =
            Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
    private static final Datatype SPREAD = Datatype.resized(Datatype.vector(2, 1, 3, Datatype.LONG), 0, 48);

    private final Communicator world;
    private final MemorySegment mine = Arena.ofAuto().allocate(48L * COUNT);
    private final MemorySegment all = Arena.ofAuto().allocate(96L * COUNT);

    private Records(Communicator world) {
        this.world = world;
    }

    private static long nanos(Runnable operation) {
        long start = System.nanoTime();
        operation.run();
        return System.nanoTime() - start;
    }

    private void window(Datatype type, String name) {
        long[] nanos = new long[5];
        for (int i = 0; i < TIMES; i++) {
            nanos[0] += nanos(() -> world.bcast(mine, COUNT, type, 0));
            nanos[1] += nanos(() -> world.gather(mine, COUNT, type, all, COUNT, type, 1));
            nanos[2] += nanos(() -> world.scatter(all, COUNT, type, mine, COUNT, type, 0));
            nanos[3] += nanos(() -> world.allgather(mine, COUNT, type, all, COUNT, type));
        }
        for (int i = 0; i < TIMES; i++) {
            nanos[4] += nanos(() -> world.allreduce(mine, COUNT, Datatype.DOUBLE_INT, Op.MINLOC));
        }
        if (world.rank() == 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: bcast %d, gather %d, scatter %d, allgather %d, minloc %d us%n",
                    name,
                    nanos[0] / TIMES / 1000,
                    nanos[1] / TIMES / 1000,
                    nanos[2] / TIMES / 1000,
                    nanos[3] / TIMES / 1000,
                    nanos[4] / TIMES / 1000);
        }
    }

    public static void main(String[] args) {
        Tutti.runThreads(2, world -> {
            Records records = new Records(world);
            for (int window = 0; window < WINDOWS; window++) {
                records.window(RECORD, "an int and a double");
                records.window(SPREAD, "two longs");
            }
        });
    }
}
