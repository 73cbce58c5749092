import java.util.Arrays;
import mpi.MPI;

/**
 * The pages of a small web by their importance. Each rank has some pages; the scores of all are
 * gathered after each round.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/LinkRank.java}
 */
public class LinkRank {
    private static final int PAGES = 1000;
    private static final double DAMPING = 0.85;

    /** The pages to which a page has links: its number's half, its third, and the next one. */
    private static int[] links(int page) {
        return new int[] {page / 2, page / 3, (page + 1) % PAGES};
    }

    public static void main(String[] args) {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        int[] counts = new int[size];
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = PAGES * i / size;
            counts[i] = PAGES * (i + 1) / size - starts[i];
        }
        double[] scores = new double[PAGES];
        Arrays.fill(scores, 1.0 / PAGES);
        double[] change = {1};
        int rounds = 0;
        while (change[0] > 1e-10) {
            double[] given = new double[PAGES];
            for (int page = starts[rank]; page < starts[rank] + counts[rank]; page++) {
                for (int target : links(page)) {
                    given[target] += scores[page] / 3;
                }
            }
            double[] all = new double[PAGES];
            MPI.COMM_WORLD.Allreduce(given, 0, all, 0, PAGES, MPI.DOUBLE, MPI.SUM);
            double[] mine = new double[counts[rank]];
            double[] ownChange = {0};
            for (int i = 0; i < mine.length; i++) {
                mine[i] = (1 - DAMPING) / PAGES + DAMPING * all[starts[rank] + i];
                ownChange[0] += Math.abs(mine[i] - scores[starts[rank] + i]);
            }
            MPI.COMM_WORLD.Allgatherv(
                    mine, 0, mine.length, MPI.DOUBLE, scores, 0, counts, starts, MPI.DOUBLE);
            MPI.COMM_WORLD.Allreduce(ownChange, 0, change, 0, 1, MPI.DOUBLE, MPI.SUM);
            rounds++;
        }
        if (rank == 0) {
            System.out.println(PAGES + " pages, " + rounds + " rounds");
            for (int page = 0; page < 4; page++) {
                System.out.printf("page %d: %.6f%n", page, scores[page]);
            }
        }
        MPI.Finalize();
    }
}
