package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.coll.Blocks;

/** A communicator's neighborAlltoall: each rank has a block for each of its destinations. */
abstract class NeighborAlltoalls extends NeighborAllgathers {
    NeighborAlltoalls(Foundation foundation) {
        super(foundation);
    }

    /**
     * Sends a block of this rank's array to each of its destinations, in their order, and receives one of each of its sources. The
     * blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALL.
     *
     * @param send what this rank sends: as many elements for each destination; where a rank has none, {@code recv} tells how many.
     *     Blocks are equally long on all ranks; who has no neighbors passes empty arrays where they are empty everywhere, else a
     *     count
     * @param recv holds a block of each source afterwards; another array
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAlltoall(Object send, Object recv) {
        NeighborArguments between = between();
        int count = between.destinations() > 0 ? between.sends.share(send) : between.receives.share(recv);
        neighborAlltoall(send, 0, recv, 0, count);
    }

    /**
     * Sends a block of a part of this rank's array to each of its destinations, in their order, and receives one of each of its
     * sources. The blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALL.
     *
     * @param send what this rank sends
     * @param sendOffset the first element of the block for the first destination
     * @param recv holds what this rank receives afterwards, apart from what is sent
     * @param recvOffset the first element of the block of the first source
     * @param count how many elements a block has, the same on all ranks
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAlltoall(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        NeighborArguments between = between();
        neighborAlltoall(
                between, between.sends.each(send, sendOffset, count), between.receives.each(recv, recvOffset, count));
    }

    /**
     * Sends a block of this rank's memory segment to each of its destinations, in their order, and receives one of each of its
     * sources. The blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALL.
     *
     * @param send begins with what this rank sends; on the heap or not, at any alignment
     * @param sendCount how many elements a block has, the same on all ranks
     * @param sendType what they are
     * @param recv begins with what this rank receives afterwards, apart from what is sent
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAlltoall(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        NeighborArguments between = between();
        neighborAlltoall(
                between,
                between.sends.each(send, sendCount, sendType),
                between.receives.each(recv, recvCount, recvType));
    }

    private void neighborAlltoall(NeighborArguments between, Blocks sent, Blocks received) {
        between.requireOneForEach(sent, received);
        table.neighborAlltoall(sent, received);
        forget(between);
    }

    /**
     * {@return a new array of what this rank receives: a block of each source, in their order; zeros for one that is
     * {@link Tutti#PROC_NULL}}
     *
     * <p>Example: {@code examples/NeighborAlltoall.java}. MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALL.
     *
     * @param send what this rank sends: as many elements for each destination, of which there is one at least
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public <A> A neighborAlltoall(A send) {
        NeighborArguments between = between();
        A recv = newArray(send, (long) between.sources() * between.sends.share(send));
        neighborAlltoall(send, recv);
        return recv;
    }
}
