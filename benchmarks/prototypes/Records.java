import org.tutti.*;
import java.lang.foreign.*;
/**
 * Two ranks that are threads: what operations on 5000 records, and on 5000 items of two blocks, take in microseconds, in windows of 50:
 * {@code java --enable-native-access=ALL-UNNAMED -Dtutti.wait.mode=dedicated -cp core/target/classes:posix/target/classes
 * benchmarks/prototypes/Records.java}.
 */
public class Records {
    public static void main(String[] a) {
        int count = 5000;
        Tutti.runThreads(2, world -> {
            Datatype record = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
            Datatype spread = Datatype.resized(Datatype.vector(2, 1, 3, Datatype.LONG), 0, 48);
            MemorySegment mine = Arena.ofAuto().allocate(48L * count), all = Arena.ofAuto().allocate(96L * count);
            for (int w = 0; w < 6; w++) {
                for (Datatype type : new Datatype[] {record, spread}) {
                    long[] t = new long[6];
                    for (int i = 0; i < 50; i++) {
                        long s = System.nanoTime(); world.bcast(mine, count, type, 0); t[0] += System.nanoTime() - s;
                        s = System.nanoTime(); world.gather(mine, count, type, all, count, type, 1); t[1] += System.nanoTime() - s;
                        s = System.nanoTime(); world.scatter(all, count, type, mine, count, type, 0); t[2] += System.nanoTime() - s;
                        s = System.nanoTime(); world.allgather(mine, count, type, all, count, type); t[3] += System.nanoTime() - s;
                    }
                    long s = System.nanoTime();
                    for (int i = 0; i < 50; i++) world.allreduce(mine, count, Datatype.DOUBLE_INT, Op.MINLOC);
                    t[4] = System.nanoTime() - s;
                    if (world.rank() == 0) System.out.printf("window %d %s bcast %d gather %d scatter %d allgather %d minloc %d us%n", w, type == record ? "record" : "spread", t[0] / 50000, t[1] / 50000, t[2] / 50000, t[3] / 50000, t[4] / 50000);
                }
            }
        });
    }
}
