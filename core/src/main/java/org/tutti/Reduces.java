package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;

/** A communicator's reduce. */
abstract class Reduces extends ObjectOperations {
    Reduces(Foundation foundation) {
        super(foundation);
    }

    /**
     * Combines the arrays of all ranks, element by element, into the root's array.
     *
     * <p>MPI standard: 6.9.1, MPI_REDUCE with MPI_IN_PLACE.
     *
     * @param array what each rank gives; at the root it holds the result afterwards, elsewhere it is unchanged
     * @param op how two elements become one
     * @param root the rank that receives the result
     * @throws TuttiException of class BUFFER, OP or ROOT for bad arguments, or when the job has ended
     */
    public void reduce(Object array, Op op, int root) {
        reduce(array, array, op, root);
    }

    /**
     * Combines the arrays of all ranks, element by element, into another array of the root.
     *
     * <p>MPI standard: 6.9.1, MPI_REDUCE.
     *
     * @param send what each rank gives
     * @param recv holds the result at the root afterwards, at least as long as {@code send} there; unchanged elsewhere
     * @param op how two elements become one
     * @param root the rank that receives the result
     * @throws TuttiException of class BUFFER, OP or ROOT for bad arguments, or when the job has ended
     */
    public void reduce(Object send, Object recv, Op op, int root) {
        reduce(send, 0, recv, 0, isIdle(root) ? 0 : ArrayArguments.lengthOf(meets(root) ? send : recv), op, root);
    }

    /**
     * Combines parts of the arrays of all ranks, element by element, into a part of an array of the root. Ranks other than
     * the root may return before the result exists.
     *
     * <p>MPI standard: 6.9.1, MPI_REDUCE; the same part as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds the result at the root afterwards; unchanged elsewhere
     * @param recvOffset its first element
     * @param count how many elements, the same on all ranks
     * @param op how two elements become one
     * @param root the rank that receives the result
     * @throws TuttiException of class BUFFER, COUNT, OP or ROOT for bad arguments, or when the job has ended
     */
    public void reduce(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op, int root) {
        requireOpen();
        requireRoot(root);
        if (isIdle(root)) {
            reduceNothing(root);
            return;
        }
        Object from = meets(root) ? send : recv;
        int fromOffset = meets(root) ? sendOffset : recvOffset;
        Object to = isRoot(root) ? recv : send;
        int toOffset = isRoot(root) ? recvOffset : sendOffset;
        ReduceKernel kernel = kernel(from, fromOffset, to, toOffset, count, op);
        table.reduce(kernel, from, fromOffset, to, toOffset, count, root);
    }

    static ReduceKernel kernel(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return Op.kernel(op, ArrayArguments.requireBoth(send, sendOffset, recv, recvOffset, count), count);
    }

    private void reduceNothing(int root) {
        ReduceKernel any = ReduceKernel.of(Operator.BOR, ElementType.BYTE);
        table.reduce(any, NOTHING, 0, NOTHING, 0, 0, root);
    }

    /**
     * Combines elements of the memory segments of all ranks, position by position, into the root's segment.
     *
     * <p>MPI standard: 6.9.1, MPI_REDUCE with MPI_IN_PLACE.
     *
     * @param segment begins with what each rank gives; at the root it holds the result afterwards, elsewhere it is
     *     unchanged
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @param root the rank that receives the result
     * @throws TuttiException of class BUFFER, COUNT, OP or ROOT for bad arguments, or when the job has ended
     */
    public void reduce(MemorySegment segment, int count, Datatype type, Op op, int root) {
        reduce(segment, segment, count, type, op, root);
    }

    /**
     * Combines elements of the memory segments of all ranks, position by position, into another segment of the root. Ranks
     * other than the root may return before the result exists.
     *
     * <p>MPI standard: 6.9.1, MPI_REDUCE; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param recv begins with the result at the root afterwards; elsewhere it is not looked at
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @param root the rank that receives the result
     * @throws TuttiException of class BUFFER, COUNT, OP or ROOT for bad arguments, or when the job has ended
     */
    public void reduce(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op, int root) {
        requireOpen();
        requireRoot(root);
        if (isIdle(root)) {
            reduceNothing(root);
            return;
        }
        TypedSegment sent =
                meets(root) ? sentItems.send(send, count, type, "send") : sentItems.receive(recv, count, type, "recv");
        TypedSegment received =
                isRoot(root) && meets(root) ? receivedItems.receiveApartFrom(sent, count, recv, count, type) : sent;
        ReduceKernel kernel = Op.kernel(op, type, count);
        table.reduce(kernel, sent.buffer(), 0, received.buffer(), 0, sent.elements(), root);
        forgetItems();
    }

    /**
     * {@return at the root the combination of all ranks' values, elsewhere this rank's value}
     *
     * @param value what this rank gives
     * @param op how two values become one
     * @param root the rank that receives the result
     */
    public int reduce(int value, Op op, int root) {
        oneInt[0] = value;
        reduce(oneInt, op, root);
        return oneInt[0];
    }

    /**
     * {@return at the root the combination of all ranks' values, elsewhere this rank's value}
     *
     * @param value what this rank gives
     * @param op how two values become one
     * @param root the rank that receives the result
     */
    public long reduce(long value, Op op, int root) {
        oneLong[0] = value;
        reduce(oneLong, op, root);
        return oneLong[0];
    }

    /**
     * {@return at the root the combination of all ranks' values, elsewhere this rank's value}
     *
     * @param value what this rank gives
     * @param op how two values become one
     * @param root the rank that receives the result
     */
    public float reduce(float value, Op op, int root) {
        oneFloat[0] = value;
        reduce(oneFloat, op, root);
        return oneFloat[0];
    }

    /**
     * {@return at the root the combination of all ranks' values, elsewhere this rank's value}
     *
     * @param value what this rank gives
     * @param op how two values become one
     * @param root the rank that receives the result
     */
    public double reduce(double value, Op op, int root) {
        oneDouble[0] = value;
        reduce(oneDouble, op, root);
        return oneDouble[0];
    }

    /**
     * {@return at the root the combination of all ranks' values, elsewhere this rank's value}
     *
     * @param value what this rank gives
     * @param op how two values become one
     * @param root the rank that receives the result
     */
    public boolean reduce(boolean value, Op op, int root) {
        oneBoolean[0] = value;
        reduce(oneBoolean, op, root);
        return oneBoolean[0];
    }
}
