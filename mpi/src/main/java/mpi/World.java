package mpi;

import org.tutti.Communicator;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** This process as a rank: from MPI's Init until its Finalize. */
final class World {
    private static final ThreadLevel[] LEVELS = {
        ThreadLevel.SINGLE, ThreadLevel.FUNNELED, ThreadLevel.SERIALIZED, ThreadLevel.MULTIPLE
    };

    private static volatile State state = State.BEFORE;
    private static Communicator core;
    private static Thread mainThread;
    private static int level;

    private enum State {
        BEFORE,
        OPEN,
        OVER
    }

    private World() {}

    /** Joins the job; returns the level of thread support. */
    static synchronized int init(String[] args, int required) {
        if (state != State.BEFORE) {
            throw new MPIException(state == State.OPEN ? "MPI is already initialized." : "MPI is finalized.");
        }
        if (required < 0 || required >= LEVELS.length) {
            throw new MPIException(
                    MPI.ERR_ARG, MPI.ERR_ARG, "not a level of thread support: required=" + required, null);
        }
        try {
            Tutti.setDefault("p2p.types", "warn");
            core = Tutti.init(LEVELS[required], args == null ? new String[0] : args);
        } catch (TuttiException e) {
            throw new MPIException(e.code().number(), MPI.ERR_OTHER, e.getMessage(), e);
        }
        mainThread = Thread.currentThread();
        level = required;
        MPI.COMM_WORLD.open(core);
        MPI.COMM_SELF.open(Tutti.self());
        state = State.OPEN;
        return required;
    }

    /** Leaves the job, together with all other ranks. */
    static synchronized void end() {
        requireOpen();
        try {
            core.close();
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
        state = State.OVER;
        MPI.COMM_WORLD.open(null);
        MPI.COMM_SELF.open(null);
    }

    static boolean isInitialized() {
        return state != State.BEFORE;
    }

    static boolean isFinalized() {
        return state == State.OVER;
    }

    /** {@return the level of thread support} */
    static int level() {
        requireOpen();
        return level;
    }

    static boolean isMainThread() {
        return Thread.currentThread().equals(mainThread);
    }

    /** Throws before MPI's Init and after its Finalize, whatever the error handlers. */
    static void requireOpen() {
        if (state != State.OPEN) {
            throw new MPIException(state == State.BEFORE ? "MPI is not initialized." : "MPI is finalized.");
        }
    }

    /** {@return all ranks, while this process is one} */
    static Communicator core() {
        requireOpen();
        return core;
    }
}
