package org.tutti.testkit.dropin;

import java.util.Arrays;
import java.util.List;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.Request;

/** Collective operations on all kinds of buffers, in all forms. */
final class CollectiveTopic {
    private final Intracomm comm;
    private final Datatype type;
    private final Cells.Kind kind;
    private final int count;
    private final boolean atOnce;
    private final int rank;
    private final int size;

    private CollectiveTopic(Intracomm comm, Datatype type, Cells.Kind kind, int count, boolean atOnce)
            throws Exception {
        this.comm = comm;
        this.type = type;
        this.kind = kind;
        this.count = count;
        this.atOnce = atOnce;
        this.rank = comm.getRank();
        this.size = comm.getSize();
    }

    static void run(Intracomm comm) throws Exception {
        for (Cells.Kind kind : Cells.Kind.values()) {
            boolean isOfAll = kind == Cells.Kind.ARRAY || kind == Cells.Kind.SHARED;
            for (Datatype type : isOfAll ? Cells.TYPES : List.of(MPI.BYTE, MPI.DOUBLE)) {
                for (int count : new int[] {0, 1, 300}) {
                    new CollectiveTopic(comm, type, kind, count, false).all();
                }
                new CollectiveTopic(comm, type, kind, 5, true).all();
            }
            new CollectiveTopic(comm, MPI.INT, kind, 20_000, false).all();
            new CollectiveTopic(comm, MPI.DOUBLE, kind, 2000, true).all();
        }
    }

    private void all() throws Exception {
        for (int root = 0; root < size; root++) {
            bcast(root);
            gather(root);
            gatherv(root);
            scatter(root);
            scatterv(root);
            reduce(root);
        }
        allGather();
        allGatherv();
        allToAll();
        allToAllv();
        allReduce();
        reduceScatter();
        scans();
    }

    private Object make(int elements) {
        return Cells.make(kind, type, elements);
    }

    /** {@return the number that a rank has at a place} Sums of all stay small. */
    private int value(int ofRank, int i) {
        return type == MPI.BOOLEAN ? (ofRank + i) % 2 : (ofRank + 1 + i % 5) % 12;
    }

    private Object mine(int elements, int offset) {
        Object buf = make(elements);
        fill(buf, 0, elements, rank, offset);
        return buf;
    }

    private void fill(Object buf, int start, int elements, int ofRank, int offset) {
        for (int i = 0; i < elements; i++) {
            Cells.set(buf, type, start + i, value(ofRank, offset + i));
        }
    }

    private void hasValues(Object buf, int start, int elements, int ofRank, int offset, String what) {
        for (int i = 0; i < elements; i++) {
            Checks.equal(
                    value(ofRank, offset + i),
                    Cells.get(buf, type, start + i),
                    what,
                    kind,
                    type.getName(),
                    "count",
                    count,
                    "at once",
                    atOnce,
                    "element",
                    i,
                    "of rank",
                    ofRank);
        }
    }

    private static void finish(Request request) throws Exception {
        request.waitFor();
        Checks.isTrue(request.isNull(), "a request that is done is null");
        request.free();
    }

    private void bcast(int root) throws Exception {
        Object buf = rank == root ? mine(count, 0) : make(count);
        if (atOnce) {
            finish(comm.iBcast(buf, count, type, root));
        } else {
            comm.bcast(buf, count, type, root);
        }
        hasValues(buf, 0, count, root, 0, "bcast");
    }

    private void gather(int root) throws Exception {
        Object send = mine(count, 7);
        Object recv = rank == root ? make(count * size) : null;
        Object both = rank == root ? make(count * size) : send;
        if (rank == root) {
            fill(both, rank * count, count, rank, 7);
        }
        if (atOnce) {
            finish(comm.iGather(send, count, type, recv, count, type, root));
            finish(comm.iGather(both, count, type, root));
        } else {
            comm.gather(send, count, type, recv, count, type, root);
            comm.gather(both, count, type, root);
        }
        for (int peer = 0; rank == root && peer < size; peer++) {
            hasValues(recv, peer * count, count, peer, 7, "gather");
            hasValues(both, peer * count, count, peer, 7, "gather in place");
        }
    }

