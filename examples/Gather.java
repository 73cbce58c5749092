import java.util.Arrays;
import org.tutti.*;

/**
 * Each rank has a number and its square; rank 0 collects them. Three ranks print:
 *
 * <pre>
 * [0, 0, 1, 1, 2, 4]
 * [0, 0, 1, 1, 2, 4]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int[] mine = {rank, rank * rank};
        int[] all = world.gather(mine, 0); // a new array at rank 0, null elsewhere
        int[] table = rank == 0 ? new int[2 * size] : null;
        world.gather(mine, table, 0); // the same into an array that is there already
        if (rank == 0) {
            IO.println(Arrays.toString(all));
            IO.println(Arrays.toString(table));
        }
    }
}
