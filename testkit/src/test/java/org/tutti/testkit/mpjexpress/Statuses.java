package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** What is known of messages: from whom, how many, of what. */
final class Statuses {
    private Statuses() {}

    static void run(Intracomm comm, Notes notes) {
        int size = comm.Size();
        int next = (comm.Rank() + 1) % size;
        int before = (comm.Rank() + size - 1) % size;
        Datatype couple = Datatype.Contiguous(2, MPI.INT);
        couple.Commit();
        for (int count = 0; count < 5; count++) {
            Request sent = comm.Isend(new int[5], 0, count, MPI.INT, next, 10 + count);
            Status status = comm.Recv(new int[6], 0, 6, MPI.INT, before, 10 + count);
            sent.Wait();
            String name = "of" + count;
            notes.add(name + ".source", status.source == before);
            notes.add(name + ".tag", status.tag);
            notes.add(name + ".count", Notes.count(status.Get_count(MPI.INT)));
            notes.add(name + ".elements", Notes.count(status.Get_elements(MPI.INT)));
            notes.call(name + ".couples", () -> Notes.count(status.Get_count(couple)));
            notes.call(name + ".coupleElements", () -> Notes.count(status.Get_elements(couple)));
        }
        Request sent = comm.Isend(new double[] {1, 2, 3}, 0, 3, MPI.DOUBLE, next, 20);
        Status any = comm.Recv(new double[3], 0, 3, MPI.DOUBLE, MPI.ANY_SOURCE, MPI.ANY_TAG);
        sent.Wait();
        notes.add("any", (any.source == before) + " " + any.tag + " " + any.Get_count(MPI.DOUBLE));
        notes.add("cancelled", any.Test_cancelled());
        probes(comm, notes, next, before);
        nobody(comm, notes);
        comm.Barrier();
    }

    private static void probes(Intracomm comm, Notes notes, int next, int before) {
        notes.add("iprobe.none", comm.Iprobe(before, 30));
        comm.Barrier();
        Request sent = comm.Isend(new char[] {'a', 'b'}, 0, 2, MPI.CHAR, next, 30);
        Status status = comm.Probe(MPI.ANY_SOURCE, MPI.ANY_TAG);
        notes.add("probe", (status.source == before) + " " + status.tag);
        notes.call("probe.count", () -> Notes.count(status.Get_count(MPI.CHAR)));
        Status again = comm.Iprobe(before, 30);
        notes.add("iprobe", again == null ? null : (again.source == before) + " " + again.tag);
        char[] got = new char[2];
        comm.Recv(got, 0, 2, MPI.CHAR, before, 30);
        sent.Wait();
        notes.add("probe.got", new String(got));
    }

    private static void nobody(Intracomm comm, Notes notes) {
        notes.call("nobody.recv", () -> {
            Status status = comm.Recv(new int[1], 0, 1, MPI.INT, MPI.PROC_NULL, 5);
            return Notes.rank(status.source) + " " + Notes.tag(status.tag) + " " + status.Get_count(MPI.INT);
        });
        notes.call("nobody.send", () -> {
            comm.Send(new int[1], 0, 1, MPI.INT, MPI.PROC_NULL, 5);
            return "returns";
        });
        notes.call("nobody.isend", () -> {
            comm.Isend(new int[1], 0, 1, MPI.INT, MPI.PROC_NULL, 5).Wait();
            return "returns";
        });
        notes.call("nobody.irecv", () -> {
            Status status =
                    comm.Irecv(new int[1], 0, 1, MPI.INT, MPI.PROC_NULL, 5).Wait();
            return Notes.rank(status.source) + " " + Notes.tag(status.tag);
        });
        notes.call("nobody.probe", () -> Notes.rank(comm.Probe(MPI.PROC_NULL, 5).source));
        notes.call("nobody.iprobe", () -> comm.Iprobe(MPI.PROC_NULL, 5) == null);
        notes.call("nobody.sendrecv", () -> {
            int[] both = {7};
            Status status = comm.Sendrecv(both, 0, 1, MPI.INT, MPI.PROC_NULL, 5, both, 0, 1, MPI.INT, MPI.PROC_NULL, 5);
            return both[0] + " " + Notes.rank(status.source);
        });
    }
}