    /** {@return how many elements each rank has} */
    private int[] counts() {
        int[] counts = new int[size];
        Arrays.setAll(counts, peer -> count * (peer + 1) / 2);
        return counts;
    }

    /** {@return where blocks begin: the last rank's first, with a gap behind each} */
    private static int[] displacements(int[] counts) {
        int[] displacements = new int[counts.length];
        int next = 0;
        for (int peer = counts.length - 1; peer >= 0; peer--) {
            displacements[peer] = next;
            next += counts[peer] + 1;
        }
        return displacements;
    }

    private static int room(int[] counts) {
        return Arrays.stream(counts).sum() + counts.length;
    }

    private void gatherv(int root) throws Exception {
        int[] counts = counts();
        int[] displs = displacements(counts);
        Object send = mine(counts[rank], 3);
        Object recv = rank == root ? make(room(counts)) : null;
        Object both = rank == root ? make(room(counts)) : null;
        if (rank == root) {
            fill(both, displs[rank], counts[rank], rank, 3);
        }
        if (atOnce) {
            finish(comm.iGatherv(send, counts[rank], type, recv, counts, displs, type, root));
            finish(
                    rank == root
                            ? comm.iGatherv(both, counts, displs, type, root)
                            : comm.iGatherv(send, counts[rank], type, root));
        } else {
            comm.gatherv(send, counts[rank], type, recv, counts, displs, type, root);
            if (rank == root) {
                comm.gatherv(both, counts, displs, type, root);
            } else {
                comm.gatherv(send, counts[rank], type, root);
            }
        }
        for (int peer = 0; rank == root && peer < size; peer++) {
            hasValues(recv, displs[peer], counts[peer], peer, 3, "gatherv");
            hasValues(both, displs[peer], counts[peer], peer, 3, "gatherv in place");
        }
    }

    private void scatter(int root) throws Exception {
        Object send = rank == root ? make(count * size) : null;
        for (int peer = 0; rank == root && peer < size; peer++) {
            fill(send, peer * count, count, peer, 2);
        }
        Object recv = make(count);
        Object own = rank == root ? send : make(count);
        if (atOnce) {
            finish(comm.iScatter(send, count, type, recv, count, type, root));
            finish(comm.iScatter(own, count, type, root));
        } else {
            comm.scatter(send, count, type, recv, count, type, root);
            comm.scatter(own, count, type, root);
        }
        hasValues(recv, 0, count, rank, 2, "scatter");
        hasValues(own, rank == root ? rank * count : 0, count, rank, 2, "scatter in place");
    }

    private void scatterv(int root) throws Exception {
        int[] counts = counts();
        int[] displs = displacements(counts);
        Object send = rank == root ? make(room(counts)) : null;
        for (int peer = 0; rank == root && peer < size; peer++) {
            fill(send, displs[peer], counts[peer], peer, 4);
        }
        Object recv = make(counts[rank]);
        Object own = make(counts[rank]);
        if (atOnce) {
            finish(comm.iScatterv(send, counts, displs, type, recv, counts[rank], type, root));
            finish(
                    rank == root
                            ? comm.iScatterv(send, counts, displs, type, root)
                            : comm.iScatterv(own, counts[rank], type, root));
        } else {
            comm.scatterv(send, counts, displs, type, recv, counts[rank], type, root);
            if (rank == root) {
                comm.scatterv(send, counts, displs, type, root);
            } else {
                comm.scatterv(own, counts[rank], type, root);
            }
        }
        hasValues(recv, 0, counts[rank], rank, 4, "scatterv");
        if (rank != root) {
            hasValues(own, 0, counts[rank], rank, 4, "scatterv to others");
        }
    }

    private void allGather() throws Exception {
        Object send = mine(count, 1);
        Object recv = make(count * size);
        Object both = make(count * size);
        fill(both, rank * count, count, rank, 1);
        if (atOnce) {
            finish(comm.iAllGather(send, count, type, recv, count, type));
            finish(comm.iAllGather(both, count, type));
        } else {
            comm.allGather(send, count, type, recv, count, type);
            comm.allGather(both, count, type);
        }
        for (int peer = 0; peer < size; peer++) {
            hasValues(recv, peer * count, count, peer, 1, "allGather");
            hasValues(both, peer * count, count, peer, 1, "allGather in place");
        }
    }

