package org.tutti.testkit.dropin;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import mpi.Comm;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Message;
import mpi.Prequest;
import mpi.Request;
import mpi.Status;

/** Messages and requests. */
final class MessageTopic {
    private final Intracomm comm;
    private final int rank;
    private final int size;
    private final int next;
    private final int before;

    private MessageTopic(Intracomm comm) throws Exception {
        this.comm = comm;
        this.rank = comm.getRank();
        this.size = comm.getSize();
        this.next = (rank + 1) % size;
        this.before = (rank + size - 1) % size;
    }

    static void run(Intracomm comm) throws Exception {
        MessageTopic topic = new MessageTopic(comm);
        for (Cells.Kind kind : Cells.Kind.values()) {
            for (Datatype type : Cells.TYPES) {
                for (int count : new int[] {0, 1, 200}) {
                    topic.ring(kind, type, count);
                }
            }
            topic.ring(kind, MPI.DOUBLE, 20_000);
        }
        topic.modes();
        topic.persistent();
        topic.probes();
        topic.requests();
        topic.nobody();
        topic.cancelled();
        topic.errors();
        topic.packed();
    }

    private static void fill(Object buf, Datatype type, int count, int first) {
        for (int i = 0; i < count; i++) {
            Cells.set(buf, type, i, type == MPI.BOOLEAN ? (first + i) % 2 : (first + i) % 100);
        }
    }

    private static void hasValues(Object buf, Datatype type, int count, int first, Object... what) {
        for (int i = 0; i < count; i++) {
            int expected = type == MPI.BOOLEAN ? (first + i) % 2 : (first + i) % 100;
            Checks.equal(expected, Cells.get(buf, type, i), what, type.getName(), "element", i);
        }
    }

    private void ring(Cells.Kind kind, Datatype type, int count) throws Exception {
        Object send = Cells.make(kind, type, count);
        Object recv = Cells.make(kind, type, count + 2);
        fill(send, type, count, rank);
        Request sent = comm.iSend(send, count, type, next, 3);
        Status status = comm.recv(recv, count + 2, type, before, 3);
        sent.waitFor();
        Checks.equal(count, status.getCount(type), "count");
        Checks.equal(count, status.getElements(type), "elements");
        Checks.equal((long) count, status.getElementsX(type).getCount(), "elements");
        Checks.equal(before, status.getSource(), "source");
        Checks.equal(3, status.getTag(), "tag");
        hasValues(recv, type, count, before, "recv", kind);
        Object other = Cells.make(kind, type, count);
        status = comm.sendRecv(send, count, type, next, 4, other, count, type, before, 4);
        Checks.equal(count, status.getCount(type), "count");
        hasValues(other, type, count, before, "sendRecv", kind);
        comm.sendRecvReplace(send, count, type, next, 5, MPI.ANY_SOURCE, MPI.ANY_TAG);
        hasValues(send, type, count, before, "sendRecvReplace", kind);
    }

    private void modes() throws Exception {
        MPI.attachBuffer(new byte[1000 + MPI.BSEND_OVERHEAD]);
        comm.bSend(new int[] {rank}, 1, MPI.INT, next, 1);
        comm.ibSend(new int[] {rank + 1}, 1, MPI.INT, next, 1).waitFor();
        int[] two = new int[2];
        comm.recv(two, 1, MPI.INT, before, 1);
        Checks.equal(before, two[0], "bSend");
        comm.recv(two, 1, MPI.INT, before, 1);
        Checks.equal(before + 1, two[0], "ibSend");
        Checks.equal(1000 + MPI.BSEND_OVERHEAD, MPI.detachBuffer().length, "detachBuffer");
        Request receive = comm.iRecv(MPI.newIntBuffer(1), 1, MPI.INT, before, 2);
        comm.barrier();
        comm.sSend(new int[] {5}, 1, MPI.INT, next, 2);
        receive.waitFor();
        receive = comm.iRecv(two, 2, MPI.INT, before, 2);
        comm.barrier();
        comm.rSend(new int[] {6, 7}, 2, MPI.INT, next, 2);
        Checks.equal(2, receive.waitStatus().getCount(MPI.INT), "rSend");
        Checks.equal(7, two[1], "an array is filled by a receive that returns at once");
        Request[] both = {comm.iRecv(two, 2, MPI.INT, before, 2), comm.isSend(new int[] {8, 9}, 2, MPI.INT, next, 2)};
        Request.waitAll(both);
        Checks.equal(9, two[1], "isSend");
        receive = comm.iRecv(two, 2, MPI.INT, before, 2);
        comm.barrier();
        comm.irSend(new int[] {1, 2}, 2, MPI.INT, next, 2).waitFor();
        receive.waitFor();
        Checks.equal(2, two[1], "irSend");
    }

