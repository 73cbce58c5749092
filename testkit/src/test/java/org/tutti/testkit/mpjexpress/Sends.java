package org.tutti.testkit.mpjexpress;

import java.nio.ByteBuffer;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** The modes of sends, and the order of messages. */
final class Sends {
    private Sends() {}

    static void run(Intracomm comm, Notes notes) {
        int size = comm.Size();
        int rank = comm.Rank();
        int next = (rank + 1) % size;
        int before = (rank + size - 1) % size;
        int[] out = {10 * rank, 10 * rank + 1};
        int[] in = new int[2];
        Request receive = comm.Irecv(in, 0, 2, MPI.INT, before, 1);
        comm.Barrier();
        comm.Rsend(out, 0, 2, MPI.INT, next, 1);
        receive.Wait();
        notes.add("rsend", in);
        receive = comm.Irecv(in, 1, 1, MPI.INT, before, 2);
        comm.Ssend(out, 0, 1, MPI.INT, next, 2);
        receive.Wait();
        notes.add("ssend", in);
        Request sent = comm.Issend(out, 1, 1, MPI.INT, next, 3);
        comm.Recv(in, 1, 1, MPI.INT, before, 3);
        sent.Wait();
        notes.add("issend", in);
        receive = comm.Irecv(in, 0, 1, MPI.INT, before, 4);
        comm.Barrier();
        comm.Irsend(out, 1, 1, MPI.INT, next, 4).Wait();
        receive.Wait();
        notes.add("irsend", in);
        MPI.Buffer_attach(ByteBuffer.allocateDirect(4096 + 4 * MPI.BSEND_OVERHEAD));
        comm.Bsend(out, 0, 2, MPI.INT, next, 5);
        out[0] = -1;
        comm.Recv(in, 0, 2, MPI.INT, before, 5);
        notes.add("bsend", in);
        MPI.Buffer_detach();
        order(comm, notes, next, before);
        comm.Barrier();
    }

    /** Messages of one tag stay in order; others may be taken before. */
    private static void order(Intracomm comm, Notes notes, int next, int before) {
        Request[] sent = new Request[6];
        for (int i = 0; i < 6; i++) {
            sent[i] = comm.Isend(new int[] {i}, 0, 1, MPI.INT, next, 10 + i % 2);
        }
        int[] got = new int[6];
        for (int i = 0; i < 3; i++) {
            comm.Recv(got, i, 1, MPI.INT, before, 11);
        }
        for (int i = 3; i < 6; i++) {
            comm.Recv(got, i, 1, MPI.INT, before, MPI.ANY_TAG);
        }
        Request.Waitall(sent);
        notes.add("order", got);
        int[] value = {comm.Rank()};
        Status status = comm.Sendrecv_replace(value, 0, 1, MPI.INT, next, 20, before, 20);
        notes.add("sendrecvReplace", value[0] + " " + status.tag + " " + status.Get_count(MPI.INT));
        int[] got2 = new int[3];
        status = comm.Sendrecv(value, 0, 1, MPI.INT, before, 21, got2, 1, 2, MPI.INT, next, 21);
        notes.add("sendrecv", got2);
        notes.add("sendrecv.count", status.Get_count(MPI.INT));
    }
}
