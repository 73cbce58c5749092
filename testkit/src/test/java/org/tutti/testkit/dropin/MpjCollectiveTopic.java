package org.tutti.testkit.dropin;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.User_function;

/** Collective operations of the mpiJava dialect: arrays from an offset on. */
final class MpjCollectiveTopic {
    private final Intracomm comm;
    private final int rank;
    private final int size;

    /** The left operand times ten and the right one, which depends on their order. */
    private static final class Digits extends User_function {
        @Override
        public void Call(Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype) {
            for (int i = 0; i < count; i++) {
                ((int[]) inoutbuf)[inoutoffset + i] += 10 * ((int[]) inbuf)[inoffset + i];
            }
        }
    }

    private MpjCollectiveTopic(Intracomm comm) {
        this.comm = comm;
        this.rank = comm.Rank();
        this.size = comm.Size();
    }

    static void run(Intracomm comm) {
        MpjCollectiveTopic topic = new MpjCollectiveTopic(comm);
        topic.moves();
        topic.varying();
        topic.varyingTypes();
        topic.reductions();
        topic.pairs();
    }

    private void moves() {
        int root = size - 1;
        double[] one = {0, rank, rank, 0};
        comm.Bcast(one, 1, 2, MPI.DOUBLE, root);
        Checks.equal(new double[] {0, root, root, 0}, one, "Bcast");
        boolean[] truth = {rank == 0, rank == root, false};
        comm.Bcast(truth, 1, 1, MPI.BOOLEAN, root);
        Checks.equal(new boolean[] {rank == 0, true, false}, truth, "Bcast");
        int[] all = rank == root ? new int[2 * size + 1] : null;
        comm.Gather(new int[] {9, rank, -rank}, 1, 2, MPI.INT, all, 1, 2, MPI.INT, root);
        if (rank == root) {
            for (int i = 0; i < size; i++) {
                Checks.equal(i + " " + -i, all[2 * i + 1] + " " + all[2 * i + 2], "Gather");
            }
        }
        int[] mine = new int[3];
        comm.Scatter(all, 1, 2, MPI.INT, mine, 1, 2, MPI.INT, root);
        Checks.equal(new int[] {0, rank, -rank}, mine, "Scatter");
        int[] each = new int[size + 2];
        comm.Allgather(mine, 1, 1, MPI.INT, each, 2, 1, MPI.INT);
        int[] got = new int[size + 1];
        for (int i = 0; i < size; i++) {
            Checks.equal(i, each[i + 2], "Allgather");
            each[i + 2] = 100 * rank + i;
        }
        comm.Alltoall(each, 2, 1, MPI.INT, got, 1, 1, MPI.INT);
        for (int i = 0; i < size; i++) {
            Checks.equal(100 * i + rank, got[i + 1], "Alltoall");
        }
    }

    /** Rank r has r + 1 elements; a gap is behind each block. */
    private void varying() {
        int[] counts = new int[size];
        int[] displs = new int[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            displs[i] = next;
            next += i + 2;
        }
        long[] mine = new long[rank + 2];
        mine[rank + 1] = 7L + rank;
        long[] all = new long[next + 3];
        comm.Allgatherv(mine, 1, rank + 1, MPI.LONG, all, 3, counts, displs, MPI.LONG);
        for (int i = 0; i < size; i++) {
            Checks.equal(7L + i, all[3 + displs[i] + i], "Allgatherv", i);
            Checks.equal(0L, all[3 + displs[i] + i + 1], "the gap", i);
        }
        long[] gathered = new long[next + 3];
        comm.Gatherv(mine, 1, rank + 1, MPI.LONG, gathered, 3, counts, displs, MPI.LONG, 0);
        Checks.equal(rank == 0 ? all : new long[next + 3], gathered, "Gatherv");
        long[] back = new long[rank + 3];
        comm.Scatterv(gathered, 3, counts, displs, MPI.LONG, back, 2, rank + 1, MPI.LONG, 0);
        Checks.equal(7L + rank, back[rank + 2], "Scatterv");
        int[] ones = new int[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            ones[i] = 1;
            order[i] = size - 1 - i;
        }
        int[] sent = new int[size + 1];
        for (int i = 0; i < size; i++) {
            sent[1 + order[i]] = 10 * rank + i;
        }
        int[] received = new int[size];
        comm.Alltoallv(sent, 1, ones, order, MPI.INT, received, 0, ones, order, MPI.INT);
        for (int i = 0; i < size; i++) {
            Checks.equal(10 * i + rank, received[order[i]], "Alltoallv");
        }
    }

