package org.tutti.testkit.dropin;

import mpi.CartParms;
import mpi.Cartcomm;
import mpi.Comm;
import mpi.GraphParms;
import mpi.Graphcomm;
import mpi.Group;
import mpi.Intercomm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.ShiftParms;

/** Groups, communicators, grids and graphs of the mpiJava dialect. */
final class MpjCommunicatorTopic {
    private MpjCommunicatorTopic() {}

    static void run(Intracomm comm) {
        groups(comm);
        communicators(comm);
        grids(comm);
        graphs(comm);
        if (comm.Size() > 1) {
            intercommunicators(comm);
        }
    }

    private static void groups(Intracomm comm) {
        int size = comm.Size();
        Group all = comm.Group();
        Group first = all.Incl(new int[] {0});
        Group others = all.Excl(new int[] {0});
        Checks.equal(size, all.Size(), "Size");
        Checks.equal(comm.Rank(), all.Rank(), "Rank");
        Checks.equal(MPI.IDENT, Group.Compare(all, Group.Union(first, others)), "Union");
        Checks.equal(0, Group.Intersection(first, others).Size(), "Intersection");
        Checks.equal(size - 1, Group.Difference(all, first).Size(), "Difference");
        Checks.equal(size, all.Range_incl(new int[][] {{0, size - 1, 1}}).Size(), "Range_incl");
        Checks.equal(0, all.Range_excl(new int[][] {{0, size - 1, 1}}).Size(), "Range_excl");
        Checks.equal(new int[] {0}, Group.Translate_ranks(first, new int[] {0}, all), "Translate_ranks");
        first.free();
        Checks.isTrue(first.isNull(), "free");
    }

    private static void communicators(Intracomm comm) {
        int rank = comm.Rank();
        Intracomm parts = comm.Split(rank % 2, -rank);
        Checks.equal((comm.Size() + 1 - rank % 2) / 2, parts.Size(), "Split");
        Checks.equal(null, comm.Split(MPI.UNDEFINED, 0), "Split");
        Intracomm first = comm.Create(comm.Group().Incl(new int[] {0}));
        Checks.equal(rank != 0, first == MPI.COMM_NULL, "Create");
        Comm copy = comm.clone();
        Checks.equal(MPI.CONGRUENT, Comm.Compare(comm, copy), "Compare");
        Checks.isTrue(!copy.Test_inter(), "Test_inter");
        Checks.equal(MPI.UNDEFINED, copy.Topo_test(), "Topo_test");
        Checks.isTrue((Integer) comm.Attr_get(MPI.TAG_UB) > 1 << 20, "Attr_get");
        copy.Free();
        parts.Free();
    }

    private static void grids(Intracomm comm) {
        int size = comm.Size();
        int[] dims = new int[2];
        Cartcomm.Dims_create(size, dims);
        Checks.equal(size, dims[0] * dims[1], "Dims_create");
        Cartcomm grid = comm.Create_cart(dims, new boolean[] {true, false}, false);
        CartParms parms = grid.Get();
        Checks.equal(dims, parms.dims, "dims");
        Checks.equal(new boolean[] {true, false}, parms.periods, "periods");
        Checks.equal(grid.Coords(grid.Rank()), parms.coords, "coords");
        Checks.equal(grid.Rank(), grid.Rank(parms.coords), "Rank");
        ShiftParms shift = grid.Shift(0, 1);
        int[] sum = {grid.Rank()};
        grid.Sendrecv_replace(sum, 0, 1, MPI.INT, shift.rank_dest, 1, shift.rank_source, 1);
        Checks.equal(shift.rank_source, sum[0], "Shift");
        Cartcomm line = grid.Sub(new boolean[] {true, false});
        Checks.equal(dims[0], line.Size(), "Sub");
        Checks.equal(MPI.CART, grid.Topo_test(), "Topo_test");
        Checks.equal(grid.Rank(), grid.Map(dims, new boolean[2]), "Map");
        Cartcomm copy = grid.clone();
        Checks.equal(dims, copy.Get().dims, "clone");
        Cartcomm one = comm.Create_cart(new int[] {1}, new boolean[1], false);
        Checks.equal(comm.Rank() != 0, one == null, "Create_cart of fewer ranks");
    }

    /** A ring, in which each rank has two neighbors. */
    private static void graphs(Intracomm comm) {
        int size = comm.Size();
        int[] index = new int[size];
        int[] edges = new int[2 * size];
        for (int i = 0; i < size; i++) {
            index[i] = 2 * (i + 1);
            edges[2 * i] = (i + size - 1) % size;
            edges[2 * i + 1] = (i + 1) % size;
        }
        Graphcomm ring = comm.Create_graph(index, edges, false);
        GraphParms parms = ring.Get();
        Checks.equal(index, parms.index, "index");
        Checks.equal(edges, parms.edges, "edges");
        Checks.equal(2, ring.Neighbours(ring.Rank()).length, "Neighbours");
        Checks.equal(MPI.GRAPH, ring.Topo_test(), "Topo_test");
        Checks.equal(ring.Rank(), ring.Map(index, edges), "Map");
        Checks.equal(index, ring.clone().Get().index, "clone");
    }

    private static void intercommunicators(Intracomm comm) {
        boolean isFirst = comm.Rank() == 0;
        Intracomm local = comm.Split(isFirst ? 0 : 1, 0);
        Intercomm both = comm.Create_intercomm(local, 0, isFirst ? 1 : 0, 9);
        Checks.isTrue(both.Test_inter(), "Test_inter");
        Checks.equal(isFirst ? comm.Size() - 1 : 1, both.Remote_size(), "Remote_size");
        Checks.equal(both.Remote_size(), both.Remote_group().Size(), "Remote_group");
        int[] token = {isFirst ? 6 : 0};
        if (isFirst) {
            both.Send(token, 0, 1, MPI.INT, 0, 1);
        } else if (local.Rank() == 0) {
            both.Recv(token, 0, 1, MPI.INT, 0, 1);
            Checks.equal(6, token[0], "Recv");
        }
        Checks.equal(comm.Size(), both.Merge(!isFirst).Size(), "Merge");
    }
}
