import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * After how long the other rank knows that rank 1 was killed, whose heap is in use whole: see docs/reliability.md.
 * {@code tutti run -n 2 --jvm-args "-Xms4g -Xmx4g -XX:+AlwaysPreTouch" benchmarks/prototypes/LargeHeap.java}
 */
public class LargeHeap {
    public static void main(String[] args) throws Exception {
        Communicator world = Tutti.init(args);
        long[] killed = new long[1];
        if (world.rank() == 1) {
            Thread.sleep(1000);
            killed[0] = System.nanoTime();
        }
        world.bcast(killed, 1); // all processes of a machine count from the same moment
        try {
            if (world.rank() == 1) {
                new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
            }
            while (true) {
                world.barrier();
            }
        } catch (TuttiException e) {
            IO.println(String.format(
                    Locale.ROOT, "rank %d knew after %.0f ms: %s", world.rank(), (System.nanoTime() - killed[0]) / 1e6, e.getMessage()));
            throw e;
        }
    }
}
