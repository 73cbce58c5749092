import java.util.Arrays;
import org.tutti.*;

/**
 * Rank r has found r + 1 things; rank 0 collects them, knowing how many each has, or not. Three
 * ranks print:
 *
 * <pre>
 * [0, 10, 11, 20, 21, 22]
 * of rank 2: [20, 21, 22]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int[] mine = new int[rank + 1];
        Arrays.setAll(mine, i -> 10 * rank + i);
        Parts<int[]> found = world.gathervParts(mine, 0); // whose counts are found out on the way
        int[] counts = new int[size];
        Arrays.setAll(counts, r -> r + 1);
        int[] all = new int[size * (size + 1) / 2];
        world.gatherv(
                mine, all, counts, 0); // one behind the other, since no displacements are given
        if (rank == 0) {
            IO.println(Arrays.toString(all));
            IO.println("of rank " + (size - 1) + ": " + Arrays.toString(found.part(size - 1)));
        }
    }
}
