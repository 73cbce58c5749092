package org.tutti.testkit.dropin;

import java.nio.ByteBuffer;
import mpi.Intracomm;
import mpi.MPI;

/** A program of the mpiJava dialect that demands of MPI what programs may. */
public final class MpjConformance {
    private MpjConformance() {}

    /** A part of the whole. */
    private interface Topic {
        void run(Intracomm comm) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Checks.isTrue(!MPI.Initialized() && !MPI.Finalized(), "Initialized");
        Checks.equal(args, MPI.Init(args), "Init");
        Checks.isTrue(MPI.Initialized(), "Initialized");
        run("messages", MpjMessageTopic::run);
        run("objects", MpjObjectTopic::run);
        run("collective", MpjCollectiveTopic::run);
        run("communicators", MpjCommunicatorTopic::run);
        run("environment", MpjConformance::environment);
        MPI.Finalize();
        Checks.isTrue(MPI.Finalized(), "Finalized");
    }

    private static void run(String name, Topic topic) throws Exception {
        topic.run(MPI.COMM_WORLD);
        MPI.COMM_WORLD.Barrier();
        if (MPI.COMM_WORLD.Rank() == 0) {
            System.out.println(name);
        }
    }

    private static void environment(Intracomm comm) {
        Checks.isTrue(MPI.Wtime() > 0 && MPI.Wtick() > 0, "Wtime");
        Checks.isTrue(!MPI.Get_processor_name().isEmpty(), "Get_processor_name");
        Checks.isTrue(MPI.Is_thread_main(), "Is_thread_main");
        Checks.equal(MPI.THREAD_SINGLE, MPI.Query_thread(), "Query_thread");
        Checks.equal(MPI.ERRORS_ARE_FATAL, MPI.Errorhandler_get(), "Errorhandler_get");
        MPI.Errorhandler_set(MPI.ERRORS_RETURN);
        Checks.equal(MPI.ERRORS_RETURN, comm.Errhandler_get(), "Errhandler_get");
        comm.Errhandler_set(MPI.ERRORS_ARE_FATAL);
        MPI.Buffer_attach(ByteBuffer.allocate(1000));
        Checks.equal(1000, MPI.Buffer_detach().length, "Buffer_detach");
    }
}
