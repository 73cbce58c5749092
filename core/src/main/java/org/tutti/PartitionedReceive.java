package org.tutti;

/**
 * A message that is received in partitions, each of which may be looked at as soon as it has arrived. The sender's partitions need not be
 * of the same number, but of the same length in all.
 *
 * <p>{@link #cancel} does nothing. MPI standard: 4.2.
 */
public final class PartitionedReceive extends PersistentRequest {
    private final PartitionedReceiving receiving;

    PartitionedReceive(MessageCore communicator, PartitionedReceiving receiving) {
        super(communicator, receiving);
        this.receiving = receiving;
    }

    /**
     * {@return whether a partition has arrived; true also where the request is not active} Lets the rank's operations go on, and waits for
     * nothing. Where the message has failed nothing more is to come, so that this is true; {@link #waitFor} says why.
     *
     * <p>MPI standard: 4.2.3, MPI_PARRIVED.
     *
     * @param partition which one, from 0
     * @throws TuttiException of class COUNT where there is no such partition; or when the job has ended
     */
    public boolean parrived(int partition) {
        return receiving.hasArrived(partition);
    }
}