    private void allGatherv() throws Exception {
        int[] counts = counts();
        int[] displs = displacements(counts);
        Object send = mine(counts[rank], 6);
        Object recv = make(room(counts));
        Object both = make(room(counts));
        fill(both, displs[rank], counts[rank], rank, 6);
        if (atOnce) {
            finish(comm.iAllGatherv(send, counts[rank], type, recv, counts, displs, type));
            finish(comm.iAllGatherv(both, counts, displs, type));
        } else {
            comm.allGatherv(send, counts[rank], type, recv, counts, displs, type);
            comm.allGatherv(both, counts, displs, type);
        }
        for (int peer = 0; peer < size; peer++) {
            hasValues(recv, displs[peer], counts[peer], peer, 6, "allGatherv");
            hasValues(both, displs[peer], counts[peer], peer, 6, "allGatherv in place");
        }
    }

    private void allToAll() throws Exception {
        Object send = make(count * size);
        for (int peer = 0; peer < size; peer++) {
            fill(send, peer * count, count, rank, peer);
        }
        Object recv = make(count * size);
        if (atOnce) {
            finish(comm.iAllToAll(send, count, type, recv, count, type));
        } else {
            comm.allToAll(send, count, type, recv, count, type);
        }
        for (int peer = 0; peer < size; peer++) {
            hasValues(recv, peer * count, count, peer, rank, "allToAll");
        }
    }

    private void allToAllv() throws Exception {
        int[] counts = new int[size];
        Arrays.setAll(counts, peer -> count * (peer + rank) / 3);
        int[] displs = displacements(counts);
        Object send = make(room(counts));
        for (int peer = 0; peer < size; peer++) {
            fill(send, displs[peer], counts[peer], rank, peer);
        }
        Object recv = make(room(counts));
        int[] bytes =
                Arrays.stream(displs).map(each -> each * Cells.width(type)).toArray();
        Datatype[] types = new Datatype[size];
        Arrays.fill(types, type);
        boolean isBoolean = type == MPI.BOOLEAN && kind == Cells.Kind.ARRAY;
        if (isBoolean || count % 2 == 0) {
            if (atOnce) {
                finish(comm.iAllToAllv(send, counts, displs, type, recv, counts, displs, type));
            } else {
                comm.allToAllv(send, counts, displs, type, recv, counts, displs, type);
            }
        } else if (atOnce) {
            finish(comm.iAllToAllw(send, counts, bytes, types, recv, counts, bytes, types));
        } else {
            comm.allToAllw(send, counts, bytes, types, recv, counts, bytes, types);
        }
        for (int peer = 0; peer < size; peer++) {
            hasValues(recv, displs[peer], counts[peer], peer, rank, "allToAllv");
        }
    }

    private Op[] ops() {
        if (type == MPI.BOOLEAN) {
            return new Op[] {MPI.LAND, MPI.LOR, MPI.LXOR};
        }
        if (type == MPI.FLOAT || type == MPI.DOUBLE) {
            return new Op[] {MPI.SUM, MPI.MAX, MPI.MIN, MPI.PROD};
        }
        return new Op[] {MPI.SUM, MPI.MAX, MPI.MIN, MPI.PROD, MPI.BAND, MPI.BOR, MPI.BXOR, MPI.LAND, MPI.LOR, MPI.LXOR};
    }

    private int combined(Op op, int ranks, int i) {
        int result = value(0, i);
        for (int peer = 1; peer < ranks; peer++) {
            result = combined(op, result, value(peer, i), 0);
        }
        boolean isLogical = op == MPI.LAND || op == MPI.LOR || op == MPI.LXOR;
        return isLogical && ranks == 1 ? result : narrow(result);
    }

    private static int combined(Op op, int a, int b, int unused) {
        if (op == MPI.SUM) return a + b;
        if (op == MPI.MAX) return Math.max(a, b);
        if (op == MPI.MIN) return Math.min(a, b);
        if (op == MPI.PROD) return a * b;
        if (op == MPI.BAND) return a & b;
        if (op == MPI.BOR) return a | b;
        if (op == MPI.BXOR) return a ^ b;
        if (op == MPI.LAND) return a != 0 && b != 0 ? 1 : 0;
        if (op == MPI.LOR) return a != 0 || b != 0 ? 1 : 0;
        return (a != 0) ^ (b != 0) ? 1 : 0;
    }

