package org.tutti.testkit.dropin;

import mpi.Comm;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;

/** Messages of the mpiJava dialect: arrays from an offset on. */
final class MpjMessageTopic {
    private final Intracomm comm;
    private final int rank;
    private final int next;
    private final int before;

    private MpjMessageTopic(Intracomm comm) {
        this.comm = comm;
        this.rank = comm.Rank();
        this.next = (rank + 1) % comm.Size();
        this.before = (rank + comm.Size() - 1) % comm.Size();
    }

    static void run(Intracomm comm) throws Exception {
        MpjMessageTopic topic = new MpjMessageTopic(comm);
        for (Datatype type : Cells.TYPES) {
            topic.offsets(type);
        }
        topic.modes();
        topic.persistent();
        topic.probes();
        topic.requests();
        topic.types();
        topic.packed();
        topic.errors();
    }

    /** Elements 2 to 4 go to elements 3 to 5; nothing else changes. */
    private void offsets(Datatype type) {
        Object send = Cells.make(Cells.Kind.ARRAY, type, 6);
        Object recv = Cells.make(Cells.Kind.ARRAY, type, 7);
        for (int i = 0; i < 6; i++) {
            Cells.set(send, type, i, (rank + i) % 2);
        }
        Request sent = comm.Isend(send, 2, 3, type, next, 1);
        Status status = comm.Recv(recv, 3, 4, type, before, 1);
        sent.Wait();
        Checks.equal(3, status.Get_count(type), "Get_count");
        Checks.equal(3, status.Get_elements(type), "Get_elements");
        Checks.equal(before, status.source, "source");
        Checks.equal(1, status.tag, "tag");
        for (int i = 0; i < 7; i++) {
            int expected = i >= 3 && i < 6 ? (before + i - 1) % 2 : 0;
            Checks.equal(expected, Cells.get(recv, type, i), type.getName(), "element", i);
        }
        comm.Sendrecv(send, 1, 2, type, next, 2, recv, 0, 2, type, before, 2);
        Checks.equal((before + 2) % 2, Cells.get(recv, type, 1), type.getName(), "Sendrecv");
        comm.Sendrecv_replace(send, 1, 2, type, next, 3, before, 3);
        Checks.equal((before + 1) % 2, Cells.get(send, type, 1), type.getName(), "Sendrecv_replace");
        Checks.equal(rank % 2, Cells.get(send, type, 0), type.getName(), "Sendrecv_replace");
    }

    private void modes() {
        int[] out = {0, rank, 10 + rank, 0};
        int[] in = new int[5];
        Request receive = comm.Irecv(in, 1, 2, MPI.INT, before, 4);
        comm.Barrier();
        comm.Ssend(out, 1, 2, MPI.INT, next, 4);
        Checks.equal(2, receive.Wait().Get_count(MPI.INT), "Ssend");
        Checks.equal(new int[] {0, before, 10 + before, 0, 0}, in, "Ssend");
        receive = comm.Irecv(in, 3, 2, MPI.INT, before, 4);
        comm.Barrier();
        comm.Rsend(out, 1, 2, MPI.INT, next, 4);
        receive.Wait();
        Checks.equal(10 + before, in[4], "Rsend");
        MPI.Buffer_attach(new byte[1000 + 2 * MPI.BSEND_OVERHEAD]);
        comm.Bsend(out, 2, 1, MPI.INT, next, 4);
        comm.Ibsend(out, 1, 1, MPI.INT, next, 4).Wait();
        comm.Recv(in, 0, 1, MPI.INT, before, 4);
        comm.Recv(in, 1, 1, MPI.INT, before, 4);
        Checks.equal(before + 10 + before, in[0] + in[1], "Bsend");
        MPI.Buffer_detach();
    }

    private void persistent() {
        int[] out = new int[4];
        int[] in = new int[4];
        Prequest[] both = {
            comm.Recv_init(in, 1, 2, MPI.INT, before, 5), comm.Send_init(out, 2, 2, MPI.INT, next, 5),
        };
        for (int turn = 0; turn < 3; turn++) {
            out[2] = rank + turn;
            Prequest.Startall(both);
            Request.Waitall(both);
            Checks.equal(before + turn, in[1], "Startall");
        }
        both[0].Free();
        Checks.isTrue(both[0].Is_null() && !both[1].Is_null(), "Is_null");
        both[1].Free();
    }

    private void probes() {
        Checks.equal(null, comm.Iprobe(before, 6), "Iprobe");
        comm.Barrier();
        Request sent = comm.Isend(new double[] {1, 2, 3}, 0, 3, MPI.DOUBLE, next, 6);
        Status status = comm.Probe(MPI.ANY_SOURCE, MPI.ANY_TAG);
        Checks.equal(before, status.source, "Probe");
        Checks.equal(6, status.tag, "Probe");
        double[] got = new double[status.Get_count(MPI.DOUBLE)];
        comm.Recv(got, 0, got.length, MPI.DOUBLE, status.source, status.tag);
        Checks.equal(new double[] {1, 2, 3}, got, "Probe");
        sent.Wait();
    }

