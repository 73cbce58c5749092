import java.util.Arrays;
import org.tutti.*;

/**
 * All ranks have counted words of all lengths; rank r learns the sums of r + 1 of them. Three ranks
 * print:
 *
 * <pre>
 * rank 0: [3]
 * rank 1: [6, 9]
 * rank 2: [12, 15, 18]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int[] each = new int[world.size()];
        Arrays.setAll(each, rank -> rank + 1);
        int[] counted = new int[Arrays.stream(each).sum()];
        Arrays.setAll(counted, length -> length + 1);
        int[] sums = new int[each[world.rank()]];
        world.reduceScatter(counted, sums, each, Op.SUM);
        IO.println("rank " + world.rank() + ": " + Arrays.toString(sums));
    }
}