    private int narrow(int result) {
        return type == MPI.BYTE
                ? (byte) result
                : type == MPI.SHORT ? (short) result : type == MPI.CHAR ? (char) result : result;
    }

    private void isCombined(Object buf, Op op, int ranks, int elements, int offset, String what) {
        for (int i = 0; i < elements; i++) {
            Checks.equal(
                    combined(op, ranks, offset + i),
                    Cells.get(buf, type, i),
                    what,
                    kind,
                    type.getName(),
                    "count",
                    count,
                    "at once",
                    atOnce,
                    "element",
                    i);
        }
    }

    private void reduce(int root) throws Exception {
        Op op = ops()[root % ops().length];
        Object send = mine(count, 0);
        Object recv = rank == root ? make(count) : null;
        Object both = mine(count, 0);
        if (atOnce) {
            finish(comm.iReduce(send, recv, count, type, op, root));
            finish(comm.iReduce(both, count, type, op, root));
        } else {
            comm.reduce(send, recv, count, type, op, root);
            comm.reduce(both, count, type, op, root);
        }
        if (rank == root) {
            isCombined(recv, op, size, count, 0, "reduce");
            isCombined(both, op, size, count, 0, "reduce in place");
        }
    }

    private void allReduce() throws Exception {
        for (Op op : ops()) {
            Object send = mine(count, 0);
            Object recv = make(count);
            Object both = mine(count, 0);
            if (atOnce) {
                finish(comm.iAllReduce(send, recv, count, type, op));
                finish(comm.iAllReduce(both, count, type, op));
            } else {
                comm.allReduce(send, recv, count, type, op);
                comm.allReduce(both, count, type, op);
            }
            isCombined(recv, op, size, count, 0, "allReduce");
            isCombined(both, op, size, count, 0, "allReduce in place");
        }
    }

    private void reduceScatter() throws Exception {
        Op op = ops()[0];
        int[] counts = counts();
        int before = Arrays.stream(counts, 0, rank).sum();
        int all = Arrays.stream(counts).sum();
        Object recv = make(counts[rank]);
        Object both = mine(all, 0);
        Object block = make(count);
        Object blocks = mine(count * size, 0);
        if (atOnce) {
            finish(comm.iReduceScatter(mine(all, 0), recv, counts, type, op));
            finish(comm.iReduceScatter(both, counts, type, op));
            finish(comm.iReduceScatterBlock(mine(count * size, 0), block, count, type, op));
            finish(comm.iReduceScatterBlock(blocks, count, type, op));
        } else {
            comm.reduceScatter(mine(all, 0), recv, counts, type, op);
            comm.reduceScatter(both, counts, type, op);
            comm.reduceScatterBlock(mine(count * size, 0), block, count, type, op);
            comm.reduceScatterBlock(blocks, count, type, op);
        }
        isCombined(recv, op, size, counts[rank], before, "reduceScatter");
        isCombined(both, op, size, counts[rank], before, "reduceScatter in place");
        isCombined(block, op, size, count, rank * count, "reduceScatterBlock");
        isCombined(blocks, op, size, count, rank * count, "reduceScatterBlock in place");
    }

    private void scans() throws Exception {
        Op op = ops()[0];
        Object recv = make(count);
        Object both = mine(count, 0);
        Object before = make(count);
        Object beforeToo = mine(count, 0);
        if (atOnce) {
            finish(comm.iScan(mine(count, 0), recv, count, type, op));
            finish(comm.iScan(both, count, type, op));
            finish(comm.iExScan(mine(count, 0), before, count, type, op));
            finish(comm.iExScan(beforeToo, count, type, op));
        } else {
            comm.scan(mine(count, 0), recv, count, type, op);
            comm.scan(both, count, type, op);
            comm.exScan(mine(count, 0), before, count, type, op);
            comm.exScan(beforeToo, count, type, op);
        }
        isCombined(recv, op, rank + 1, count, 0, "scan");
        isCombined(both, op, rank + 1, count, 0, "scan in place");
        if (rank > 0) {
            isCombined(before, op, rank, count, 0, "exScan");
            isCombined(beforeToo, op, rank, count, 0, "exScan in place");
        }
    }
}
