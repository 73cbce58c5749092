package org.tutti;

/**
 * A message in partitions that are sent as soon as each is ready, in any order, by any threads that the rank's {@linkplain ThreadLevel
 * thread level} lets call. After {@link #start} no partition is ready; the message is over when all are, and when its memory may be
 * written again. A partition must not be changed from when it is said to be ready until the message has been waited for.
 *
 * <p>{@link #cancel} does nothing. MPI standard: 4.2.
 */
public final class PartitionedSend extends PersistentRequest {
    private final PartitionedSending sending;

    PartitionedSend(MessageCore communicator, PartitionedSending sending) {
        super(communicator, sending);
        this.sending = sending;
    }

    /**
     * Says that a partition may be sent. A waiting receiver gets it at once.
     *
     * <p>MPI standard: 4.2.2, MPI_PREADY.
     *
     * @param partition which one, from 0
     * @throws TuttiException of class COUNT where there is no such partition; of class REQUEST where it is ready already, or the request
     *     is not active; or when the job has ended
     */
    public void pready(int partition) {
        sending.isReady(partition);
    }

    /**
     * Says that some partitions in sequence may be sent. MPI standard: 4.2.2, MPI_PREADY_RANGE.
     *
     * @param from the first of them
     * @param to the last of them
     * @throws TuttiException as {@link #pready}, of class COUNT before any is sent
     */
    public void preadyRange(int from, int to) {
        sending.require(from);
        sending.require(to);
        if (from > to) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE, "the first partition is behind the last: from=" + from + ", to=" + to);
        }
        for (int partition = from; partition <= to; partition++) {
            sending.isReady(partition);
        }
    }

    /**
     * Says that some partitions may be sent. MPI standard: 4.2.2, MPI_PREADY_LIST.
     *
     * @param partitions which ones
     * @throws TuttiException as {@link #pready}, of class COUNT before any is sent
     */
    public void preadyList(int... partitions) {
        for (int partition : partitions) {
            sending.require(partition);
        }
        for (int partition : partitions) {
            sending.isReady(partition);
        }
    }
}