    private void requests() {
        int[] in = new int[2];
        Request[] all = {comm.Irecv(in, 0, 1, MPI.INT, before, 7), comm.Irecv(in, 1, 1, MPI.INT, before, 8)};
        Checks.equal(null, all[0].Test(), "Test");
        Checks.equal(null, Request.Testany(all), "Testany");
        Checks.equal(null, Request.Testall(all), "Testall");
        Checks.equal(0, Request.Testsome(all).length, "Testsome");
        comm.Barrier();
        comm.Send(new int[] {8}, 0, 1, MPI.INT, next, 8);
        Checks.equal(1, Request.Waitany(all).index, "Waitany");
        comm.Barrier();
        comm.Send(new int[] {7}, 0, 1, MPI.INT, next, 7);
        Status[] some = Request.Waitsome(all);
        Checks.equal(1, some.length, "Waitsome");
        Checks.equal(0, some[0].index, "Waitsome");
        Checks.equal(new int[] {7, 8}, in, "Waitsome");
        Request receive = comm.Irecv(in, 0, 1, MPI.INT, before, 9);
        receive.Cancel();
        Checks.isTrue(receive.Wait().Test_cancelled(), "Cancel");
    }

    /** A column of a matrix, and pairs. */
    private void types() {
        Datatype column = Datatype.Vector(3, 1, 4, MPI.INT);
        column.Commit();
        Checks.equal("9 3 0 9", column.Extent() + " " + column.Size() + " " + column.Lb() + " " + column.Ub());
        int[] matrix = new int[12];
        for (int i = 0; i < 12; i++) {
            matrix[i] = 100 * rank + i;
        }
        int[] got = new int[4];
        comm.Sendrecv(matrix, 2, 1, column, next, 10, got, 1, 3, MPI.INT, before, 10);
        Checks.equal(new int[] {0, 100 * before + 2, 100 * before + 6, 100 * before + 10}, got, "Vector");
        Datatype strided = Datatype.Hvector(2, 1, 3, MPI.INT);
        Datatype places = Datatype.Hindexed(new int[] {1, 2}, new int[] {4, 1}, MPI.INT);
        Datatype mixed = Datatype.Struct(
                new int[] {1, 1}, new int[] {0, 5}, new Datatype[] {MPI.INT, Datatype.Contiguous(2, MPI.INT)});
        Checks.equal(
                "4 4 7 3",
                strided.Extent() + " " + places.Extent() + " " + mixed.Extent() + " " + mixed.Size(),
                "types");
        comm.Sendrecv(matrix, 1, 1, mixed, next, 11, got, 0, 3, MPI.INT, before, 11);
        Checks.equal(100 * before + 7, got[2], "Struct");
        comm.Sendrecv(matrix, 0, 3, MPI.INT, next, 12, matrix, 4, 1, places, before, 12);
        Checks.equal(100 * before, matrix[8], "Hindexed");
        Checks.equal(2, MPI.DOUBLE2.Extent(), "DOUBLE2");
        Checks.equal(2, MPI.INT2.Size(), "INT2");
    }

    private void packed() {
        byte[] bytes = new byte[comm.Pack_size(2, MPI.INT) + comm.Pack_size(1, MPI.DOUBLE)];
        int end = comm.Pack(new int[] {0, rank, 5}, 1, 2, MPI.INT, bytes, 0);
        end = comm.Pack(new double[] {0.25, 0.5}, 1, 1, MPI.DOUBLE, bytes, end);
        Checks.equal(bytes.length, end, "Pack");
        comm.Sendrecv_replace(bytes, 0, end, MPI.PACKED, next, 13, before, 13);
        int[] ints = new int[4];
        double[] half = new double[2];
        int at = comm.Unpack(bytes, 0, ints, 2, 2, MPI.INT);
        at = comm.Unpack(bytes, at, half, 1, 1, MPI.DOUBLE);
        Checks.equal(bytes.length, at, "Unpack");
        Checks.equal(new int[] {0, 0, before, 5}, ints, "Unpack");
        Checks.equal(0.5, half[1], "Unpack");
    }

    private void errors() throws Exception {
        Comm other = comm.clone();
        other.Errhandler_set(MPI.ERRORS_RETURN);
        Checks.fails(MPI.ERR_COUNT, () -> other.Send(new int[4], 2, 3, MPI.INT, next, 0));
        Checks.fails(MPI.ERR_COUNT, () -> other.Send(new int[4], -1, 3, MPI.INT, next, 0));
        Checks.fails(MPI.ERR_COUNT, () -> other.Send(new Object[4], 3, 2, MPI.OBJECT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.Send(new int[4], 0, 2, MPI.OBJECT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.Send(new int[4], 1, 2, MPI.DOUBLE, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.send(new Object[4], 2, MPI.OBJECT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.Send_init(new int[4], 0, 2, MPI.OBJECT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.Pack_size(2, MPI.OBJECT));
        MPI.Errorhandler_set(MPI.ERRORS_RETURN); // what has no communicator asks the world's
        Checks.fails(
                MPI.ERR_TYPE,
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {0, 1}, new Datatype[] {MPI.OBJECT, MPI.INT}));
        MPI.Errorhandler_set(MPI.ERRORS_ARE_FATAL);
        Checks.fails(MPI.ERR_ARG, () -> other.Send(new Object[] {new Object()}, 0, 1, MPI.OBJECT, next, 0));
        other.Free();
    }
}
