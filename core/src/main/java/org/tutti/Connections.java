package org.tutti;

import org.jspecify.annotations.Nullable;

/** How ranks of two jobs that were started apart come together. */
sealed interface Connections permits Communicator {
    /**
     * {@return an intercommunicator with ranks of another job that {@link #connect} to a port: this communicator's are the first group} All ranks
     * call it. It waits until some come; a rank that waits so does not count as one in a deadlock.
     *
     * <p>The two jobs get shared memory of their own for it, which goes back when each of a rank's communicators that have been made of it has been closed.
     * When a rank ends, each rank of both jobs that has such a communicator gets an error from it; other communicators of the job that
     * the rank was not of stay what they are. Those that are open when the world is closed are closed with it, and meet the others for that.
     *
     * <p>Example: {@code examples/Connect.java}. MPI standard: 11.9.2, MPI_COMM_ACCEPT.
     *
     * @param port at the root a port that it has {@linkplain Ports#open opened}; elsewhere it is not looked at
     * @param root the rank that has, the same on all ranks
     * @throws TuttiException of class ROOT for a bad root, of class PORT where the root has no such port open or closes it meanwhile, of
     *     class MISMATCH where ranks call something else, of class JOIN, NO_SPACE or TIMEOUT where the two jobs cannot meet, or when the job has ended
     */
    default Intercommunicator accept(@Nullable String port, int root) {
        return new Connecting((Communicator) this, root).accept(String.valueOf(port));
    }

    /**
     * {@return an intercommunicator with ranks of another job that {@link #accept} at a port: this communicator's are the second group} All ranks
     * call it. It waits for them as long as ranks of a job wait for each other when they start ({@code join.timeout}).
     *
     * <p>Example: {@code examples/Connect.java}. MPI standard: 11.9.3, MPI_COMM_CONNECT.
     *
     * @param port at the root the name of a port; elsewhere it is not looked at
     * @param root the same on all ranks
     * @throws TuttiException of class ROOT for a bad root, of class PORT where nobody has the port open, of class TIMEOUT where nobody
     *     accepts, of class MISMATCH where ranks call something else, of class JOIN or NO_SPACE where the two jobs cannot meet, or when the
     *     job has ended
     */
    default Intercommunicator connect(@Nullable String port, int root) {
        return new Connecting((Communicator) this, root).connect(String.valueOf(port));
    }
}
