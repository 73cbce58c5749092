import java.util.Arrays;
import java.util.stream.IntStream;
import org.tutti.*;

/**
 * Each rank follows all lower ones, and reads what they have written: as many numbers as each
 * likes. Three ranks print:
 *
 * <pre>
 * rank 0 reads []
 * rank 1 reads [0]
 * rank 2 reads [0, 10, 11]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int[] lower = IntStream.range(0, rank).toArray();
        int[] higher = IntStream.range(rank + 1, world.size()).toArray();
        try (Communicator followers = world.distributedGraphAdjacent(lower, higher)) {
            int[] written = IntStream.rangeClosed(0, rank).map(i -> 10 * rank + i).toArray();
            int[] read = followers.neighborAllgatherv(written);
            IO.println("rank " + rank + " reads " + Arrays.toString(read));
        }
    }
}
