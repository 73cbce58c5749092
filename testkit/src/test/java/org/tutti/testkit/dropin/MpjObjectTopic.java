package org.tutti.testkit.dropin;

import java.io.Serializable;
import java.util.Arrays;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;
import mpi.User_function;

/** Arrays of objects, in messages and in collective operations. */
final class MpjObjectTopic {
    private final Intracomm comm;
    private final int rank;
    private final int size;
    private final int next;
    private final int before;

    /** An object of a class of the program's own. */
    private static final class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        final int rank;
        final int number;

        Place(int rank, int number) {
            this.rank = rank;
            this.number = number;
        }

        @Override
        public String toString() {
            return rank + "." + number;
        }
    }

    /** Puts texts one behind the other, which depends on their order. */
    private static final class Concatenation extends User_function {
        @Override
        public void Call(Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype) {
            for (int i = 0; i < count; i++) {
                Object left = ((Object[]) inbuf)[inoffset + i];
                Object[] right = (Object[]) inoutbuf;
                right[inoutoffset + i] = "" + left + right[inoutoffset + i];
            }
        }
    }

    private MpjObjectTopic(Intracomm comm) {
        this.comm = comm;
        this.rank = comm.Rank();
        this.size = comm.Size();
        this.next = (rank + 1) % size;
        this.before = (rank + size - 1) % size;
    }

    static void run(Intracomm comm) throws Exception {
        MpjObjectTopic topic = new MpjObjectTopic(comm);
        topic.messages();
        topic.requests();
        topic.persistent();
        topic.packed();
        topic.types();
        topic.moves();
        topic.varying();
        topic.reductions();
        topic.errors();
    }

    /** {@return places of a rank, behind a null} */
    private static Place[] places(int rank, int number) {
        Place[] places = new Place[number + 1];
        for (int i = 0; i < number; i++) {
            places[i + 1] = new Place(rank, i);
        }
        return places;
    }

    private void messages() {
        Request sent = comm.Isend(places(rank, 3), 1, 3, MPI.OBJECT, next, 1);
        Place[] got = new Place[5];
        Checks.equal(before, comm.Probe(before, 1).source, "Probe");
        Status status = comm.Recv(got, 1, 4, MPI.OBJECT, MPI.ANY_SOURCE, 1);
        sent.Wait();
        Checks.equal(3, status.Get_count(MPI.OBJECT), "Get_count");
        Checks.equal(before, status.source, "source");
        Checks.equal(
                "[null, B.0, B.1, B.2, null]".replace("B", Integer.toString(before)), Arrays.toString(got), "Recv");
        status = comm.Recv(got, 0, 1, MPI.OBJECT, MPI.PROC_NULL, 1);
        Checks.equal(0, status.Get_count(MPI.OBJECT), "of nobody");
        int[][] rows = {{rank, 1}, {2}};
        comm.Sendrecv_replace(rows, 0, 2, MPI.OBJECT, next, 2, before, 2);
        Checks.equal(new int[][] {{before, 1}, {2}}, rows, "Sendrecv_replace");
        Request received = comm.Irecv(got, 0, 1, MPI.OBJECT, before, 3);
        Checks.equal(null, received.Test(), "Test");
        comm.Barrier();
        sent = comm.Issend(places(rank, 1), 1, 1, MPI.OBJECT, next, 3);
        received.Wait();
        sent.Wait();
        Checks.isTrue(received.Is_null(), "Is_null");
        Checks.equal(before + ".0", got[0].toString(), "Irecv");
    }

    private void requests() {
        Object[] got = new Object[2];
        int[] number = new int[1];
        Request[] all = {
            comm.Irecv(got, 0, 1, MPI.OBJECT, before, 4),
            comm.Irecv(number, 0, 1, MPI.INT, before, 5),
            comm.Irecv(got, 1, 1, MPI.OBJECT, before, 6)
        };
        Checks.equal(null, Request.Testany(all), "Testany");
        Checks.equal(null, Request.Testall(all), "Testall");
        comm.Barrier();
        Request sent = comm.Isend(new String[] {"six"}, 0, 1, MPI.OBJECT, next, 6);
        Checks.equal(2, Request.Waitany(all).index, "Waitany");
        sent.Wait();
        comm.Barrier();
        sent = comm.Isend(new int[] {5}, 0, 1, MPI.INT, next, 5);
        Checks.equal(1, Request.Waitsome(all)[0].index, "Waitsome");
        sent.Wait();
        comm.Barrier();
        sent = comm.Isend(new String[] {"four"}, 0, 1, MPI.OBJECT, next, 4);
        Status[] statuses = Request.Waitall(all);
        sent.Wait();
        Checks.equal(4, statuses[0].tag, "Waitall");
        Checks.equal("[four, six]5", Arrays.toString(got) + number[0], "Waitall");
        Request receive = comm.Irecv(got, 0, 1, MPI.OBJECT, before, 7);
        receive.Cancel();
        Checks.isTrue(receive.Wait().Test_cancelled(), "Cancel");
    }

    private void persistent() {
        Object[] out = new Object[2];
        Object[] got = new Object[3];
        Prequest[] both = {
            comm.Recv_init(got, 1, 2, MPI.OBJECT, before, 9), comm.Ssend_init(out, 0, 2, MPI.OBJECT, next, 9)
        };
        for (int turn = 0; turn < 3; turn++) {
            out[0] = "turn " + turn;
            out[1] = rank;
            Prequest.Startall(both);
            Status[] statuses = Request.Waitall(both);
            Checks.equal(2, statuses[0].Get_count(MPI.OBJECT), "Get_count");
            Checks.equal("[null, turn " + turn + ", " + before + "]", Arrays.toString(got), "Startall");
        }
        both[0].Free();
        Checks.isTrue(both[0].Is_null() && !both[1].Is_null(), "Is_null");
        both[1].Free();
    }

    private void packed() {
        byte[] bytes = new byte[2000];
        int end = comm.Pack(places(rank, 2), 1, 2, MPI.OBJECT, bytes, 3);
        end = comm.Pack(new int[] {7}, 0, 1, MPI.INT, bytes, end);
        comm.Sendrecv_replace(bytes, 0, bytes.length, MPI.PACKED, next, 10, before, 10);
        Object[] got = new Object[3];
        int at = comm.Unpack(bytes, 3, got, 0, 2, MPI.OBJECT);
        Checks.equal(before + ".1", "" + got[1], "Unpack");
        int[] seven = new int[1];
        Checks.equal(end, comm.Unpack(bytes, at, seven, 0, 1, MPI.INT), "Unpack");
        Checks.equal(7, seven[0], "Unpack");
    }

    private void types() {
        Datatype odd = Datatype.Vector(2, 1, 2, MPI.OBJECT);
        odd.Commit();
        Checks.equal("3 2", odd.Extent() + " " + odd.Size(), "Vector");
        Object[] got = new Object[7];
        Request received = comm.Irecv(got, 1, 2, odd, before, 11);
        comm.Send(new String[] {"-", "a", "b", "c"}, 1, 3, MPI.OBJECT, next, 11);
        Status status = received.Wait();
        Checks.equal(MPI.UNDEFINED, status.Get_count(odd), "a part of an item");
        Checks.equal(3, status.Get_elements(odd), "Get_elements");
        Checks.equal("[null, a, null, b, c, null, null]", Arrays.toString(got), "Vector");
        Datatype couple = Datatype.Contiguous(2, MPI.OBJECT);
        Object[] all = new Object[2 * size];
        comm.Allgather(new Object[] {rank, "x"}, 0, 1, couple, all, 0, 1, couple);
        Checks.equal(before + "x", "" + all[2 * before] + all[2 * before + 1], "Allgather");
    }

    private void moves() {
        int root = size - 1;
        Place[] one = places(rank, 2);
        comm.Bcast(one, 1, 2, MPI.OBJECT, root);
        Checks.equal("[null, R.0, R.1]".replace("R", Integer.toString(root)), Arrays.toString(one), "Bcast");
        Object[] all = new Object[2 * size + 1];
        comm.Gather(places(rank, 2), 1, 2, MPI.OBJECT, all, 1, 2, MPI.OBJECT, root);
        Checks.equal(rank == root ? root + ".1" : "null", "" + all[2 * size], "Gather");
        Object[] mine = new Object[2];
        comm.Scatter(all, 1, 2, MPI.OBJECT, mine, 0, 2, MPI.OBJECT, root);
        Checks.equal("[R.0, R.1]".replace("R", Integer.toString(rank)), Arrays.toString(mine), "Scatter");
        Object[] each = new Object[size];
        comm.Allgather(mine, 1, 1, MPI.OBJECT, each, 0, 1, MPI.OBJECT);
        Checks.equal(before + ".1", each[before].toString(), "Allgather");
        Object[] got = new Object[size];
        comm.Alltoall(places(rank, size), 1, 1, MPI.OBJECT, got, 0, 1, MPI.OBJECT);
        Checks.equal(before + "." + rank, got[before].toString(), "Alltoall");
    }

    /** Rank r has r + 1 objects. */
    private void varying() {
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            displs[i] = i * (i + 1) / 2;
        }
        int total = size * (size + 1) / 2;
        Object[] all = new Object[total + 1];
        comm.Gatherv(places(rank, rank + 1), 1, rank + 1, MPI.OBJECT, all, 1, counts, displs, MPI.OBJECT, 0);
        Checks.equal(rank == 0 ? (size - 1) + "." + (size - 1) : "null", "" + all[total], "Gatherv");
        Object[] mine = new Object[rank + 1];
        comm.Scatterv(all, 1, counts, displs, MPI.OBJECT, mine, 0, rank + 1, MPI.OBJECT, 0);
        Checks.equal(rank + "." + rank, mine[rank].toString(), "Scatterv");
        Object[] everywhere = new Object[total];
        comm.Allgatherv(mine, 0, rank + 1, MPI.OBJECT, everywhere, 0, counts, displs, MPI.OBJECT);
        Checks.equal("0.0", everywhere[0].toString(), "Allgatherv");
        Checks.equal((size - 1) + "." + (size - 1), everywhere[total - 1].toString(), "Allgatherv");
    }

    private void reductions() {
        Op op = new Op(new Concatenation(), false);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < size; i++) {
            expected.append((char) ('a' + i));
        }
        String[] mine = {null, String.valueOf((char) ('a' + rank))};
        String[] all = new String[1];
        comm.Allreduce(mine, 1, all, 0, 1, MPI.OBJECT, op);
        Checks.equal(expected.toString(), all[0], "Allreduce");
        comm.Scan(mine, 1, all, 0, 1, MPI.OBJECT, op);
        Checks.equal(expected.substring(0, rank + 1), all[0], "Scan");
        int[] ones = new int[size];
        Arrays.fill(ones, 1);
        String[] letters = new String[size];
        Arrays.fill(letters, mine[1]);
        comm.Reduce_scatter(letters, 0, all, 0, ones, MPI.OBJECT, op);
        Checks.equal(expected.toString(), all[0], "Reduce_scatter");
        all[0] = "";
        comm.Reduce(mine, 1, all, 0, 1, MPI.OBJECT, op, size - 1);
        Checks.equal(rank == size - 1 ? expected.toString() : "", all[0], "Reduce");
    }

    private void errors() throws Exception {
        Intracomm other = comm.clone();
        other.Errhandler_set(MPI.ERRORS_RETURN);
        Request sent = other.Isend(new String[] {"a", "b"}, 0, 2, MPI.OBJECT, next, 8);
        Checks.fails(MPI.ERR_TRUNCATE, () -> other.Recv(new String[1], 0, 1, MPI.OBJECT, before, 8));
        sent.Wait();
        Request text = other.Isend(new String[] {"a"}, 0, 1, MPI.OBJECT, next, 8);
        Checks.fails(MPI.ERR_TYPE, () -> other.Recv(new Place[1], 0, 1, MPI.OBJECT, before, 8));
        text.Wait();
        // serializable, but no mere value: what no program needs from another rank
        Request odd = other.Isend(new Object[] {new java.io.File("x")}, 0, 1, MPI.OBJECT, next, 8);
        Checks.fails(MPI.ERR_ARG, () -> other.Recv(new Object[1], 0, 1, MPI.OBJECT, before, 8));
        odd.Wait();
        Checks.fails(MPI.ERR_RANK, () -> other.Irecv(new Object[1], 0, 1, MPI.OBJECT, size, 8));
        Checks.fails(MPI.ERR_COUNT, () -> other.Irecv(new Object[1], 1, 1, MPI.OBJECT, before, 8));
        Datatype spread = Datatype.Vector(2, 1, 2, MPI.OBJECT);
        Checks.fails(MPI.ERR_COUNT, () -> other.Irecv(new Object[6], 1, 2, spread, before, 8));
        Checks.fails(MPI.ERR_OP, () -> other.Allreduce(new Object[1], 0, new Object[1], 0, 1, MPI.OBJECT, MPI.SUM));
        other.Free();
    }
}
