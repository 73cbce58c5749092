package org.tutti;

/**
 * Which threads of a rank call Tutti, and when. Tutti gives each program the level that it asks for; the lower ones are faster, since
 * nothing is locked. MPI standard: 11.6.2.
 */
public enum ThreadLevel {
    /** The program has one thread. MPI_THREAD_SINGLE. */
    SINGLE,
    /** The thread that has joined is the only one that calls. MPI_THREAD_FUNNELED. */
    FUNNELED,
    /** All threads call, one at a time. MPI_THREAD_SERIALIZED. */
    SERIALIZED,
    /**
     * All threads call at any time, virtual threads as well: one that waits gives its carrier free. Collective operations of one
     * communicator are still called by one thread at a time. MPI_THREAD_MULTIPLE.
     */
    MULTIPLE
}
