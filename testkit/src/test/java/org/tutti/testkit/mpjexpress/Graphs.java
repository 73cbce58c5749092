package org.tutti.testkit.mpjexpress;

import mpi.GraphParms;
import mpi.Graphcomm;
import mpi.Intracomm;
import mpi.MPI;

/** Graphs of ranks. */
final class Graphs {
    private Graphs() {}

    static void run(Intracomm comm, Notes notes) {
        int size = comm.Size();
        int[] index = new int[size];
        int[] edges = new int[2 * (size - 1)];
        for (int i = 0; i < size; i++) {
            index[i] = size - 1 + i;
        }
        for (int i = 1; i < size; i++) {
            edges[i - 1] = i;
            edges[size - 2 + i] = 0;
        }
        Graphcomm star = comm.Create_graph(index, edges, false);
        notes.add("star", star.Rank() + " of " + star.Size());
        GraphParms parms = star.Get();
        notes.add("index", parms.index);
        notes.add("edges", parms.edges);
        notes.add("topology", star.Topo_test() == MPI.GRAPH);
        notes.call("neighbours", () -> star.Neighbours(star.Rank()));
        notes.call("neighbours.first", () -> star.Neighbours(0));
        notes.call("neighbours.beyond", () -> star.Neighbours(size));
        notes.call("map", () -> star.Map(index, edges));
        notes.call("clone", () -> Graphcomm.class.cast(star.clone()).Get().index);
        notes.call("small", () -> {
            Graphcomm one = comm.Create_graph(new int[] {0}, new int[0], false);
            return one == null ? "null" : one.Rank() + " of " + one.Size();
        });
        notes.call("large", () -> comm.Create_graph(new int[size + 1], new int[0], false) == null);
        comm.Barrier();
    }
}
