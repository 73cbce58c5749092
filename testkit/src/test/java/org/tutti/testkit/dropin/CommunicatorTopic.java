package org.tutti.testkit.dropin;

import java.util.List;
import mpi.CartComm;
import mpi.Comm;
import mpi.DistGraphNeighbors;
import mpi.Errhandler;
import mpi.GraphComm;
import mpi.Group;
import mpi.Info;
import mpi.Intercomm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.ShiftParms;

/** Groups, communicators, topologies, attributes, hints and error handlers. */
final class CommunicatorTopic {
    private final Intracomm comm;
    private final int rank;
    private final int size;

    private CommunicatorTopic(Intracomm comm) throws Exception {
        this.comm = comm;
        this.rank = comm.getRank();
        this.size = comm.getSize();
    }

    static void run(Intracomm comm) throws Exception {
        CommunicatorTopic topic = new CommunicatorTopic(comm);
        topic.groups();
        topic.communicators();
        topic.attributes();
        topic.handlers();
        topic.grids();
        topic.graphs();
        topic.intercommunicators();
        topic.ports();
        topic.unsupported();
    }

    private void groups() throws Exception {
        Group all = comm.getGroup();
        Checks.equal(size + " " + rank, all.getSize() + " " + all.getRank(), "group");
        Group last = all.incl(new int[] {size - 1});
        Group others = all.excl(new int[] {size - 1});
        Checks.equal(rank == size - 1 ? 0 : MPI.UNDEFINED, last.getRank(), "incl");
        Checks.equal(
                MPI.SIMILAR, Group.compare(all, Group.union(last, others)) | (size == 1 ? MPI.SIMILAR : 0), "union");
        Checks.equal(0, Group.intersection(last, others).getSize(), "intersection");
        Checks.equal(MPI.IDENT, Group.compare(last, Group.difference(all, others)), "difference");
        Checks.equal(
                new int[] {0, MPI.PROC_NULL},
                Group.translateRanks(all, new int[] {size - 1, MPI.PROC_NULL}, last),
                "translateRanks");
        if (size > 1) {
            Checks.equal(MPI.UNDEFINED, Group.translateRanks(all, new int[] {0}, last)[0], "translateRanks");
        }
        Checks.equal(size, all.rangeIncl(new int[][] {{0, size - 1, 1}}).getSize(), "rangeIncl");
        Checks.equal(0, all.rangeExcl(new int[][] {{0, size - 1, 1}}).getSize(), "rangeExcl");
        Checks.equal(MPI.IDENT, Group.compare(MPI.GROUP_EMPTY, MPI.GROUP_EMPTY), "GROUP_EMPTY");
        last.free();
        Checks.isTrue(last.isNull(), "a group that was freed");
    }

    private static int sum(Comm comm) throws Exception {
        int[] one = {1};
        comm.allReduce(one, 1, MPI.INT, MPI.SUM);
        return one[0];
    }

    private void communicators() throws Exception {
        Comm copy = comm.clone();
        Checks.equal(MPI.CONGRUENT, Comm.compare(comm, copy), "compare");
        Checks.equal(MPI.IDENT, Comm.compare(comm, comm), "compare");
        Checks.equal(size, sum(copy), "clone");
        copy.setName("copy");
        Checks.equal("copy", copy.getName(), "setName");
        copy.disconnect();
        Intracomm later = comm.iDup();
        later.getRequest().waitFor();
        Checks.equal(size, sum(later), "iDup");
        later.free();
        Intracomm half = comm.split(rank % 2, -rank);
        Checks.equal((size + 1 - rank % 2) / 2, sum(half), "split");
        Checks.equal(
                MPI.UNDEFINED,
                Group.translateRanks(comm.getGroup(), new int[] {rank}, half.getGroup())[0] < 0 ? 0 : MPI.UNDEFINED,
                "split");
        half.free();
        Intracomm one = comm.split(rank == 0 ? 5 : MPI.UNDEFINED, 0);
        Checks.equal(rank != 0, one.isNull(), "split of others");
        Intracomm node = comm.splitType(Comm.TYPE_SHARED, 0, MPI.INFO_NULL);
        Checks.equal(size, node.getSize(), "splitType");
        Group first = comm.getGroup().incl(new int[] {0});
        Intracomm made = comm.create(first);
        Checks.equal(rank != 0, made.isNull(), "create");
        if (rank == 0) {
            Checks.equal(1, comm.createGroup(first, 7).getSize(), "createGroup");
        }
        Info hints = new Info();
        hints.set("colour", "red");
        Intracomm hinted = comm.dupWithInfo(hints);
        Checks.equal(size, sum(hinted), "dupWithInfo");
        Checks.equal(MPI.UNDEFINED, comm.getTopology(), "getTopology");
        Checks.isTrue(!comm.isInter(), "isInter");
        Checks.equal(1, MPI.COMM_SELF.getSize(), "COMM_SELF");
        Checks.equal(1, sum(MPI.COMM_SELF), "COMM_SELF");
    }