    private void persistent() throws Exception {
        MPI.attachBuffer(new byte[10_000]);
        IntBuffer out = MPI.newIntBuffer(4);
        IntBuffer in = MPI.newIntBuffer(4);
        Prequest[] all = {
            comm.recvInit(in, 4, MPI.INT, before, 9), comm.sendInit(out, 4, MPI.INT, next, 9),
        };
        Prequest[] others = {
            comm.bSendInit(out, 4, MPI.INT, next, 9),
            comm.sSendInit(out, 4, MPI.INT, next, 9),
            comm.rSendInit(out, 4, MPI.INT, next, 9)
        };
        Checks.isTrue(all[0].test(), "what is not active is done");
        for (int turn = 0; turn < 6; turn++) {
            out.put(2, 10 * rank + turn);
            all[1] = turn < 3 ? all[1] : others[turn - 3];
            Prequest.startAll(all);
            Request.waitAll(all);
            Checks.equal(10 * before + turn, in.get(2), "persistent, turn", turn);
            Checks.isTrue(!all[0].isNull(), "a persistent request stays");
        }
        all[0].free();
        Checks.isTrue(all[0].isNull(), "one that has been freed is null");
        MPI.detachBuffer();
    }

    private void probes() throws Exception {
        comm.send(new double[] {1, 2, 3}, 3, MPI.DOUBLE, next, 11);
        Status status = comm.probe(MPI.ANY_SOURCE, 11);
        Checks.equal(before, status.getSource(), "probe");
        double[] got = new double[status.getCount(MPI.DOUBLE)];
        Checks.equal(MPI.UNDEFINED, status.getCount(MPI.INT2.isNull() ? MPI.INT : triple()), "not whole");
        comm.recv(got, got.length, MPI.DOUBLE, status.getSource(), status.getTag());
        Checks.equal(new double[] {1, 2, 3}, got, "what was probed");
        Checks.equal(null, comm.iProbe(before, 12), "iProbe");
        comm.barrier();
        comm.send(new int[] {4}, 1, MPI.INT, next, 12);
        Message message = new Message();
        Checks.isTrue(message.isNull(), "a new message");
        status = message.mProbe(before, 12, comm);
        Checks.equal(1, status.getCount(MPI.INT), "mProbe");
        int[] four = new int[1];
        message.mRecv(four, 1, MPI.INT);
        Checks.equal(4, four[0], "mRecv");
        Checks.isTrue(message.isNull(), "a message that was received");
        Checks.equal(null, message.imProbe(before, 12, comm), "imProbe");
        comm.barrier();
        comm.send(new int[] {5}, 1, MPI.INT, next, 13);
        while (message.imProbe(before, MPI.ANY_TAG, comm) == null) {
            Thread.onSpinWait();
        }
        IntBuffer five = MPI.newIntBuffer(1);
        message.imRecv(five, 1, MPI.INT).waitFor();
        Checks.equal(5, five.get(0), "imRecv");
        message.mProbe(MPI.PROC_NULL, 0, comm);
        Checks.isTrue(message.isNoProc(), "isNoProc");
        message.mRecv(null, 0, MPI.INT);
    }

    /** {@return a type of five doubles} */
    private static Datatype triple() throws Exception {
        Datatype five = Datatype.createContiguous(5, MPI.DOUBLE);
        five.commit();
        return five;
    }

    private void requests() throws Exception {
        Checks.equal(MPI.UNDEFINED, Request.waitAny(new Request[] {MPI.REQUEST_NULL, null}), "waitAny of none");
        Checks.equal(MPI.UNDEFINED, Request.testAny(new Request[0]), "testAny of none");
        Checks.equal(null, Request.waitSome(new Request[] {MPI.REQUEST_NULL}), "waitSome of none");
        Checks.isTrue(Request.testAll(new Request[] {MPI.REQUEST_NULL}), "testAll of none");
        int[] a = new int[1];
        int[] b = new int[1];
        Request[] both = {comm.iRecv(a, 1, MPI.INT, before, 21), comm.iRecv(b, 1, MPI.INT, before, 22)};
        Checks.isTrue(!both[0].test(), "test");
        Checks.equal(null, both[0].testStatus(), "testStatus");
        Checks.equal(null, both[0].getStatus(), "getStatus");
        Checks.equal(null, Request.testAnyStatus(both), "testAnyStatus");
        Checks.equal(0, Request.testSome(both).length, "testSome");
        Checks.equal(null, Request.testAllStatus(both), "testAllStatus");
        comm.barrier();
        comm.send(new int[] {2}, 1, MPI.INT, next, 22);
        Status status = Request.waitAnyStatus(both);
        Checks.equal(1, status.getIndex(), "waitAnyStatus");
        Checks.equal(22, status.getTag(), "waitAnyStatus");
        Checks.isTrue(both[1].isNull() && !both[0].isNull(), "the one that is done is null");
        comm.barrier();
        comm.send(new int[] {1}, 1, MPI.INT, next, 21);
        Checks.equal(new int[] {0}, Request.waitSome(both), "waitSome");
        Checks.equal(1, a[0] + b[0] - 2, "both");
        both[0] = comm.iRecv(a, 1, MPI.INT, before, 21);
        both[1] = comm.iSend(new int[] {7}, 1, MPI.INT, next, 21);
        Status[] all = Request.waitAllStatus(both);
        Checks.equal(before, all[0].getSource(), "waitAllStatus");
        Checks.equal(1, all[1].getIndex(), "waitAllStatus");
        Checks.equal(MPI.SUCCESS, all[0].getError(), "waitAllStatus");
        both[0].free();
        both[0].waitFor();
        Request done = comm.iSend(new int[] {1}, 1, MPI.INT, next, 23);
        comm.recv(a, 1, MPI.INT, before, 23);
        while (done.getStatus() == null) {
            Thread.onSpinWait();
        }
        Checks.isTrue(!done.isNull(), "getStatus leaves a request what it is");
        Checks.isTrue(done.testStatus() != null && done.isNull(), "testStatus does not");
    }

