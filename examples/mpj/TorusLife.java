import mpi.CartParms;
import mpi.Cartcomm;
import mpi.MPI;
import mpi.ShiftParms;

/**
 * The game of life on a torus: each rank has some rows, and gets those beside them from its
 * neighbors in a ring.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/TorusLife.java}
 */
public class TorusLife {
    private static final int ROWS = 12;
    private static final int COLUMNS = 16;
    private static final int GENERATIONS = 24;

    public static void main(String[] args) {
        MPI.Init(args);
        int size = MPI.COMM_WORLD.Size();
        Cartcomm ring = MPI.COMM_WORLD.Create_cart(new int[] {size}, new boolean[] {true}, false);
        CartParms grid = ring.Get();
        ShiftParms shift = ring.Shift(0, 1);
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0, next = 0; i < size; i++) {
            counts[i] = (ROWS / size + (i < ROWS % size ? 1 : 0)) * COLUMNS;
            displs[i] = next;
            next += counts[i];
        }
        boolean[] world = new boolean[ROWS * COLUMNS];
        for (int cell : new int[] {1, COLUMNS + 2, 2 * COLUMNS, 2 * COLUMNS + 1, 2 * COLUMNS + 2}) {
            world[cell] = true;
        }
        int mine = counts[grid.coords[0]];
        // a row of the neighbor's before its own, and one behind them
        boolean[] cells = new boolean[mine + 2 * COLUMNS];
        ring.Scatterv(world, 0, counts, displs, MPI.BOOLEAN, cells, COLUMNS, mine, MPI.BOOLEAN, 0);
        for (int generation = 0; generation < GENERATIONS; generation++) {
            exchange(ring, shift, cells, mine);
            cells = next(cells, mine);
        }
        ring.Gatherv(cells, COLUMNS, mine, MPI.BOOLEAN, world, 0, counts, displs, MPI.BOOLEAN, 0);
        if (ring.Rank() == 0) {
            for (int row = 0; row < ROWS; row++) {
                StringBuilder line = new StringBuilder();
                for (int column = 0; column < COLUMNS; column++) {
                    line.append(world[row * COLUMNS + column] ? '#' : '.');
                }
                System.out.println(line);
            }
        }
        MPI.Finalize();
    }

    private static void exchange(Cartcomm ring, ShiftParms shift, boolean[] cells, int mine) {
        int before = shift.rank_source;
        int behind = shift.rank_dest;
        ring.Sendrecv(
                cells,
                mine,
                COLUMNS,
                MPI.BOOLEAN,
                behind,
                1,
                cells,
                0,
                COLUMNS,
                MPI.BOOLEAN,
                before,
                1);
        ring.Sendrecv(
                cells,
                COLUMNS,
                COLUMNS,
                MPI.BOOLEAN,
                before,
                2,
                cells,
                mine + COLUMNS,
                COLUMNS,
                MPI.BOOLEAN,
                behind,
                2);
    }

    private static boolean[] next(boolean[] cells, int mine) {
        boolean[] next = new boolean[cells.length];
        for (int cell = COLUMNS; cell < COLUMNS + mine; cell++) {
            int neighbors = 0;
            for (int row = -1; row <= 1; row++) {
                for (int column = -1; column <= 1; column++) {
                    int at = cell + row * COLUMNS;
                    int other = at - at % COLUMNS + (at % COLUMNS + column + COLUMNS) % COLUMNS;
                    neighbors += other != cell && cells[other] ? 1 : 0;
                }
            }
            next[cell] = neighbors == 3 || (neighbors == 2 && cells[cell]);
        }
        return next;
    }
}