    /** Displacements are in elements, of derived types as well. */
    private void varyingTypes() {
        Datatype couple = Datatype.Contiguous(2, MPI.INT);
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = 1;
            displs[i] = 4 * i;
        }
        int[] all = new int[4 * size + 1];
        comm.Allgatherv(new int[] {0, rank, 5}, 1, 2, MPI.INT, all, 1, counts, displs, couple);
        for (int i = 0; i < size; i++) {
            Checks.equal(i + " 5 0", all[4 * i + 1] + " " + all[4 * i + 2] + " " + all[4 * i + 3], "Allgatherv");
        }
    }

    private void reductions() {
        int sum = size * (size - 1) / 2;
        int[] mine = {0, rank, 2 * rank};
        int[] all = new int[4];
        comm.Allreduce(mine, 1, all, 2, 2, MPI.INT, MPI.SUM);
        Checks.equal(new int[] {0, 0, sum, 2 * sum}, all, "Allreduce");
        int[] rooted = new int[3];
        comm.Reduce(mine, 1, rooted, 1, 2, MPI.INT, MPI.MAX, 0);
        Checks.equal(rank == 0 ? new int[] {0, size - 1, 2 * size - 2} : new int[3], rooted, "Reduce");
        comm.Scan(mine, 1, all, 0, 1, MPI.INT, MPI.SUM);
        Checks.equal(rank * (rank + 1) / 2, all[0], "Scan");
        int[] parts = new int[size + 1];
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = 1;
            parts[i + 1] = i;
        }
        comm.Reduce_scatter(parts, 1, all, 3, counts, MPI.INT, MPI.SUM);
        Checks.equal(rank * size, all[3], "Reduce_scatter");
        int digits = 0;
        for (int i = 0; i < size; i++) {
            digits = 10 * digits + i;
        }
        Op op = new Op(new Digits(), false);
        comm.Allreduce(mine, 1, all, 1, 1, MPI.INT, op);
        Checks.equal(digits, all[1], "an op of the program's own");
        op.Free();
    }

    private void pairs() {
        int[] ints = {0, 5 - rank % 2, rank};
        comm.Allreduce(ints, 1, ints, 1, 1, MPI.INT2, MPI.MAXLOC);
        Checks.equal(new int[] {0, 5, 0}, ints, "INT2");
        double[] least = new double[2];
        comm.Allreduce(new double[] {-rank, rank}, 0, least, 0, 1, MPI.DOUBLE2, MPI.MINLOC);
        Checks.equal(new double[] {1 - size, size - 1}, least, "DOUBLE2");
        long[] same = new long[2];
        comm.Allreduce(new long[] {3, rank}, 0, same, 0, 1, MPI.LONG2, MPI.MAXLOC);
        Checks.equal(new long[] {3, 0}, same, "LONG2");
        float[] floats = new float[2];
        comm.Allreduce(new float[] {rank, rank}, 0, floats, 0, 1, MPI.FLOAT2, MPI.MAXLOC);
        Checks.equal((float) (size - 1), floats[1], "FLOAT2");
        short[] shorts = new short[2];
        comm.Allreduce(new short[] {(short) rank, 7}, 0, shorts, 0, 1, MPI.SHORT2, MPI.MINLOC);
        Checks.equal(new short[] {0, 7}, shorts, "SHORT2");
    }
}
