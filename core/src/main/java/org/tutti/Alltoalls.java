package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.coll.Blocks;

/** A communicator's alltoall. */
abstract class Alltoalls extends Scattervs {
    Alltoalls(Foundation foundation) {
        super(foundation);
    }

    /**
     * Sends a block of each rank's array to each rank: the first to rank 0, the next to rank 1, and so on; what rank r sends is
     * received as block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL; one array as both is MPI_IN_PLACE.
     *
     * @param send what this rank sends, a multiple of {@code size} elements, equally many on all ranks
     * @param recv holds what this rank receives afterwards; at least as long
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(Object send, Object recv) {
        alltoall(send, 0, recv, 0, sends.share(send));
    }

    /**
     * Sends a block of a part of each rank's array to each rank; what rank r sends is received as block r.
     *
     * <p>Example: {@code examples/Alltoall.java}. MPI standard: 6.8, MPI_ALLTOALL; the same part as {@code send} and {@code recv}
     * is MPI_IN_PLACE.
     *
     * @param send what this rank sends
     * @param sendOffset the first element of the block for rank 0
     * @param recv holds what this rank receives afterwards
     * @param recvOffset the first element of the block of rank 0
     * @param count how many elements a block has, the same on all ranks
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        requireOpen();
        alltoall(sends.each(send, sendOffset, count), receives.each(recv, recvOffset, count));
    }

    /**
     * Sends a block of each rank's memory segment to each rank; what rank r sends is received as block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what this rank sends; on the heap or not, at any alignment
     * @param sendCount how many elements a block has, the same on all ranks
     * @param sendType what they are
     * @param recv begins with what this rank receives afterwards
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        requireOpen();
        alltoall(sends.each(send, sendCount, sendType), receives.each(recv, recvCount, recvType));
    }

    private void alltoall(Blocks sent, Blocks received) {
        requireApart(sent, peers, received, peers);
        table.alltoall(sent, received);
        forget();
    }

    /**
     * {@return a new array of what this rank receives: block r is the block that rank r has for this rank}
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL.
     *
     * @param send what this rank sends, a multiple of {@code size} elements, equally many on all ranks
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> A alltoall(A send) {
        A recv = newArray(send, ArrayArguments.lengthOf(send));
        alltoall(send, recv);
        return recv;
    }
}
