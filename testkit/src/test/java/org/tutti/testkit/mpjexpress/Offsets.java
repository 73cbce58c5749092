package org.tutti.testkit.mpjexpress;

import java.lang.reflect.Array;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;

/** Arrays of all primitive types from an offset on. */
final class Offsets {
    private Offsets() {}

    static void run(Intracomm comm, Notes notes) {
        int r = comm.Rank();
        exchange(comm, notes, "byte", MPI.BYTE, new byte[] {1, 2, (byte) -r, 4}, new byte[5]);
        exchange(comm, notes, "char", MPI.CHAR, new char[] {'a', 'b', (char) ('c' + r), 'd'}, "-----".toCharArray());
        exchange(comm, notes, "short", MPI.SHORT, new short[] {1, 2, (short) (-300 * r), 4}, new short[5]);
        exchange(comm, notes, "boolean", MPI.BOOLEAN, new boolean[] {true, false, true, r > 0}, new boolean[5]);
        exchange(comm, notes, "int", MPI.INT, new int[] {1, 2, -70_000 * r, 4}, new int[5]);
        exchange(comm, notes, "long", MPI.LONG, new long[] {1, 2, -5_000_000_000L * r, 4}, new long[5]);
        exchange(comm, notes, "float", MPI.FLOAT, new float[] {1, 2, -0.5f * r, 4}, new float[5]);
        exchange(comm, notes, "double", MPI.DOUBLE, new double[] {1, 2, -0.1 * r, 4}, new double[5]);
        for (int length : new int[] {1_000, 100_000, 1_000_000}) {
            many(comm, notes, length);
        }
    }

    private static void exchange(Intracomm comm, Notes notes, String name, Datatype type, Object out, Object in) {
        int size = comm.Size();
        int next = (comm.Rank() + 1) % size;
        int before = (comm.Rank() + size - 1) % size;
        Request sent = comm.Isend(out, 1, 3, type, next, 1);
        comm.Recv(in, 2, 3, type, before, 1);
        sent.Wait();
        notes.add(name, in);
        notes.add(name + ".length", Array.getLength(in));
    }

    /** A message of many elements, of which the sum and those at its ends are looked at. */
    private static void many(Intracomm comm, Notes notes, int length) {
        int size = comm.Size();
        int next = (comm.Rank() + 1) % size;
        int before = (comm.Rank() + size - 1) % size;
        double[] out = new double[length + 3];
        for (int i = 0; i < out.length; i++) {
            out[i] = i + comm.Rank();
        }
        double[] in = new double[length + 3];
        Request sent = comm.Isend(out, 1, length, MPI.DOUBLE, next, 2);
        comm.Recv(in, 2, length, MPI.DOUBLE, before, 2);
        sent.Wait();
        double sum = 0;
        for (double value : in) {
            sum += value;
        }
        notes.add("many" + length, sum + " " + in[1] + " " + in[2] + " " + in[length + 1] + " " + in[length + 2]);
    }
}
