import java.util.Arrays;
import org.tutti.*;

/**
 * Each rank has measured something; rank 0 learns the sums, and the largest value. Three ranks
 * print:
 *
 * <pre>
 * sums [3, 30], largest 2.5
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int[] sums = {rank, 10 * rank};
        world.reduce(sums, Op.SUM, 0);
        double largest = world.reduce(rank + 0.5, Op.MAX, 0);
        if (rank == 0) {
            IO.println("sums " + Arrays.toString(sums) + ", largest " + largest);
        }
    }
}
