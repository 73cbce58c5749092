import java.util.Arrays;
import org.tutti.*;

/**
 * Each rank combines its own two measurements before all ranks combine theirs: one message instead
 * of two. Three ranks print:
 *
 * <pre>
 * the largest of all: [7, 12]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int[] first = {world.rank() + 5, 10};
        int[] second = {0, 10 + world.rank()};
        Op.MAX.reduceLocal(first, second);
        world.reduce(second, Op.MAX, 0);
        if (world.rank() == 0) {
            IO.println("the largest of all: " + Arrays.toString(second));
        }
    }
}