    private void attributes() throws Exception {
        int key = Comm.createKeyval();
        Intracomm copy = comm.dup();
        Checks.equal(null, copy.getAttr(key), "no attribute");
        copy.setAttr(key, List.of("a", "b"));
        Checks.equal(List.of("a", "b"), copy.getAttr(key), "an attribute");
        Checks.equal(List.of("a", "b"), copy.dup().getAttr(key), "an attribute of a duplicate");
        copy.deleteAttr(key);
        Checks.equal(null, copy.getAttr(key), "an attribute that was deleted");
        Comm.freeKeyval(key);
        Checks.equal(Integer.MAX_VALUE, comm.getAttr(MPI.TAG_UB), "TAG_UB");
        Checks.equal(true, comm.getAttr(MPI.WTIME_IS_GLOBAL), "WTIME_IS_GLOBAL");
        Info info = new Info();
        info.set("a", "1");
        info.set("b", "2");
        Checks.equal(
                "2 1 b null", info.size() + " " + info.get("a") + " " + info.getKey(1) + " " + info.get("c"), "info");
        Info other = info.clone();
        info.delete("a");
        copy.setInfo(other);
        Checks.equal("1 2", info.size() + " " + copy.getInfo().size(), "info");
        info.free();
        Checks.isTrue(info.isNull() && MPI.INFO_NULL.isNull(), "info that was freed");
    }

    private void handlers() throws Exception {
        Checks.equal(MPI.ERRORS_ARE_FATAL, comm.getErrhandler(), "the default");
        Intracomm copy = comm.dup();
        copy.setErrhandler(MPI.ERRORS_RETURN);
        Checks.equal(MPI.ERRORS_RETURN, copy.dup().getErrhandler(), "of a duplicate");
        Checks.fails(MPI.ERR_ROOT, () -> copy.bcast(new int[1], 1, MPI.INT, size));
        Checks.fails(MPI.ERR_OTHER, () -> copy.callErrhandler(MPI.ERR_OTHER));
        Checks.fails(MPI.ERR_KEYVAL, () -> copy.setAttr(12345, ""));
        Checks.fails(MPI.ERR_TOPOLOGY, () -> copy.neighborAllGather(new int[1], 1, MPI.INT, new int[1], 1, MPI.INT));
    }

