package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ReduceKernel;

/** A communicator's scan and exscan. */
abstract class Scans extends ReduceScatters {
    Scans(Foundation foundation) {
        super(foundation);
    }

    /**
     * Combines the arrays of all ranks up to this one, element by element, in place: the bits are those that an allreduce among
     * these ranks alone gives.
     *
     * <p>MPI standard: 6.11.1, MPI_SCAN with MPI_IN_PLACE.
     *
     * @param array what each rank gives, and the result afterwards
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void scan(Object array, Op op) {
        scan(array, array, op);
    }

    /**
     * Combines the arrays of all ranks up to this one, element by element.
     *
     * <p>MPI standard: 6.11.1, MPI_SCAN.
     *
     * @param send what each rank gives
     * @param recv holds the result afterwards; at least as long as {@code send}
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void scan(Object send, Object recv, Op op) {
        scan(send, 0, recv, 0, ArrayArguments.lengthOf(send), op);
    }

    /**
     * Combines parts of the arrays of all ranks up to this one, element by element. A rank waits for lower ones alone where the
     * message is short.
     *
     * <p>Example: {@code examples/Scan.java}. MPI standard: 6.11.1, MPI_SCAN; the same part as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds the result afterwards
     * @param recvOffset its first element
     * @param count how many elements, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void scan(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        requireOpen();
        requireOneGroup("scan");
        table.scan(kernel(send, sendOffset, recv, recvOffset, count, op), send, sendOffset, recv, recvOffset, count);
    }

    /**
     * Combines elements of the memory segments of all ranks up to this one, position by position.
     *
     * <p>MPI standard: 6.11.1, MPI_SCAN; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param recv begins with the result afterwards
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void scan(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        requireOpen();
        requireOneGroup("scan");
        TypedSegment sent = sentItems.send(send, count, type, "send");
        TypedSegment received = receivedItems.receiveApartFrom(sent, count, recv, count, type);
        ReduceKernel kernel = Op.kernel(op, type, count);
        table.scan(kernel, sent.buffer(), 0, received.buffer(), 0, sent.elements());
        forgetItems();
    }

    /**
     * {@return the combination of the values of all ranks up to this one}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public int scan(int value, Op op) {
        oneInt[0] = value;
        scan(oneInt, op);
        return oneInt[0];
    }

    /**
     * {@return the combination of the values of all ranks up to this one}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public long scan(long value, Op op) {
        oneLong[0] = value;
        scan(oneLong, op);
        return oneLong[0];
    }

    /**
     * {@return the combination of the values of all ranks up to this one}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public float scan(float value, Op op) {
        oneFloat[0] = value;
        scan(oneFloat, op);
        return oneFloat[0];
    }

    /**
     * {@return the combination of the values of all ranks up to this one}
     *
     * @param value what this rank gives
     * @param op how two values become one
     */
    public double scan(double value, Op op) {
        oneDouble[0] = value;
        scan(oneDouble, op);
        return oneDouble[0];
    }

    /**
     * Combines the arrays of all ranks before this one, element by element, in place. Rank 0's array stays as it is.
     *
     * <p>MPI standard: 6.11.2, MPI_EXSCAN with MPI_IN_PLACE.
     *
     * @param array what each rank gives, and the result afterwards
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void exscan(Object array, Op op) {
        exscan(array, array, op);
    }

    /**
     * Combines the arrays of all ranks before this one, element by element. Rank 0's receive array stays as it is.
     *
     * <p>MPI standard: 6.11.2, MPI_EXSCAN.
     *
     * @param send what each rank gives
     * @param recv holds the result afterwards; at least as long as {@code send}
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER or OP for bad arguments, or when the job has ended
     */
    public void exscan(Object send, Object recv, Op op) {
        exscan(send, 0, recv, 0, ArrayArguments.lengthOf(send), op);
    }

    /**
     * Combines parts of the arrays of all ranks before this one, element by element. Rank 0's receive array stays as it is.
     *
     * <p>Example: {@code examples/Exscan.java}. MPI standard: 6.11.2, MPI_EXSCAN; the same part as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds the result afterwards
     * @param recvOffset its first element
     * @param count how many elements, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void exscan(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        requireOpen();
        requireOneGroup("exscan");
        table.exscan(kernel(send, sendOffset, recv, recvOffset, count, op), send, sendOffset, recv, recvOffset, count);
    }

    /**
     * Combines elements of the memory segments of all ranks before this one, position by position. Rank 0's receive segment stays
     * as it is.
     *
     * <p>MPI standard: 6.11.2, MPI_EXSCAN; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param recv begins with the result afterwards
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void exscan(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        requireOpen();
        requireOneGroup("exscan");
        TypedSegment sent = sentItems.send(send, count, type, "send");
        TypedSegment received = receivedItems.receiveApartFrom(sent, count, recv, count, type);
        ReduceKernel kernel = Op.kernel(op, type, count);
        table.exscan(kernel, sent.buffer(), 0, received.buffer(), 0, sent.elements());
        forgetItems();
    }
}
