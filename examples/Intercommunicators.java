import java.util.Arrays;
import org.tutti.*;

/**
 * Rank 0 has readings that all others, the workers, need; it learns the sum of what they make of
 * them. Three ranks print:
 *
 * <pre>
 * the reader learns 18
 * worker 0 has [1, 2, 3]
 * worker 1 has [1, 2, 3]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        if (world.size() == 1) {
            IO.println("a group of workers takes another rank");
            return;
        }
        boolean reads = world.rank() == 0;
        try (Communicator mine = world.split(reads ? 0 : 1, 0);
                Intercommunicator both = mine.createInter(0, world, reads ? 1 : 0, 0)) {
            int[] readings = reads ? new int[] {1, 2, 3} : new int[3];
            both.bcast(readings, reads ? Tutti.ROOT : 0);
            if (!reads) {
                IO.println("worker " + both.rank() + " has " + Arrays.toString(readings));
            }
            int made = 3 * (both.rank() + 1);
            int sum = both.reduce(reads ? 0 : made * 2, Op.SUM, reads ? Tutti.ROOT : 0);
            if (reads) {
                IO.println("the reader learns " + sum);
            }
        }
    }
}
