import java.util.Arrays;
import org.tutti.*;

/**
 * Each rank tells all others how much it has to do. Three ranks print:
 *
 * <pre>
 * rank 0 begins at 0 of 60
 * rank 1 begins at 10 of 60
 * rank 2 begins at 30 of 60
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int[] work = world.allgather(10 * (rank + 1));
        int begin = Arrays.stream(work, 0, rank).sum();
        IO.println("rank " + rank + " begins at " + begin + " of " + Arrays.stream(work).sum());
    }
}
