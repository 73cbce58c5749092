import java.util.Arrays;
import org.tutti.*;

/**
 * Rank 0 deals out a table of squares, two to each rank. Three ranks print:
 *
 * <pre>
 * rank 0: [0, 1]
 * rank 1: [4, 9]
 * rank 2: [16, 25]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int[] squares = null;
        if (rank == 0) {
            squares = new int[2 * size];
            Arrays.setAll(squares, i -> i * i);
        }
        int[] mine = world.scatter(squares, 0);
        IO.println("rank " + rank + ": " + Arrays.toString(mine));
    }
}
