import java.util.Arrays;
import org.tutti.*;

/**
 * All ranks have a gradient of two numbers for each rank, which learns the sum of its own two.
 * Three ranks print:
 *
 * <pre>
 * rank 0: [3.0, 4.5]
 * rank 1: [6.0, 7.5]
 * rank 2: [9.0, 10.5]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        double[] gradient = new double[2 * world.size()];
        Arrays.setAll(gradient, i -> 1 + 0.5 * i);
        double[] mine = new double[2];
        world.reduceScatterBlock(gradient, mine, Op.SUM);
        IO.println("rank " + world.rank() + ": " + Arrays.toString(mine));
    }
}
