import mpi.CartComm;
import mpi.Datatype;
import mpi.MPI;
import mpi.MPIException;
import mpi.ShiftParms;

/**
 * Conway's game of life on a torus that is cut into columns: the columns at the edges are a
 * datatype, which neighbors exchange.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/GameOfLife.java [GENERATIONS]}, with a number of ranks
 * that divides 24
 */
public class GameOfLife {
    private static final int ROWS = 12;
    private static final int COLUMNS = 24;

    public static void main(String[] args) throws MPIException {
        args = MPI.Init(args);
        int generations = args.length > 0 ? Integer.parseInt(args[0]) : 48;
        int size = MPI.COMM_WORLD.getSize();
        CartComm ring = MPI.COMM_WORLD.createCart(new int[] {size}, new boolean[] {true}, false);
        int rank = ring.getRank();
        ShiftParms shift = ring.shift(0, 1);
        int left = shift.getRankSource();
        int right = shift.getRankDest();
        int mine = COLUMNS / size;
        int width = mine + 2;

        // one cell of each row
        Datatype column = Datatype.createVector(ROWS, 1, width, MPI.BYTE);
        column.commit();
        byte[] now = new byte[ROWS * width];
        int[][] glider = {{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}};
        for (int[] cell : glider) {
            if (cell[1] / mine == rank) {
                now[cell[0] * width + cell[1] % mine + 1] = 1;
            }
        }
        for (int generation = 0; generation < generations; generation++) {
            exchange(ring, now, width, column, left, right);
            now = next(now, width);
        }

        // the columns of all ranks, where they belong in the whole
        byte[] all = new byte[ROWS * COLUMNS];
        Datatype inner =
                Datatype.createResized(Datatype.createVector(ROWS, mine, width, MPI.BYTE), 0, mine);
        Datatype part =
                Datatype.createResized(
                        Datatype.createVector(ROWS, mine, COLUMNS, MPI.BYTE), 0, mine);
        inner.commit();
        part.commit();
        ring.gather(MPI.slice(now, 1), 1, inner, all, 1, part, 0);
        if (rank == 0) {
            System.out.println("after " + generations + " generations");
            for (int row = 0; row < ROWS; row++) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < COLUMNS; i++) {
                    line.append(all[row * COLUMNS + i] == 0 ? '.' : '#');
                }
                System.out.println(line);
            }
        }
        inner.free();
        part.free();
        column.free();
        ring.free();
        MPI.Finalize();
    }

    private static void exchange(
            CartComm ring, byte[] cells, int width, Datatype column, int left, int right)
            throws MPIException {
        ring.sendRecv(
                MPI.slice(cells, width - 2),
                1,
                column,
                right,
                1,
                MPI.slice(cells, 0),
                1,
                column,
                left,
                1);
        ring.sendRecv(
                MPI.slice(cells, 1),
                1,
                column,
                left,
                2,
                MPI.slice(cells, width - 1),
                1,
                column,
                right,
                2);
    }

    private static byte[] next(byte[] now, int width) {
        byte[] then = new byte[now.length];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 1; i < width - 1; i++) {
                int neighbors = -now[row * width + i];
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        neighbors += now[(row + dy + ROWS) % ROWS * width + i + dx];
                    }
                }
                boolean lives = neighbors == 3 || (neighbors == 2 && now[row * width + i] == 1);
                then[row * width + i] = (byte) (lives ? 1 : 0);
            }
        }
        return then;
    }
}
