package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;

/** Collective operations on blocks of several lengths. */
final class VaryingBlocks {
    private VaryingBlocks() {}

    static void run(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        int[] counts = new int[size];
        int[] displs = new int[size];
        int end = 0;
        for (int i = size - 1; i >= 0; i--) { // the last rank's block comes first; rank 0 has none
            counts[i] = i;
            displs[i] = end;
            end += i + 1;
        }
        int[] mine = new int[rank + 1];
        for (int i = 0; i <= rank; i++) {
            mine[i] = 10 * rank + i;
        }
        int[] all = new int[end + 1];
        comm.Gatherv(mine, 1, rank, MPI.INT, all, 1, counts, displs, MPI.INT, 0);
        notes.add("gatherv", all);
        int[] everywhere = new int[end + 1];
        comm.Allgatherv(mine, 1, rank, MPI.INT, everywhere, 1, counts, displs, MPI.INT);
        notes.add("allgatherv", everywhere);
        int[] back = new int[rank + 2];
        comm.Scatterv(all, 1, counts, displs, MPI.INT, back, 2, rank, MPI.INT, 0);
        notes.add("scatterv", back);
        exchange(comm, notes);
        couples(comm, notes);
        comm.Barrier();
    }

    /** Rank s sends (s + d) % 3 elements to rank d. */
    private static void exchange(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = (rank + i) % 3;
            displs[i] = 3 * (size - 1 - i);
        }
        int[] out = new int[3 * size + 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = 100 * rank + i;
        }
        int[] in = new int[3 * size + 2];
        comm.Alltoallv(out, 1, counts, displs, MPI.INT, in, 2, counts, displs, MPI.INT);
        notes.add("alltoallv", in);
    }

    private static void couples(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        Datatype couple = Datatype.Contiguous(2, MPI.INT);
        couple.Commit();
        int[] counts = new int[size];
        int[] displs = new int[size];
        int[] odd = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = 1;
            displs[i] = 4 * i;
            odd[i] = 3 * i;
        }
        int[] out = {rank, rank + 50};
        int[] even = new int[4 * size];
        notes.call("couples.gatherv", () -> {
            comm.Gatherv(out, 0, 1, couple, even, 0, counts, displs, couple, 0);
            return even;
        });
        int[] spread = new int[4 * size];
        notes.call("couples.gatherv.odd", () -> {
            comm.Gatherv(out, 0, 2, MPI.INT, spread, 0, counts, odd, couple, 0);
            return spread;
        });
    }
}
