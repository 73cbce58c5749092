package org.tutti.testkit.mpjexpress;

import java.io.Serializable;
import java.util.ArrayList;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;

/** Objects in messages. */
final class Objects {
    private final Intracomm comm;
    private final Notes notes;
    private final int rank;
    private final int next;
    private final int before;

    /** An object of a class of the program's own. */
    static final class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int number;
        private final ArrayList<Place> others = new ArrayList<>();

        Place(int number) {
            this.number = number;
        }

        void add(Place other) {
            others.add(other);
        }

        @Override
        public String toString() {
            return "p" + number + (others.isEmpty() ? "" : others.toString());
        }
    }

    private Objects(Intracomm comm, Notes notes) {
        this.comm = comm;
        this.notes = notes;
        this.rank = comm.Rank();
        int size = comm.Size();
        this.next = (rank + 1) % size;
        this.before = (rank + size - 1) % size;
    }

    static void run(Intracomm comm, Notes notes) {
        Objects topic = new Objects(comm, notes);
        topic.blocking();
        topic.immediate();
        topic.modes();
        topic.requests();
        topic.persistent();
        comm.Barrier();
    }

    private void blocking() {
        Place tree = new Place(rank);
        tree.add(new Place(10 + rank));
        Object[] out = {"zero", tree, null, new int[] {rank, 5}, "four"};
        Request sent = comm.Isend(out, 1, 3, MPI.OBJECT, next, 1);
        Status probed = comm.Probe(before, 1);
        notes.call("probe.count", () -> Notes.count(probed.Get_count(MPI.OBJECT)));
        Object[] in = new Object[6];
        Status status = comm.Recv(in, 2, 4, MPI.OBJECT, before, 1);
        sent.Wait();
        notes.add("recv", in);
        notes.add("status", (status.source == before) + " " + status.tag);
        notes.call("count", () -> Notes.count(status.Get_count(MPI.OBJECT)));
        notes.call("elements", () -> Notes.count(status.Get_elements(MPI.OBJECT)));
        Object[] both = {"r" + rank, rank};
        comm.Sendrecv_replace(both, 0, 2, MPI.OBJECT, next, 2, before, 2);
        notes.add("sendrecvReplace", both);
        String[] texts = new String[3];
        comm.Sendrecv(both, 0, 1, MPI.OBJECT, next, 3, texts, 1, 1, MPI.OBJECT, before, 3);
        notes.add("sendrecv", texts);
        int[][] rows = {{rank}, {1, 2}, {}};
        Request rowsSent = comm.Isend(rows, 0, 3, MPI.OBJECT, next, 4);
        int[][] got = new int[3][];
        comm.Recv(got, 0, 3, MPI.OBJECT, before, 4);
        rowsSent.Wait();
        notes.add("rows", got);
        Request none = comm.Isend(new Object[2], 0, 0, MPI.OBJECT, next, 5);
        Status empty = comm.Recv(in, 0, 2, MPI.OBJECT, before, 5);
        none.Wait();
        notes.call("none", () -> Notes.count(empty.Get_count(MPI.OBJECT)));
        notes.call("nobody", () -> {
            Status of = comm.Recv(in, 0, 2, MPI.OBJECT, MPI.PROC_NULL, 5);
            return Notes.rank(of.source) + " " + Notes.count(of.Get_count(MPI.OBJECT));
        });
    }

    private void immediate() {
        Object[] in = new Object[4];
        Request first = comm.Irecv(in, 0, 1, MPI.OBJECT, before, 10);
        Request second = comm.Irecv(in, 1, 2, MPI.OBJECT, MPI.ANY_SOURCE, 10);
        notes.add("test.early", first.Test());
        comm.Barrier();
        Request one = comm.Isend(new Object[] {"one"}, 0, 1, MPI.OBJECT, next, 10);
        Request two = comm.Isend(new Object[] {"two", 2}, 0, 2, MPI.OBJECT, next, 10);
        Status later = second.Wait();
        Status earlier = first.Wait();
        one.Wait();
        two.Wait();
        notes.add("irecv", in);
        notes.call("irecv.counts", () -> later.Get_count(MPI.OBJECT) + " " + earlier.Get_count(MPI.OBJECT));
        notes.add("irecv.sources", (later.source == before) + " " + (earlier.source == before));
        notes.add("irecv.isNull", first.Is_null());
    }

    private void modes() {
        Object[] in = new Object[1];
        Request receive = comm.Irecv(in, 0, 1, MPI.OBJECT, before, 20);
        comm.Barrier();
        comm.Rsend(new Object[] {"ready"}, 0, 1, MPI.OBJECT, next, 20);
        receive.Wait();
        notes.add("rsend", in);
        Request sent = comm.Issend(new Object[] {"sync"}, 0, 1, MPI.OBJECT, next, 21);
        comm.Recv(in, 0, 1, MPI.OBJECT, before, 21);
        sent.Wait();
        notes.add("issend", in);
    }

    private void requests() {
        Object[] in = new Object[2];
        int[] number = new int[1];
        Request[] all = {
            comm.Irecv(in, 0, 1, MPI.OBJECT, before, 30),
            comm.Irecv(number, 0, 1, MPI.INT, before, 31),
            comm.Irecv(in, 1, 1, MPI.OBJECT, before, 32)
        };
        for (int turn = 0; turn < 3; turn++) {
            int tag = 30 + (turn + 2) % 3;
            comm.Barrier();
            Request sent = tag == 31
                    ? comm.Isend(new int[] {turn}, 0, 1, MPI.INT, next, tag)
                    : comm.Isend(new Object[] {"turn" + turn}, 0, 1, MPI.OBJECT, next, tag);
            Status status = Request.Waitany(all);
            sent.Wait();
            notes.add("waitany" + turn, status.index + " " + status.tag);
        }
        notes.add("waitany.in", in);
        Request[] pair = {comm.Irecv(in, 0, 1, MPI.OBJECT, before, 40), comm.Irecv(in, 1, 1, MPI.OBJECT, before, 41)};
        Request[] sent = {
            comm.Isend(new Object[] {"forty"}, 0, 1, MPI.OBJECT, next, 40),
            comm.Isend(new Object[] {"more"}, 0, 1, MPI.OBJECT, next, 41)
        };
        Status[] statuses = Request.Waitall(pair);
        Request.Waitall(sent);
        notes.add("waitall", statuses[0].tag + " " + statuses[1].tag);
        notes.add("waitall.in", in);
    }

    private void persistent() {
        Object[] out = new Object[2];
        Object[] in = new Object[3];
        notes.call("persistent", () -> {
            Prequest send = comm.Send_init(out, 0, 2, MPI.OBJECT, next, 50);
            Prequest receive = comm.Recv_init(in, 1, 2, MPI.OBJECT, before, 50);
            StringBuilder seen = new StringBuilder();
            for (int turn = 0; turn < 3; turn++) {
                out[0] = "turn" + turn;
                out[1] = rank;
                receive.Start();
                send.Start();
                Status status = receive.Wait();
                send.Wait();
                seen.append(status.Get_count(MPI.OBJECT))
                        .append(in[1])
                        .append(in[2])
                        .append(' ');
            }
            return seen;
        });
    }
}
