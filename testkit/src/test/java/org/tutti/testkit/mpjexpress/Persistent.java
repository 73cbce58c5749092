package org.tutti.testkit.mpjexpress;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;

/** Messages that are started again and again. */
final class Persistent {
    private Persistent() {}

    static void run(Intracomm comm, Notes notes) {
        int size = comm.Size();
        int next = (comm.Rank() + 1) % size;
        int before = (comm.Rank() + size - 1) % size;
        int[] out = new int[3];
        int[] in = new int[3];
        Prequest send = comm.Send_init(out, 1, 2, MPI.INT, next, 1);
        Prequest receive = comm.Recv_init(in, 0, 2, MPI.INT, before, 1);
        for (int turn = 0; turn < 3; turn++) {
            out[1] = turn + 10 * comm.Rank();
            receive.Start();
            send.Start();
            Status status = receive.Wait();
            send.Wait();
            notes.add("turn" + turn, in);
            notes.add("status" + turn, status.tag + " " + status.Get_count(MPI.INT));
            notes.add("isNull" + turn, receive.Is_null());
        }
        Prequest[] both = {receive, send};
        Prequest.Startall(both);
        Status[] statuses = Request.Waitall(both);
        notes.add("startall", statuses[0].tag + " " + in[0]);
        Prequest ssend = comm.Ssend_init(out, 2, 1, MPI.INT, next, 2);
        Prequest first = comm.Recv_init(in, 1, 1, MPI.INT, before, 2);
        for (int turn = 0; turn < 2; turn++) {
            out[2] = turn - 5;
            Prequest.Startall(new Prequest[] {first, ssend});
            Status status = Request.Waitany(new Request[] {first});
            ssend.Wait();
            notes.add("ssend" + turn, status.index + " " + in[1]);
        }
        Prequest rsend = comm.Rsend_init(out, 0, 1, MPI.INT, next, 3);
        Request ready = comm.Irecv(in, 2, 1, MPI.INT, before, 3);
        comm.Barrier();
        rsend.Start();
        ready.Wait();
        rsend.Wait();
        notes.add("rsend", in);
        comm.Barrier();
    }
}
