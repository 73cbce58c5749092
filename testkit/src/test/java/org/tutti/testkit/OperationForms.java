package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.PersistentRequest;
import org.tutti.Request;

/** A collective operation in its three forms: one that waits, one that returns at once, and one that is started, again and again. */
record OperationForms(String name, Plain waits, Form<Request> returns, Form<PersistentRequest> starts) {
    /** One of the others, with a buffer to send from and one to receive into. */
    interface Form<R> {
        R call(Communicator world, long[] send, long[] recv, int count);
    }

    /** The one that waits. */
    interface Plain {
        void call(Communicator world, long[] send, long[] recv, int count);
    }

    private static int[] counts(Communicator world, int count) {
        int[] counts = new int[world.size()];
        for (int rank = 0; rank < counts.length; rank++) {
            counts[rank] = rank % 3 == 1 ? count / 2 : count;
        }
        return counts;
    }

    private static int[] column(Communicator world, int count) {
        int[] counts = new int[world.size()];
        Arrays.fill(counts, counts(world, count)[world.rank()]);
        return counts;
    }

    /** All operations of a communicator without a topology. */
    static final List<OperationForms> ALL = List.of(
            new OperationForms(
                    "barrier",
                    (w, s, r, n) -> w.barrier(),
                    (w, s, r, n) -> w.ibarrier(),
                    (w, s, r, n) -> w.barrierInit()),
            new OperationForms(
                    "bcast",
                    (w, s, r, n) -> w.bcast(s, 0, n, 0),
                    (w, s, r, n) -> w.ibcast(s, 0, n, 0),
                    (w, s, r, n) -> w.bcastInit(s, 0, n, 0)),
            new OperationForms(
                    "allreduce",
                    (w, s, r, n) -> w.allreduce(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.iallreduce(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.allreduceInit(s, 0, r, 0, n, Op.SUM)),
            new OperationForms(
                    "reduce",
                    (w, s, r, n) -> w.reduce(s, 0, r, 0, n, Op.MAX, 1),
                    (w, s, r, n) -> w.ireduce(s, 0, r, 0, n, Op.MAX, 1),
                    (w, s, r, n) -> w.reduceInit(s, 0, r, 0, n, Op.MAX, 1)),
            new OperationForms(
                    "scan",
                    (w, s, r, n) -> w.scan(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.iscan(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.scanInit(s, 0, r, 0, n, Op.SUM)),
            new OperationForms(
                    "exscan",
                    (w, s, r, n) -> w.exscan(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.iexscan(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.exscanInit(s, 0, r, 0, n, Op.SUM)),
            new OperationForms(
                    "reduceScatterBlock",
                    (w, s, r, n) -> w.reduceScatterBlock(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.ireduceScatterBlock(s, 0, r, 0, n, Op.SUM),
                    (w, s, r, n) -> w.reduceScatterBlockInit(s, 0, r, 0, n, Op.SUM)),
            new OperationForms(
                    "reduceScatter",
                    (w, s, r, n) -> w.reduceScatter(s, 0, r, 0, counts(w, n), Op.SUM),
                    (w, s, r, n) -> w.ireduceScatter(s, 0, r, 0, counts(w, n), Op.SUM),
                    (w, s, r, n) -> w.reduceScatterInit(s, 0, r, 0, counts(w, n), Op.SUM)),
            new OperationForms(
                    "gather",
                    (w, s, r, n) -> w.gather(s, 0, r, 0, n, 0),
                    (w, s, r, n) -> w.igather(s, 0, r, 0, n, 0),
                    (w, s, r, n) -> w.gatherInit(s, 0, r, 0, n, 0)),
            new OperationForms(
                    "gatherv",
                    (w, s, r, n) -> w.gatherv(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null, 1),
                    (w, s, r, n) -> w.igatherv(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null, 1),
                    (w, s, r, n) -> w.gathervInit(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null, 1)),
            new OperationForms(
                    "scatter",
                    (w, s, r, n) -> w.scatter(s, 0, r, 0, n, 1),
                    (w, s, r, n) -> w.iscatter(s, 0, r, 0, n, 1),
                    (w, s, r, n) -> w.scatterInit(s, 0, r, 0, n, 1)),
            new OperationForms(
                    "scatterv",
                    (w, s, r, n) -> w.scatterv(s, counts(w, n), null, r, 0, counts(w, n)[w.rank()], 0),
                    (w, s, r, n) -> w.iscatterv(s, counts(w, n), null, r, 0, counts(w, n)[w.rank()], 0),
                    (w, s, r, n) -> w.scattervInit(s, counts(w, n), null, r, 0, counts(w, n)[w.rank()], 0)),
            new OperationForms(
                    "allgather",
                    (w, s, r, n) -> w.allgather(s, 0, r, 0, n),
                    (w, s, r, n) -> w.iallgather(s, 0, r, 0, n),
                    (w, s, r, n) -> w.allgatherInit(s, 0, r, 0, n)),
            new OperationForms(
                    "allgatherv",
                    (w, s, r, n) -> w.allgatherv(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null),
                    (w, s, r, n) -> w.iallgatherv(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null),
                    (w, s, r, n) -> w.allgathervInit(s, 0, counts(w, n)[w.rank()], r, counts(w, n), null)),
            new OperationForms(
                    "alltoall",
                    (w, s, r, n) -> w.alltoall(s, 0, r, 0, n),
                    (w, s, r, n) -> w.ialltoall(s, 0, r, 0, n),
                    (w, s, r, n) -> w.alltoallInit(s, 0, r, 0, n)),
            new OperationForms(
                    "alltoallv",
                    (w, s, r, n) -> w.alltoallv(s, counts(w, n), null, r, column(w, n), null),
                    (w, s, r, n) -> w.ialltoallv(s, counts(w, n), null, r, column(w, n), null),
                    (w, s, r, n) -> w.alltoallvInit(s, counts(w, n), null, r, column(w, n), null)));

    /** Those between the neighbors of a ring. */
    static final List<OperationForms> BETWEEN_NEIGHBORS = List.of(
            new OperationForms(
                    "neighborAllgather",
                    (w, s, r, n) -> w.neighborAllgather(s, 0, r, 0, n),
                    (w, s, r, n) -> w.ineighborAllgather(s, 0, r, 0, n),
                    (w, s, r, n) -> w.neighborAllgatherInit(s, 0, r, 0, n)),
            new OperationForms(
                    "neighborAlltoall",
                    (w, s, r, n) -> w.neighborAlltoall(s, 0, r, 0, n),
                    (w, s, r, n) -> w.ineighborAlltoall(s, 0, r, 0, n),
                    (w, s, r, n) -> w.neighborAlltoallInit(s, 0, r, 0, n)),
            new OperationForms(
                    "neighborAllgatherv",
                    (w, s, r, n) -> w.neighborAllgatherv(s, 0, n, r, new int[] {n, n}, null),
                    (w, s, r, n) -> w.ineighborAllgatherv(s, 0, n, r, new int[] {n, n}, null),
                    (w, s, r, n) -> w.neighborAllgathervInit(s, 0, n, r, new int[] {n, n}, null)),
            new OperationForms(
                    "neighborAlltoallv",
                    (w, s, r, n) -> w.neighborAlltoallv(s, new int[] {n, n}, null, r, new int[] {n, n}, null),
                    (w, s, r, n) -> w.ineighborAlltoallv(s, new int[] {n, n}, null, r, new int[] {n, n}, null),
                    (w, s, r, n) -> w.neighborAlltoallvInit(s, new int[] {n, n}, null, r, new int[] {n, n}, null)));

    /** One call, what it was passed, and what it is to give: what the operation that waits has given in the world. */
    static final class Case {
        private final OperationForms operation;
        private final int count;
        private final long[] send;
        private final long[] recv;
        private final long[] expectedSend;
        private final long[] expected;

        Case(Communicator world, OperationForms operation, int count, long seed) {
            this.operation = operation;
            this.count = count;
            send = new Random(seed * 31 + world.rank())
                    .longs((long) count * world.size())
                    .toArray();
            recv = new long[Math.max(2, world.size()) * count];
            expectedSend = send.clone();
            expected = recv.clone();
            operation.waits.call(world, expectedSend, expected, count);
        }

        OperationForms operation() {
            return operation;
        }

        int count() {
            return count;
        }

        long[] send() {
            return send;
        }

        long[] recv() {
            return recv;
        }

        void check() {
            assertThat(send).as(operation.name).isEqualTo(expectedSend);
            assertThat(recv).as(operation.name).isEqualTo(expected);
        }
    }
}