    private void nobody() throws Exception {
        comm.send(new int[1], 1, MPI.INT, MPI.PROC_NULL, 0);
        Status status = comm.recv(new int[1], 1, MPI.INT, MPI.PROC_NULL, 0);
        Checks.equal(MPI.PROC_NULL, status.getSource(), "of nobody");
        Checks.equal(MPI.ANY_TAG, status.getTag(), "of nobody");
        Checks.equal(0, status.getCount(MPI.INT), "of nobody");
        comm.send(null, 0, MPI.INT, next, 31);
        comm.recv(null, 0, MPI.INT, before, 31);
        comm.send(rank, 0, MPI.INT, next, 31);
        comm.recv("any object", 0, MPI.INT, before, 31);
    }

    private void cancelled() throws Exception {
        Request receive = comm.iRecv(MPI.newIntBuffer(1), 1, MPI.INT, before, 41);
        receive.cancel();
        Checks.isTrue(receive.waitStatus().isCancelled(), "cancel");
        Status status = comm.recv(null, 0, MPI.INT, MPI.PROC_NULL, 0);
        status.setCancelled(true);
        status.setElements(MPI.INT, 6);
        Checks.isTrue(status.isCancelled(), "setCancelled");
        Checks.equal(6, status.getElements(MPI.INT), "setElements");
        Checks.equal(6, status.getCount(MPI.INT), "setElements");
    }

    private void errors() throws Exception {
        Comm other = comm.dup();
        other.setErrhandler(MPI.ERRORS_RETURN);
        Checks.fails(MPI.ERR_RANK, () -> other.send(new int[1], 1, MPI.INT, size, 0));
        Checks.fails(MPI.ERR_RANK, () -> other.send(new int[1], 1, MPI.INT, -1, 0));
        Checks.fails(MPI.ERR_RANK, () -> other.recv(new int[1], 1, MPI.INT, -5, 0));
        Checks.fails(MPI.ERR_TAG, () -> other.send(new int[1], 1, MPI.INT, next, -1));
        Checks.fails(MPI.ERR_COUNT, () -> other.send(new int[1], 2, MPI.INT, next, 0));
        Checks.fails(MPI.ERR_COUNT, () -> other.send(new int[1], -1, MPI.INT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.send(new int[1], 1, MPI.FLOAT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.send(new int[1], 1, MPI.DATATYPE_NULL, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.send(new int[1], 1, null, next, 0));
        Checks.fails(MPI.ERR_BUFFER, () -> other.send(null, 1, MPI.INT, next, 0));
        Checks.fails(MPI.ERR_TYPE, () -> other.send("text", 1, MPI.INT, next, 0));
        Request sent = other.iSend(new int[5], 5, MPI.INT, next, 1);
        Checks.fails(MPI.ERR_TRUNCATE, () -> other.recv(new int[2], 2, MPI.INT, before, 1));
        other.recv(new int[5], 5, MPI.INT, before, 1);
        sent.waitFor();
        other.free();
        Checks.isTrue(other.isNull(), "a communicator that was freed");
        Checks.fails(MPI.ERR_COMM, other::getRank);
    }

    private void packed() throws Exception {
        byte[] bytes =
                new byte[comm.packSize(3, MPI.INT) + comm.packSize(1, MPI.DOUBLE) + comm.packSize(2, MPI.BOOLEAN)];
        int end = comm.pack(new int[] {1, rank, 3}, 3, MPI.INT, bytes, 0);
        end = comm.pack(new double[] {0.5}, 1, MPI.DOUBLE, bytes, end);
        end = comm.pack(new boolean[] {true, false}, 2, MPI.BOOLEAN, bytes, end);
        Checks.equal(bytes.length, end, "pack");
        comm.sendRecvReplace(bytes, end, MPI.PACKED, next, 51, before, 51);
        ByteBuffer ints = MPI.newByteBuffer(12);
        double[] half = new double[1];
        boolean[] truths = new boolean[2];
        int at = comm.unpack(bytes, 0, ints, 3, MPI.INT);
        at = comm.unpack(bytes, at, half, 1, MPI.DOUBLE);
        at = comm.unpack(bytes, at, truths, 2, MPI.BOOLEAN);
        Checks.equal(bytes.length, at, "unpack");
        Checks.equal(before, ints.asIntBuffer().get(1), "unpack");
        Checks.equal("0.5 [true, false]", half[0] + " " + Arrays.toString(truths), "unpack");
    }
}
