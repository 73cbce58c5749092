import mpi.MPI;
import mpi.MPIException;

/**
 * The pages of a small web by their importance. Each rank has some pages; the scores of all are
 * gathered after each round.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/PageRank.java [PAGES]}
 */
public class PageRank {
    private static final double DAMPING = 0.85;

    /** The pages to which a page has links: its number's half, its third, and the next one. */
    private static int[] links(int page, int pages) {
        return new int[] {page / 2, page / 3, (page + 1) % pages};
    }

    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int pages = args.length > 0 ? Integer.parseInt(args[0]) : 1000;

        int[] counts = new int[size];
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = (int) ((long) pages * i / size);
            counts[i] = (int) ((long) pages * (i + 1) / size) - starts[i];
        }
        double[] scores = new double[pages];
        java.util.Arrays.fill(scores, 1.0 / pages);
        double[] change = {1};
        int rounds = 0;
        while (change[0] > 1e-10) {
            double[] given = new double[pages];
            for (int page = starts[rank]; page < starts[rank] + counts[rank]; page++) {
                for (int target : links(page, pages)) {
                    given[target] += scores[page] / 3;
                }
            }
            double[] mine = new double[counts[rank]];
            MPI.COMM_WORLD.reduceScatter(given, mine, counts, MPI.DOUBLE, MPI.SUM);
            change[0] = 0;
            for (int i = 0; i < mine.length; i++) {
                mine[i] = (1 - DAMPING) / pages + DAMPING * mine[i];
                change[0] += Math.abs(mine[i] - scores[starts[rank] + i]);
            }
            MPI.COMM_WORLD.allGatherv(
                    mine, mine.length, MPI.DOUBLE, scores, counts, starts, MPI.DOUBLE);
            MPI.COMM_WORLD.allReduce(change, 1, MPI.DOUBLE, MPI.SUM);
            rounds++;
        }
        if (rank == 0) {
            System.out.println(pages + " pages, " + rounds + " rounds");
            for (int page = 0; page < 4; page++) {
                System.out.printf("page %d: %.6f%n", page, scores[page]);
            }
        }
        MPI.Finalize();
    }
}
