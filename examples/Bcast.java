import java.util.Arrays;
import org.tutti.*;

/**
 * Rank 0 chooses how work is to be done, and tells the others. Three ranks print:
 *
 * <pre>
 * rank 0: steps [10, 20, 30], tolerance 0.5
 * rank 1: steps [10, 20, 30], tolerance 0.5
 * rank 2: steps [10, 20, 30], tolerance 0.5
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int[] steps = rank == 0 ? new int[] {10, 20, 30} : new int[3];
        world.bcast(steps, 0);
        double tolerance = world.bcast(rank == 0 ? 0.5 : 0, 0);
        IO.println(
                "rank " + rank + ": steps " + Arrays.toString(steps) + ", tolerance " + tolerance);
    }
}
