import java.util.Locale;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/** The first 2,000 allreduces of a fresh JVM: see docs/performance.md. {@code cold.c} is its twin in C. */
public class Cold {
    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            float[] floats = new float[2];
            long[] at = new long[2001];
            at[0] = System.nanoTime();
            for (int i = 1; i < at.length; i++) {
                world.allreduce(floats, Op.SUM);
                at[i] = System.nanoTime();
            }
            if (world.rank() == 0) {
                IO.println(String.format(
                        Locale.ROOT,
                        "us: first %.0f; each to the 10th %.1f, 100th %.2f, 1000th %.2f, 2000th %.2f; first hundred %.0f",
                        (at[1] - at[0]) / 1e3,
                        (at[10] - at[1]) / 9e3,
                        (at[100] - at[10]) / 90e3,
                        (at[1000] - at[100]) / 900e3,
                        (at[2000] - at[1000]) / 1000e3,
                        (at[100] - at[0]) / 1e3));
            }
        }
    }
}
