package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.User_function;

/** Objects in collective operations. */
final class ObjectMoves {
    private final Intracomm comm;
    private final Notes notes;
    private final int rank;
    private final int size;

    /** Puts texts one behind the other. */
    private static final class Concatenation extends User_function {
        @Override
        public void Call(Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype) {
            Object[] left = (Object[]) inbuf;
            Object[] right = (Object[]) inoutbuf;
            for (int i = 0; i < count; i++) {
                right[inoutoffset + i] = "" + left[inoffset + i] + right[inoutoffset + i];
            }
        }
    }

    private ObjectMoves(Intracomm comm, Notes notes) {
        this.comm = comm;
        this.notes = notes;
        this.rank = comm.Rank();
        this.size = comm.Size();
    }

    static void run(Intracomm comm, Notes notes) {
        ObjectMoves topic = new ObjectMoves(comm, notes);
        topic.even();
        topic.varying();
        topic.reductions();
        comm.Barrier();
    }

    /** {@return texts with the rank's number} */
    private Object[] texts(int number) {
        Object[] texts = new Object[number];
        for (int i = 0; i < number; i++) {
            texts[i] = rank + "." + i;
        }
        return texts;
    }

    private void even() {
        int root = size - 1;
        Object[] one = texts(4);
        comm.Bcast(one, 1, 2, MPI.OBJECT, root);
        notes.add("bcast", one);
        Object[] all = new Object[2 * size + 1];
        comm.Gather(texts(3), 1, 2, MPI.OBJECT, all, 1, 2, MPI.OBJECT, root);
        notes.add("gather", all);
        Object[] mine = new Object[3];
        comm.Scatter(all, 1, 2, MPI.OBJECT, mine, 1, 2, MPI.OBJECT, root);
        notes.add("scatter", mine);
        Object[] each = new Object[size + 1];
        comm.Allgather(mine, 1, 1, MPI.OBJECT, each, 1, 1, MPI.OBJECT);
        notes.add("allgather", each);
        Object[] got = new Object[size + 2];
        comm.Alltoall(texts(size + 1), 1, 1, MPI.OBJECT, got, 2, 1, MPI.OBJECT);
        notes.add("alltoall", got);
    }

    private void varying() {
        int[] counts = new int[size];
        int[] displs = new int[size];
        int end = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            displs[i] = end;
            end += i + 2;
        }
        Object[] all = new Object[end + 1];
        comm.Gatherv(texts(rank + 2), 1, rank + 1, MPI.OBJECT, all, 1, counts, displs, MPI.OBJECT, 0);
        notes.add("gatherv", all);
        Object[] mine = new Object[rank + 2];
        comm.Scatterv(all, 1, counts, displs, MPI.OBJECT, mine, 1, rank + 1, MPI.OBJECT, 0);
        notes.add("scatterv", mine);
        Object[] everywhere = new Object[end];
        comm.Allgatherv(mine, 1, rank + 1, MPI.OBJECT, everywhere, 0, counts, displs, MPI.OBJECT);
        notes.add("allgatherv", everywhere);
        int[] ones = new int[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            ones[i] = 1;
            order[i] = size - 1 - i;
        }
        Object[] got = new Object[size];
        comm.Alltoallv(texts(size), 0, ones, order, MPI.OBJECT, got, 0, ones, order, MPI.OBJECT);
        notes.add("alltoallv", got);
    }

    private void reductions() {
        Op op = new Op(new Concatenation(), false);
        Object[] mine = {"a" + rank, "b" + rank};
        notes.call("allreduce", () -> {
            Object[] in = new Object[2];
            comm.Allreduce(mine, 0, in, 0, 2, MPI.OBJECT, op);
            return in;
        });
        notes.call("reduce", () -> {
            Object[] in = new Object[2];
            comm.Reduce(mine, 0, in, 0, 2, MPI.OBJECT, op, 0);
            return rank == 0 ? in : "no root";
        });
        notes.call("scan", () -> {
            Object[] in = new Object[2];
            comm.Scan(mine, 0, in, 0, 2, MPI.OBJECT, op);
            return in;
        });
        notes.call("reduceScatter", () -> {
            int[] counts = new int[size];
            java.util.Arrays.fill(counts, 1);
            Object[] in = new Object[1];
            comm.Reduce_scatter(texts(size), 0, in, 0, counts, MPI.OBJECT, op);
            return in;
        });
    }
}
