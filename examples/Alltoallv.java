import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tutti.*;

/**
 * Sorts numbers by the rank that is responsible for them: who has a number n sends it to rank n %
 * size. Three ranks print:
 *
 * <pre>
 * rank 0: [0, 3, 6, 9, 12, 15]
 * rank 1: [1, 4, 7, 10, 13, 16]
 * rank 2: [2, 5, 8, 11, 14, 17]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int[] numbers =
                IntStream.range(6 * rank, 6 * rank + 6)
                        .boxed()
                        .sorted(Comparator.comparingInt(n -> n % size))
                        .mapToInt(n -> n)
                        .toArray();
        int[] counts = new int[size];
        for (int number : numbers) {
            counts[number % size]++;
        }
        int[] mine = world.alltoallv(numbers, counts);
        IO.println("rank " + rank + ": " + Arrays.toString(mine));
    }
}