    private void grids() throws Exception {
        int[] dims = new int[2];
        CartComm.createDims(size, dims);
        Checks.equal(size, dims[0] * dims[1], "createDims");
        CartComm ring = comm.createCart(new int[] {size}, new boolean[] {true}, false);
        Checks.equal(MPI.CART, ring.getTopology(), "getTopology");
        ShiftParms shift = ring.shift(0, 1);
        Checks.equal((rank + 1) % size, shift.getRankDest(), "shift");
        Checks.equal((rank + size - 1) % size, shift.getRankSource(), "shift");
        Checks.equal(rank, ring.getCoords(rank)[0], "getCoords");
        Checks.equal(0, ring.getRank(new int[] {size}), "getRank");
        Checks.equal(
                "1 " + size + " true " + rank,
                ring.getTopo().getDimCount() + " " + ring.getTopo().getDim(0) + " "
                        + ring.getTopo().getPeriod(0) + " " + ring.getTopo().getCoord(0),
                "getTopo");
        Checks.equal(rank, ring.map(new int[] {size}, new boolean[] {true}), "map");
        int[] around = new int[2];
        ring.neighborAllGather(new int[] {rank}, 1, MPI.INT, around, 1, MPI.INT);
        Checks.equal(new int[] {(rank + size - 1) % size, (rank + 1) % size}, around, "neighborAllGather");
        ring.iNeighborAllToAll(new int[] {rank, rank + 100}, 1, MPI.INT, around, 1, MPI.INT)
                .waitFor();
        Checks.equal(new int[] {(rank + size - 1) % size + 100, (rank + 1) % size}, around, "iNeighborAllToAll");
        CartComm grid = comm.createCart(new int[] {size, 1}, new boolean[] {false, false}, false);
        Checks.equal(1, grid.sub(new boolean[] {false, true}).getSize(), "sub");
        Checks.equal(MPI.PROC_NULL, grid.shift(1, 1).getRankDest(), "no neighbor");
        Checks.equal(MPI.CART, grid.dup().getTopology(), "a duplicate's topology");
        if (size > 1) {
            CartComm one = comm.createCart(new int[] {1}, new boolean[] {true}, false);
            Checks.equal(rank != 0, one.isNull(), "ranks beyond the grid");
        }
    }

    private void graphs() throws Exception {
        int[] index = new int[size];
        int[] edges = new int[size];
        for (int i = 0; i < size; i++) {
            index[i] = i + 1;
            edges[i] = (i + 1) % size;
        }
        GraphComm circle = comm.createGraph(index, edges, false);
        Checks.equal(MPI.GRAPH, circle.getTopology(), "getTopology");
        Checks.equal(new int[] {(rank + 1) % size}, circle.getNeighbors(rank), "getNeighbors");
        Checks.equal(
                size + " " + size,
                circle.getDims().getIndexCount() + " " + circle.getDims().getEdgeCount(),
                "getDims");
        int[] before = {(rank + size - 1) % size};
        int[] next = {(rank + 1) % size};
        GraphComm adjacent =
                comm.createDistGraphAdjacent(before, new int[] {4}, next, new int[] {4}, MPI.INFO_NULL, false);
        DistGraphNeighbors neighbors = adjacent.getDistGraphNeighbors();
        Checks.equal(
                "1 1 " + before[0] + " " + next[0] + " 4 4 true",
                neighbors.getInDegree() + " " + neighbors.getOutDegree() + " " + neighbors.getSource(0) + " "
                        + neighbors.getDestination(0) + " " + neighbors.getSourceWeight(0) + " "
                        + neighbors.getDestinationWeight(0) + " " + neighbors.isWeighted(),
                "createDistGraphAdjacent");
        double[] got = new double[1];
        adjacent.neighborAllToAllv(
                new double[] {rank},
                new int[] {1},
                new int[] {0},
                MPI.DOUBLE,
                got,
                new int[] {1},
                new int[] {0},
                MPI.DOUBLE);
        Checks.equal((double) before[0], got[0], "neighborAllToAllv");
        GraphComm dist = comm.createDistGraph(new int[] {rank}, new int[] {1}, next, MPI.INFO_NULL, false);
        Checks.equal(MPI.DIST_GRAPH, dist.getTopology(), "createDistGraph");
        int[] value = new int[1];
        dist.neighborAllGatherv(new int[] {rank}, 1, MPI.INT, value, new int[] {1}, new int[] {0}, MPI.INT);
        Checks.equal(before[0], value[0], "neighborAllGatherv");
    }

