import java.util.Arrays;
import org.tutti.*;

/**
 * Transposes a matrix of which each rank has one row. Three ranks print:
 *
 * <pre>
 * rank 0: row [0, 1, 2], column [0, 10, 20]
 * rank 1: row [10, 11, 12], column [1, 11, 21]
 * rank 2: row [20, 21, 22], column [2, 12, 22]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int[] row = new int[size];
        Arrays.setAll(row, column -> 10 * rank + column);
        int[] column = world.alltoall(row);
        IO.println(
                "rank "
                        + rank
                        + ": row "
                        + Arrays.toString(row)
                        + ", column "
                        + Arrays.toString(column));
    }
}
