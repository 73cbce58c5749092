import java.util.Arrays;
import org.tutti.*;

/**
 * Ranks on a ring hand one number down and another one up: what a rank receives of the rank below
 * has come up, and of the rank above, down. Three ranks print:
 *
 * <pre>
 * rank 0: down and up [-1, 1], from below and above [21, -11]
 * rank 1: down and up [-11, 11], from below and above [1, -21]
 * rank 2: down and up [-21, 21], from below and above [11, -1]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args);
            Communicator ring =
                    world.cartesian(CartesianTopology.of(new int[] {world.size()}, true))) {
        int number = 10 * ring.rank() + 1;
        int[] handed = {-number, number};
        int[] received = ring.neighborAlltoall(handed);
        IO.println(
                "rank "
                        + ring.rank()
                        + ": down and up "
                        + Arrays.toString(handed)
                        + ", from below and above "
                        + Arrays.toString(received));
    }
}
