package org.tutti.runtime;

/** A daemon thread that blocks in the kernel until a process of the job ends. */
interface DeathWatch extends AutoCloseable {
    /** Told of each end, once, on the watch's thread. */
    interface Listener {
        /** A rank's process has ended, or has closed its connection. */
        void rankEnded(int rank);

        /** The launcher's process has ended. */
        void launcherEnded();
    }

    /** Ends the watch; nothing is told any more. */
    @Override
    void close();

    /** Waits, once it has been closed, until its thread uses the arena no more. */
    default void awaitEnd() throws InterruptedException {
        // a watch that sleeps outside the arena needs none
    }
}
