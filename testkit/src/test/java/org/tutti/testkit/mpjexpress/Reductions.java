package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.User_function;

/** Reductions of all kinds on all types. */
final class Reductions {
    private Reductions() {}

    /** Ten times the left operand, and the right one. */
    private static final class Digits extends User_function {
        @Override
        public void Call(Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype) {
            int[] left = (int[]) inbuf;
            int[] right = (int[]) inoutbuf;
            for (int i = 0; i < count; i++) {
                right[inoutoffset + i] = (10 * left[inoffset + i] + right[inoutoffset + i]) % 100_000;
            }
        }
    }

    /** The larger one, of doubles. */
    private static final class Larger extends User_function {
        @Override
        public void Call(Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype) {
            double[] left = (double[]) inbuf;
            double[] right = (double[]) inoutbuf;
            for (int i = 0; i < count; i++) {
                right[inoutoffset + i] = Math.max(left[inoffset + i], right[inoutoffset + i]);
            }
        }
    }

    static void run(Intracomm comm, Notes notes) {
        predefined(comm, notes);
        forms(comm, notes);
        notes.call("digits", () -> {
            int[] in = new int[2];
            int[] out = {comm.Rank() + 1, 2};
            comm.Allreduce(out, 0, in, 0, 2, MPI.INT, new Op(new Digits(), false));
            return in;
        });
        notes.call("digits.scan", () -> {
            int[] in = new int[1];
            comm.Scan(new int[] {comm.Rank() + 1}, 0, in, 0, 1, MPI.INT, new Op(new Digits(), false));
            return in;
        });
        notes.call("larger", () -> {
            double[] in = new double[2];
            Op op = new Op(new Larger(), true);
            comm.Allreduce(new double[] {comm.Rank(), -comm.Rank()}, 0, in, 0, 2, MPI.DOUBLE, op);
            return in;
        });
        notes.call("derived", () -> {
            Datatype couple = Datatype.Contiguous(2, MPI.INT);
            couple.Commit();
            int[] in = new int[4];
            comm.Allreduce(new int[] {1, 2, 3, comm.Rank()}, 0, in, 0, 2, couple, MPI.SUM);
            return in;
        });
        comm.Barrier();
    }

    /** Each operation on the types that it goes with. */
    private static void predefined(Intracomm comm, Notes notes) {
        numbers(comm, notes, "MAX", MPI.MAX);
        numbers(comm, notes, "MIN", MPI.MIN);
        numbers(comm, notes, "SUM", MPI.SUM);
        numbers(comm, notes, "PROD", MPI.PROD);
        integers(comm, notes, "BAND", MPI.BAND);
        integers(comm, notes, "BOR", MPI.BOR);
        integers(comm, notes, "BXOR", MPI.BXOR);
        truths(comm, notes, "LAND", MPI.LAND);
        truths(comm, notes, "LOR", MPI.LOR);
        truths(comm, notes, "LXOR", MPI.LXOR);
    }

    private static void numbers(Intracomm comm, Notes notes, String name, Op op) {
        int r = comm.Rank();
        integers(comm, notes, name, op);
        allreduce(comm, notes, name + ".float", MPI.FLOAT, op, new float[] {r + 1, 0.5f}, new float[2]);
        allreduce(comm, notes, name + ".double", MPI.DOUBLE, op, new double[] {r + 1, 0.5}, new double[2]);
    }

    private static void integers(Intracomm comm, Notes notes, String name, Op op) {
        int r = comm.Rank();
        allreduce(comm, notes, name + ".byte", MPI.BYTE, op, new byte[] {(byte) (r + 1), 5}, new byte[2]);
        allreduce(comm, notes, name + ".short", MPI.SHORT, op, new short[] {(short) (r + 1), 5}, new short[2]);
        allreduce(comm, notes, name + ".int", MPI.INT, op, new int[] {r + 1, 5 - r}, new int[2]);
        allreduce(comm, notes, name + ".long", MPI.LONG, op, new long[] {r + 1, 5 - r}, new long[2]);
    }

    private static void truths(Intracomm comm, Notes notes, String name, Op op) {
        int r = comm.Rank();
        allreduce(comm, notes, name, MPI.BOOLEAN, op, new boolean[] {r > 0, r == 0, true, false}, new boolean[4]);
    }

    private static void allreduce(
            Intracomm comm, Notes notes, String name, Datatype type, Op op, Object out, Object in) {
        notes.call(name, () -> {
            comm.Allreduce(out, 0, in, 0, java.lang.reflect.Array.getLength(out), type, op);
            return in;
        });
    }

    /** Which elements of which ranks have a result. */
    private static void forms(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        int size = comm.Size();
        int[] out = {7, rank, rank + 1, 7};
        int[] reduced = new int[5];
        comm.Reduce(out, 1, reduced, 2, 2, MPI.INT, MPI.SUM, size - 1);
        notes.add("reduce", rank == size - 1 ? reduced : "no root");
        int[] scanned = new int[4];
        comm.Scan(out, 1, scanned, 1, 2, MPI.INT, MPI.SUM);
        notes.add("scan", scanned);
        int[] counts = new int[size];
        int total = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            total += i + 1;
        }
        int[] parts = new int[total + 1];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i + rank;
        }
        int[] part = new int[size + 2];
        notes.call("reduceScatter", () -> {
            comm.Reduce_scatter(parts, 1, part, 2, counts, MPI.INT, MPI.SUM);
            return part;
        });
        notes.call("nothing", () -> {
            comm.Allreduce(new int[0], 0, new int[0], 0, 0, MPI.INT, MPI.SUM);
            return "returns";
        });
        int[] same = {rank, 1};
        notes.call("same array", () -> {
            comm.Allreduce(same, 0, same, 0, 2, MPI.INT, MPI.SUM);
            return same;
        });
    }
}
