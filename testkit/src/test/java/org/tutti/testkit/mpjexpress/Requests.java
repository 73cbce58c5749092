package org.tutti.testkit.mpjexpress;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Which of several requests are done. */
final class Requests {
    private final Intracomm comm;
    private final Notes notes;
    private final int next;
    private final int before;

    private Requests(Intracomm comm, Notes notes) {
        this.comm = comm;
        this.notes = notes;
        int size = comm.Size();
        this.next = (comm.Rank() + 1) % size;
        this.before = (comm.Rank() + size - 1) % size;
    }

    static void run(Intracomm comm, Notes notes) {
        Requests topic = new Requests(comm, notes);
        topic.one();
        topic.any();
        topic.some();
        topic.all();
        comm.Barrier();
    }

    private void one() {
        int[] in = new int[1];
        Request receive = comm.Irecv(in, 0, 1, MPI.INT, before, 1);
        notes.add("test.early", receive.Test());
        notes.add("isNull.early", receive.Is_null());
        comm.Barrier();
        comm.Send(new int[] {4}, 0, 1, MPI.INT, next, 1);
        Status status = receive.Test();
        while (status == null) {
            status = receive.Test();
        }
        notes.add("test", status.tag + " " + status.Get_count(MPI.INT) + " " + in[0]);
        notes.add("isNull", receive.Is_null());
        notes.call("wait.again", () -> {
            Status again = receive.Wait();
            return again == null ? null : Notes.rank(again.source) + " " + Notes.tag(again.tag);
        });
        notes.call("test.again", () -> {
            Status again = receive.Test();
            return again == null ? null : Notes.rank(again.source) + " " + Notes.tag(again.tag);
        });
        notes.call("null.wait", () -> MPI.REQUEST_NULL == null || MPI.REQUEST_NULL.Wait() == null);
    }

    private void any() {
        int[] in = new int[3];
        Request[] all = {
            comm.Irecv(in, 0, 1, MPI.INT, before, 10),
            comm.Irecv(in, 1, 1, MPI.INT, before, 11),
            comm.Irecv(in, 2, 1, MPI.INT, before, 12)
        };
        notes.add("testany.early", Request.Testany(all));
        for (int turn = 0; turn < 3; turn++) {
            int tag = 10 + (turn + 1) % 3;
            comm.Barrier();
            comm.Send(new int[] {turn}, 0, 1, MPI.INT, next, tag);
            Status status = Request.Waitany(all);
            notes.add("waitany" + turn, status.index + " " + status.tag + " " + status.Get_count(MPI.INT));
            notes.add("waitany.isNull" + turn, all[status.index] == null || all[status.index].Is_null());
        }
        notes.add("waitany.in", in);
    }

    private void some() {
        int[] in = new int[3];
        Request[] all = {
            comm.Irecv(in, 0, 1, MPI.INT, before, 20),
            comm.Irecv(in, 1, 1, MPI.INT, before, 21),
            comm.Irecv(in, 2, 1, MPI.INT, before, 22)
        };
        notes.call("testsome.early", () -> {
            Status[] some = Request.Testsome(all);
            return some == null ? "null" : some.length;
        });
        comm.Barrier();
        comm.Send(new int[] {1}, 0, 1, MPI.INT, next, 21);
        Status[] some = Request.Waitsome(all);
        notes.add("waitsome", some.length + " " + some[0].index + " " + some[0].tag);
        comm.Barrier();
        comm.Send(new int[] {0}, 0, 1, MPI.INT, next, 20);
        some = Request.Testsome(all);
        while (some == null || some.length == 0) {
            some = Request.Testsome(all);
        }
        notes.add("testsome", some.length + " " + some[0].index + " " + some[0].tag);
        comm.Barrier();
        comm.Send(new int[] {2}, 0, 1, MPI.INT, next, 22);
        Status status = Request.Waitany(all);
        notes.add("waitsome.last", status.index + " " + status.tag);
    }

    private void all() {
        int[] in = new int[2];
        Request[] all = {comm.Irecv(in, 0, 1, MPI.INT, before, 30), comm.Irecv(in, 1, 1, MPI.INT, before, 31)};
        notes.add("testall.early", Request.Testall(all) == null);
        comm.Barrier();
        comm.Send(new int[] {31}, 0, 1, MPI.INT, next, 31);
        comm.Send(new int[] {30}, 0, 1, MPI.INT, next, 30);
        Status[] statuses = Request.Waitall(all);
        notes.add("waitall", statuses[0].tag + " " + statuses[1].tag);
        notes.add("waitall.in", in);
        notes.call("waitall.over", () -> Request.Waitall(all).length);
        notes.call("testall.over", () -> Request.Testall(all).length);
    }
}
