import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Rank 0 sleeps 8 s before a barrier; the others say how much of a processor they take meanwhile, from the third second on: see
 * docs/performance.md. The argument says how many allreduces go before, which the compiler learns from.
 */
public class Idle {
    public static void main(String[] args) throws InterruptedException {
        try (Communicator world = Tutti.init(args)) {
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                world.allreduce(i, Op.SUM);
            }
            world.barrier();
            if (world.rank() == 0) {
                Thread.sleep(8000);
            } else {
                Thread.ofPlatform().daemon().start(Idle::tell);
            }
            world.barrier();
        }
    }

    private static void tell() {
        try {
            Thread.sleep(2000);
            long before = processorMillis();
            Thread.sleep(5000);
            IO.println("ms of processor in 5 s: " + (processorMillis() - before));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long processorMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }
}
