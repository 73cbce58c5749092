package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;

/** Collective operations on blocks of one length. */
final class BlockMoves {
    private BlockMoves() {}

    static void run(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        int root = size - 1;
        double[] one = {9, rank, rank + 0.5, 9};
        comm.Bcast(one, 1, 2, MPI.DOUBLE, root);
        notes.add("bcast", one);
        int[] all = new int[2 * size + 2];
        comm.Gather(new int[] {-1, rank, 10 + rank}, 1, 2, MPI.INT, all, 1, 2, MPI.INT, root);
        notes.add("gather", all);
        int[] mine = new int[4];
        comm.Scatter(all, 1, 2, MPI.INT, mine, 1, 2, MPI.INT, root);
        notes.add("scatter", mine);
        int[] each = new int[2 * size + 1];
        comm.Allgather(mine, 1, 2, MPI.INT, each, 1, 2, MPI.INT);
        notes.add("allgather", each);
        int[] out = new int[size + 1];
        for (int i = 0; i <= size; i++) {
            out[i] = 100 * rank + i;
        }
        int[] in = new int[size + 2];
        comm.Alltoall(out, 1, 1, MPI.INT, in, 2, 1, MPI.INT);
        notes.add("alltoall", in);
        boolean[] truths = new boolean[size];
        comm.Allgather(new boolean[] {rank % 2 == 0}, 0, 1, MPI.BOOLEAN, truths, 0, 1, MPI.BOOLEAN);
        notes.add("booleans", truths);
        char[] chars = new char[size];
        comm.Allgather(new char[] {(char) ('a' + rank)}, 0, 1, MPI.CHAR, chars, 0, 1, MPI.CHAR);
        notes.add("chars", new String(chars));
        types(comm, notes);
        comm.Barrier();
    }

    private static void types(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        Datatype column = Datatype.Vector(3, 1, 2, MPI.INT);
        column.Commit();
        int[] matrix = new int[6];
        for (int i = 0; i < 6; i++) {
            matrix[i] = rank == 0 ? i : -1;
        }
        comm.Bcast(matrix, 1, 1, column, 0);
        notes.add("bcast.column", matrix);
        int[] columns = new int[3 * size];
        comm.Gather(matrix, 1, 1, column, columns, 0, 3, MPI.INT, 0);
        notes.add("gather.columns", columns);
        Datatype couple = Datatype.Contiguous(2, MPI.INT);
        couple.Commit();
        int[] couples = new int[2 * size];
        comm.Allgather(new int[] {0, rank, -rank}, 1, 1, couple, couples, 0, 1, couple);
        notes.add("allgather.couples", couples);
        int[] some = new int[3];
        int[] every = new int[4 * size];
        for (int i = 0; i < every.length; i++) {
            every[i] = i;
        }
        comm.Scatter(every, 0, 1, couple, some, 1, 2, MPI.INT, 0);
        notes.add("scatter.couples", some);
    }
}