    private void intercommunicators() throws Exception {
        if (size < 2) {
            return;
        }
        boolean isLow = rank < size / 2;
        Intracomm half = comm.split(isLow ? 0 : 1, 0);
        Intercomm inter = comm.createIntercomm(half, 0, isLow ? size / 2 : 0, 3);
        Checks.isTrue(inter.isInter(), "isInter");
        Checks.equal(isLow ? size - size / 2 : size / 2, inter.getRemoteSize(), "getRemoteSize");
        Checks.equal(inter.getRemoteSize(), inter.getRemoteGroup().getSize(), "getRemoteGroup");
        int root = isLow ? (half.getRank() == 0 ? MPI.ROOT : MPI.PROC_NULL) : 0;
        int[] value = {isLow ? 42 : 0};
        inter.bcast(value, 1, MPI.INT, root);
        Checks.equal(42, value[0], "bcast to the other group");
        int[] all = new int[inter.getRemoteSize()];
        inter.gather(new int[] {7}, 1, MPI.INT, root == MPI.ROOT ? all : null, 1, MPI.INT, root);
        if (root == MPI.ROOT) {
            Checks.equal(7, all[all.length - 1], "gather from the other group");
        }
        int[] sum = new int[1];
        inter.allReduce(new int[] {1}, sum, 1, MPI.INT, MPI.SUM);
        Checks.equal(inter.getRemoteSize(), sum[0], "allReduce of the other group");
        messages(inter, half);
        Intracomm merged = inter.merge(!isLow);
        Checks.equal(rank, merged.getRank(), "merge");
        Checks.equal(inter.getRemoteSize(), inter.dup().getRemoteSize(), "dup");
        merged.free();
        inter.free();
    }

    /** Each rank sends to the one of the other group that has its number, counted around. */
    private static void messages(Intercomm inter, Intracomm half) throws Exception {
        int mine = half.getRank();
        Request sent = inter.iSend(new int[] {mine}, 1, MPI.INT, mine % inter.getRemoteSize(), 0);
        for (int peer = 0; peer < inter.getRemoteSize(); peer++) {
            if (peer % half.getSize() == mine) {
                int[] value = new int[1];
                inter.recv(value, 1, MPI.INT, peer, 0);
                Checks.equal(peer, value[0], "a message of the other group");
            }
        }
        sent.waitFor();
    }

    /** Two ranks, each a group by itself, connect as two jobs would. */
    private void ports() throws Exception {
        Errhandler before = MPI.COMM_WORLD.getErrhandler();
        MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_RETURN);
        String service = "service of " + ProcessHandle.current().pid();
        Checks.fails(MPI.ERR_NAME, () -> Intracomm.lookupName(service));
        Checks.fails(MPI.ERR_PORT, () -> Intracomm.closePort("none"));
        char[] name = new char[200];
        int rank = comm.getRank();
        if (rank == 0) {
            String port = Intracomm.openPort();
            Intracomm.publishName(service, port);
            Checks.equal(port, Intracomm.lookupName(service), "lookupName");
            Checks.fails(MPI.ERR_SERVICE, () -> Intracomm.publishName(service, port));
            Intracomm.unpublishName(service, port);
            port.getChars(0, port.length(), name, 0);
        }
        comm.bcast(name, name.length, MPI.CHAR, 0);
        String port = new String(name).trim();
        if (comm.getSize() > 1 && rank < 2) {
            Intercomm other = rank == 0 ? MPI.COMM_SELF.accept(port, 0) : MPI.COMM_SELF.connect(port, 0);
            Checks.equal(1, other.getRemoteSize(), "getRemoteSize");
            int[] sum = {rank + 5};
            other.allReduce(sum, 1, MPI.INT, MPI.SUM);
            Checks.equal(6 - rank, sum[0], "the number of the other one");
            Intracomm both = other.merge(rank == 1);
            other.disconnect();
            Checks.equal(rank, both.getRank(), "accepts first");
            Checks.equal(MPI.UNEQUAL, Group.compare(comm.getGroup(), both.getGroup()), "groups of different jobs");
            both.disconnect();
        }
        if (rank == 0) {
            Intracomm.closePort(port);
        }
        comm.barrier();
        MPI.COMM_WORLD.setErrhandler(before);
    }

    private void unsupported() throws Exception {
        Checks.isTrue(Intercomm.getParent().isNull(), "getParent");
        Checks.fails(MPI.ERR_UNSUPPORTED_OPERATION, () -> new mpi.Win(MPI.newIntBuffer(1), 1, 1, MPI.INFO_NULL, comm));
        Checks.fails(MPI.ERR_UNSUPPORTED_OPERATION, () -> new mpi.File(comm, "name", MPI.MODE_RDONLY));
    }
}
