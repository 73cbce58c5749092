package org.tutti.testkit.dropin;

import java.nio.IntBuffer;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;

/** A program of the package mpi that demands of MPI what programs may. */
public final class Conformance {
    /** As in programs: made when the class is loaded, before MPI is there. */
    private static final IntBuffer EARLY = MPI.newIntBuffer(300_000);

    private Conformance() {}

    /** A part of the whole. */
    private interface Topic {
        void run(Intracomm comm) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        notNow("MPI is not initialized.");
        EARLY.put(299_999, 1);
        Checks.equal(args, MPI.Init(args), "Init");
        Checks.isTrue(MPI.isInitialized() && !MPI.isFinalized(), "initialized");
        run("collective", CollectiveTopic::run);
        run("messages", MessageTopic::run);
        run("datatypes", DatatypeTopic::run);
        run("communicators", CommunicatorTopic::run);
        run("environment", Conformance::environment);
        MPI.COMM_WORLD.allReduce(EARLY, 300_000, MPI.INT, MPI.SUM);
        int size = MPI.COMM_WORLD.getSize();
        MPI.Finalize();
        Checks.equal(size, EARLY.get(299_999), "a buffer is there after the end");
        Checks.isTrue(MPI.isFinalized(), "finalized");
        notNow("MPI is finalized.");
    }

    private static void run(String name, Topic topic) throws Exception {
        topic.run(MPI.COMM_WORLD);
        MPI.COMM_WORLD.barrier();
        if (MPI.COMM_WORLD.getRank() == 0) {
            System.out.println(name);
        }
    }

    private static void notNow(String expected) throws Exception {
        try {
            MPI.COMM_WORLD.getRank();
            throw new AssertionError("this should have failed");
        } catch (MPIException e) {
            Checks.equal(expected, e.getMessage());
        }
    }

    private static void environment(Intracomm comm) throws Exception {
        Checks.equal(MPI.THREAD_SINGLE, MPI.queryThread(), "queryThread");
        Checks.isTrue(MPI.isThreadMain(), "isThreadMain");
        Checks.equal(
                "3.1", MPI.getVersion().getVersion() + "." + MPI.getVersion().getSubVersion(), "getVersion");
        Checks.isTrue(MPI.getLibVersion().startsWith("Tutti"), "getLibVersion");
        Checks.isTrue(!MPI.getProcessorName().isEmpty(), "getProcessorName");
        double time = MPI.wtime();
        Checks.isTrue(MPI.wtime() >= time && MPI.wtick() > 0, "wtime");
        IntBuffer ints = MPI.newIntBuffer(10);
        ints.put(4, 5);
        ints.position(9);
        Checks.equal(5, MPI.slice(ints, 4).get(0), "slice");
        int[] part = {1, 2, 3};
        Checks.equal(3, MPI.slice(part, 2).get(0), "slice");
        large(comm);
    }

    /** Three times 30,000 ints, which is legal. */
    private static void large(Intracomm comm) throws Exception {
        int size = comm.getSize();
        int n = 30_000;
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = n;
            displs[i] = i * n;
        }
        int[] mine = new int[n];
        java.util.Arrays.fill(mine, comm.getRank());
        int[] all = new int[n * size];
        comm.allGatherv(mine, n, MPI.INT, all, counts, displs, MPI.INT);
        Checks.equal(size - 1, all[all.length - 1], "allGatherv");
    }
}
