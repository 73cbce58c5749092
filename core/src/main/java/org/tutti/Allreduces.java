package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ReduceKernel;

/** A communicator's allreduce. */
abstract class Allreduces extends Reduces {
    Allreduces(Foundation foundation) {
        super(foundation);
    }

    /**
     * Combines the arrays of all ranks, element by element, in place: afterwards all hold the same result, to the bit.
     *
     * <p>MPI standard: 6.9.6, MPI_ALLREDUCE with MPI_IN_PLACE.
     *
     * @param array what each rank gives, and the result afterwards
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void allreduce(Object array, Op op) {
        allreduce(array, array, op);
    }

    /**
     * Combines the arrays of all ranks, element by element: afterwards all hold the same result, to the bit.
     *
     * <p>MPI standard: 6.9.6, MPI_ALLREDUCE.
     *
     * @param send what each rank gives
     * @param recv holds the result afterwards; at least as long as {@code send}
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void allreduce(Object send, Object recv, Op op) {
        allreduce(send, 0, recv, 0, ArrayArguments.lengthOf(send), op);
    }

    /**
     * Combines parts of the arrays of all ranks, element by element: afterwards all hold the same result, to the bit.
     *
     * <p>MPI standard: 6.9.6, MPI_ALLREDUCE; the same part as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds the result afterwards
     * @param recvOffset its first element
     * @param count how many elements, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void allreduce(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        requireOpen();
        ReduceKernel kernel = kernel(send, sendOffset, recv, recvOffset, count, op);
        table.allreduce(kernel, send, sendOffset, recv, recvOffset, count);
    }

    /**
     * Combines elements of the memory segments of all ranks, position by position, in place: afterwards all hold the same
     * result, to the bit.
     *
     * <p>MPI standard: 6.9.6, MPI_ALLREDUCE with MPI_IN_PLACE.
     *
     * @param segment begins with what each rank gives, and with the result afterwards
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void allreduce(MemorySegment segment, int count, Datatype type, Op op) {
        allreduce(segment, segment, count, type, op);
    }

    /**
     * Combines elements of the memory segments of all ranks, position by position: afterwards all hold the same result, to
     * the bit.
     *
     * <p>MPI standard: 6.9.6, MPI_ALLREDUCE; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param recv begins with the result afterwards
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void allreduce(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        requireOpen();
        TypedSegment sent = sentItems.send(send, count, type, "send");
        TypedSegment received = receivedItems.receiveApartFrom(sent, count, recv, count, type);
        ReduceKernel kernel = Op.kernel(op, type, count);
        table.allreduce(kernel, sent.buffer(), 0, received.buffer(), 0, sent.elements());
        forgetItems();
    }

    /**
     * {@return the combination of all ranks' values} Shorter integers are combined as {@code int}.
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public int allreduce(int value, Op op) {
        oneInt[0] = value;
        allreduce(oneInt, op);
        return oneInt[0];
    }

    /**
     * {@return the combination of all ranks' values}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public long allreduce(long value, Op op) {
        oneLong[0] = value;
        allreduce(oneLong, op);
        return oneLong[0];
    }

    /**
     * {@return the combination of all ranks' values}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public float allreduce(float value, Op op) {
        oneFloat[0] = value;
        allreduce(oneFloat, op);
        return oneFloat[0];
    }

    /**
     * {@return the combination of all ranks' values}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public double allreduce(double value, Op op) {
        oneDouble[0] = value;
        allreduce(oneDouble, op);
        return oneDouble[0];
    }

    /**
     * {@return the combination of all ranks' values}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public boolean allreduce(boolean value, Op op) {
        oneBoolean[0] = value;
        allreduce(oneBoolean, op);
        return oneBoolean[0];
    }
}
