import java.util.Arrays;
import java.util.stream.IntStream;
import org.tutti.*;

/**
 * Each rank looks for primes in a range of its own; all learn all. Three ranks print:
 *
 * <pre>
 * rank 0 found 4 of [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
 * rank 1 found 4 of [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
 * rank 2 found 2 of [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int[] mine =
                IntStream.range(10 * rank, 10 * rank + 10)
                        .filter(n -> n > 1 && IntStream.range(2, n).allMatch(d -> n % d > 0))
                        .toArray();
        int[] all = world.allgatherv(mine);
        IO.println("rank " + rank + " found " + mine.length + " of " + Arrays.toString(all));
    }
}
