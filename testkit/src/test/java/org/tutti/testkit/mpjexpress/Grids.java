package org.tutti.testkit.mpjexpress;

import java.util.Arrays;
import mpi.CartParms;
import mpi.Cartcomm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.ShiftParms;

/** Grids of ranks. */
final class Grids {
    private Grids() {}

    static void run(Intracomm comm, Notes notes) {
        for (int number : new int[] {1, 2, 6, 12, 16, 30}) {
            dims(notes, number, 1);
            dims(notes, number, 2);
            dims(notes, number, 3);
        }
        notes.call("dims.given", () -> {
            int[] dims = {0, 3, 0};
            Cartcomm.Dims_create(12, dims);
            return dims;
        });
        notes.call("dims.impossible", () -> {
            int[] dims = {5, 0};
            Cartcomm.Dims_create(12, dims);
            return dims;
        });
        line(comm, notes);
        plane(comm, notes);
        notes.call("small", () -> describe(comm.Create_cart(new int[] {1}, new boolean[] {false}, false)));
        notes.call("large", () -> describe(comm.Create_cart(new int[] {99}, new boolean[] {false}, false)));
        notes.call("odd", () -> describe(comm.Create_cart(new int[] {1, 1}, new boolean[] {false}, false)));
        comm.Barrier();
    }

    private static void dims(Notes notes, int number, int many) {
        notes.call("dims." + number + "." + many, () -> {
            int[] dims = new int[many];
            Cartcomm.Dims_create(number, dims);
            return dims;
        });
    }

    private static String describe(Cartcomm made) {
        return made == null ? "null" : made.Rank() + " of " + made.Size();
    }

    private static String shift(Cartcomm grid, int direction, int disp) {
        ShiftParms shift = grid.Shift(direction, disp);
        return Notes.rank(shift.rank_source) + " to " + Notes.rank(shift.rank_dest);
    }

    private static void line(Intracomm comm, Notes notes) {
        Cartcomm line = comm.Create_cart(new int[] {comm.Size()}, new boolean[] {false}, false);
        notes.call("line.up", () -> shift(line, 0, 1));
        notes.call("line.down", () -> shift(line, 0, -1));
        notes.call("line.far", () -> shift(line, 0, 2));
        notes.call("line.beyond", () -> line.Rank(new int[] {comm.Size()}));
        notes.call("line.coords", () -> line.Coords(line.Rank()));
    }

    private static void plane(Intracomm comm, Notes notes) {
        int size = comm.Size();
        int[] dims = {size, 1};
        Cartcomm plane = comm.Create_cart(dims, new boolean[] {true, false}, false);
        CartParms parms = plane.Get();
        notes.add("plane.dims", parms.dims);
        notes.add("plane.periods", parms.periods);
        notes.add("plane.coords", parms.coords);
        notes.add("plane.topology", plane.Topo_test() == MPI.CART);
        notes.add("plane.rank", plane.Rank(new int[] {size - 1, 0}));
        notes.call("plane.rank.around", () -> plane.Rank(new int[] {-1, 0}));
        notes.call("plane.rank.far", () -> plane.Rank(new int[] {2 * size + 1, 0}));
        notes.call("plane.up", () -> shift(plane, 0, 1));
        notes.call("plane.far", () -> shift(plane, 0, -2));
        notes.call("plane.across", () -> shift(plane, 1, 1));
        notes.call("plane.none", () -> shift(plane, 0, 0));
        notes.call("plane.wrong", () -> shift(plane, 2, 1));
        notes.call("plane.coords.beyond", () -> plane.Coords(size));
        notes.call("plane.map", () -> plane.Map(dims, new boolean[2]));
        notes.call("plane.sub", () -> {
            Cartcomm row = plane.Sub(new boolean[] {true, false});
            return describe(row) + " " + Arrays.toString(row.Get().dims) + Arrays.toString(row.Get().periods);
        });
        notes.call("plane.sub.other", () -> {
            Cartcomm row = plane.Sub(new boolean[] {false, true});
            return describe(row) + " " + Arrays.toString(row.Get().dims) + Arrays.toString(row.Get().coords);
        });
        notes.call("plane.clone", () -> {
            Cartcomm copy = Cartcomm.class.cast(plane.clone());
            return describe(copy) + " " + Arrays.toString(copy.Get().dims);
        });
    }
}
