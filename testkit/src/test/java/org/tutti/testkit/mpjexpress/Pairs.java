package org.tutti.testkit.mpjexpress;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;

/** The largest and the smallest of values, with their indices. */
final class Pairs {
    private Pairs() {}

    static void run(Intracomm comm, Notes notes) {
        note(comm, notes, "maxloc", MPI.MAXLOC);
        note(comm, notes, "minloc", MPI.MINLOC);
        comm.Barrier();
    }

    private static void note(Intracomm comm, Notes notes, String name, Op op) {
        int r = comm.Rank();
        int[] ints = {3, 10 + r, r, r, 5 - r, r};
        notes.call(name + ".int", () -> {
            int[] in = new int[6];
            comm.Allreduce(ints, 0, in, 0, 3, MPI.INT2, op);
            return in;
        });
        notes.call(name + ".long", () -> {
            long[] in = new long[2];
            comm.Allreduce(new long[] {-5_000_000_000L * r, r}, 0, in, 0, 1, MPI.LONG2, op);
            return in;
        });
        notes.call(name + ".short", () -> {
            short[] in = new short[2];
            comm.Allreduce(new short[] {(short) (7 * r % 3), (short) r}, 0, in, 0, 1, MPI.SHORT2, op);
            return in;
        });
        notes.call(name + ".float", () -> {
            float[] in = new float[2];
            comm.Allreduce(new float[] {0.5f * r, r}, 0, in, 0, 1, MPI.FLOAT2, op);
            return in;
        });
        notes.call(name + ".double", () -> {
            double[] in = new double[4];
            comm.Allreduce(new double[] {-0.5 * r, r, 1, r}, 0, in, 0, 2, MPI.DOUBLE2, op);
            return in;
        });
        notes.call(name + ".reduce", () -> {
            int[] in = new int[2];
            comm.Reduce(new int[] {r % 2, r}, 0, in, 0, 1, MPI.INT2, op, 0);
            return r == 0 ? in : "no root";
        });
        notes.call(name + ".scan", () -> {
            int[] in = new int[2];
            comm.Scan(new int[] {r % 2, r}, 0, in, 0, 1, MPI.INT2, op);
            return in;
        });
    }
}
