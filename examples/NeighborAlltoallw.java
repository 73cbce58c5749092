import java.util.Arrays;
import org.tutti.*;

/**
 * Ranks on a ring send letters down and numbers up. Three ranks print:
 *
 * <pre>
 * rank 0 receives [20, 20] and [B]
 * rank 1 receives [0, 0] and [C]
 * rank 2 receives [10, 10] and [A]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args);
            Communicator ring =
                    world.cartesian(CartesianTopology.of(new int[] {world.size()}, true))) {
        int rank = ring.rank();
        char[] letter = {(char) ('A' + rank)};
        int[] numbers = {10 * rank, 10 * rank};
        int[] fromBelow = new int[2];
        char[] fromAbove = new char[1];
        ring.neighborAlltoallw(new Object[] {letter, numbers}, new Object[] {fromBelow, fromAbove});
        IO.println(
                "rank "
                        + rank
                        + " receives "
                        + Arrays.toString(fromBelow)
                        + " and "
                        + Arrays.toString(fromAbove));
    }
}
