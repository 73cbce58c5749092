import java.util.Arrays;
import org.tutti.*;

/**
 * Ranks in a row each tell their temperature to the rank before and the rank behind; where the row
 * ends there is nobody, and what was there stays. Three ranks print:
 *
 * <pre>
 * rank 0: 20.0 between [-1.0, 21.0]
 * rank 1: 21.0 between [20.0, 22.0]
 * rank 2: 22.0 between [21.0, -1.0]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args);
            Communicator row =
                    world.cartesian(CartesianTopology.of(new int[] {world.size()}, false))) {
        double[] mine = {20 + row.rank()};
        double[] around = {-1, -1};
        row.neighborAllgather(mine, around);
        IO.println("rank " + row.rank() + ": " + mine[0] + " between " + Arrays.toString(around));
    }
}
