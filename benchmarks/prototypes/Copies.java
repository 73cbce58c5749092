import java.util.Locale;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;

/**
 * What a copy from array to array takes, of floats, in a JVM that has copied floats alone ("one") or other types as well ("mixed"):
 * {@code java -cp core/target/classes benchmarks/prototypes/Copies.java mixed}. The fastest of 30 batches for each length.
 */
public class Copies {
    private static final int REHEARSED = 3_000;
    private static final int BATCH = 200_000;

    private static void copy(ElementType type, int count, int times) {
        copy(type, type.newArray(count), type.newArray(count), count, times);
    }

    private static void copy(ElementType type, Object from, Object to, int count, int times) {
        for (int i = 0; i < times; i++) {
            Buffers.copy(type, from, 0, to, 0, count);
        }
    }

    private static double nanos(int count) {
        Object from = new float[count];
        Object to = new float[count];
        double fastest = Double.MAX_VALUE;
        for (int batch = 0; batch < 30; batch++) {
            long start = System.nanoTime();
            copy(ElementType.FLOAT, from, to, count, BATCH);
            fastest = Math.min(fastest, (double) (System.nanoTime() - start) / BATCH);
        }
        return fastest;
    }

    public static void main(String[] args) {
        boolean mixed = args.length > 0 && args[0].equals("mixed");
        for (int act = 0; act < 20; act++) {
            for (int count : new int[] {2, 16, 64}) {
                if (mixed) {
                    copy(ElementType.INT, count, REHEARSED);
                    copy(ElementType.DOUBLE, count, REHEARSED);
                    copy(ElementType.LONG, count, REHEARSED);
                    copy(ElementType.BYTE, count, REHEARSED);
                }
                copy(ElementType.FLOAT, count, REHEARSED);
            }
        }
        for (int count : new int[] {2, 16, 64, 256}) {
            System.out.printf(Locale.ROOT, "%d floats %.1f ns%n", count, nanos(count));
        }
    }
}
