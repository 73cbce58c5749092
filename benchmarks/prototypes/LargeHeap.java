import java.time.Instant;
import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * After how long rank 0 knows that rank 1 was killed, whose heap is in use whole: see docs/reliability.md. The shell that kills it
 * tells the time just before.
 * {@code tutti run -n 2 --jvm-args "-Xms4g -Xmx4g -XX:+AlwaysPreTouch" benchmarks/prototypes/LargeHeap.java}
 */
public class LargeHeap {
    public static void main(String[] args) throws Exception {
        Communicator world = Tutti.init(args);
        long[] pid = {ProcessHandle.current().pid()};
        world.bcast(pid, 1);
        if (world.rank() == 1) {
            while (true) {
                world.barrier();
            }
        }
        for (int i = 0; i < 100_000; i++) {
            world.barrier();
        }
        Process shell = new ProcessBuilder("bash", "-c", "sleep 0.5; echo ${EPOCHREALTIME//[.,]/}; kill -9 " + pid[0]).start();
        try {
            while (true) {
                world.barrier();
            }
        } catch (TuttiException e) {
            Instant known = Instant.now();
            long killed = Long.parseLong(shell.inputReader().readLine());
            double millis = (known.getEpochSecond() * 1_000_000L + known.getNano() / 1000 - killed) / 1e3;
            IO.println(String.format(Locale.ROOT, "rank 0 knew after %.1f ms: %s", millis, e.getMessage()));
            throw e;
        }
    }
}
