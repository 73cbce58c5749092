import java.util.Arrays;
import org.tutti.*;

/**
 * Rank 0 deals out ten lines of a picture as evenly as can be, and gets them back. Three ranks
 * print:
 *
 * <pre>
 * rank 0 has 4 lines
 * sum 90.0
 * rank 1 has 3 lines
 * rank 2 has 3 lines
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        int lines = 10;
        int[] counts = new int[size];
        Arrays.setAll(counts, r -> lines / size + (r < lines % size ? 1 : 0));
        double[] picture = new double[lines];
        if (rank == 0) {
            Arrays.setAll(picture, i -> i);
        }
        double[] mine = new double[counts[rank]];
        world.scatterv(picture, counts, mine, 0);
        for (int i = 0; i < mine.length; i++) {
            mine[i] *= 2;
        }
        IO.println("rank " + rank + " has " + mine.length + " lines");
        world.gatherv(mine, picture, counts, 0);
        if (rank == 0) {
            IO.println("sum " + Arrays.stream(picture).sum());
        }
    }
}
