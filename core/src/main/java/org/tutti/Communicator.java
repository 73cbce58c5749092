package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.runtime.Departure;

/**
 * An ordered set of ranks that compute together. All its ranks must call the same operations in the same order, each with
 * the same reduction, element type, count and root; where they do not, every rank gets an exception that names two of the
 * calls.
 *
 * <p>Arrays are passed whole, or as an offset and a count in elements. An array is one of {@code byte[] short[] char[]
 * int[] long[] float[] double[] boolean[]}. Memory segments are passed with a count and a {@link Datatype}, and match arrays
 * of that type on other ranks. What is sent and what is received must be the same place or not overlap. Bad arguments are reported with a {@link TuttiException} before anything is
 * sent. Every other failure, such as the death of a rank, ends the job: then each rank's pending or next call throws a
 * {@code TuttiException} that names the culprit, and the contents of receive arrays are undefined.
 *
 * <p>One thread at a time may call the operations of a communicator.
 *
 * <p>Ordering: what a rank did before it called an operation happens before everything that another rank does after an
 * operation returned that cannot have returned without that call: any return of {@link #barrier} and {@code allreduce},
 * the root's of {@code reduce}, all others' of {@code bcast}.
 */
public final class Communicator implements AutoCloseable {
    private final int rank;
    private final int size;
    private final CollectiveTable table;
    private final Consumer<Boolean> whenClosed;
    private final int[] oneInt = new int[1];
    private final long[] oneLong = new long[1];
    private final float[] oneFloat = new float[1];
    private final double[] oneDouble = new double[1];
    private final boolean[] oneBoolean = new boolean[1];
    private boolean closed;

    Communicator(int rank, int size, CollectiveTable table, Consumer<Boolean> whenClosed) {
        this.rank = rank;
        this.size = size;
        this.table = table;
        this.whenClosed = whenClosed;
    }

    /** {@return this process's number, from 0 to {@link #size} - 1} MPI standard: 7.4.1, MPI_COMM_RANK. */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks there are} MPI standard: 7.4.1, MPI_COMM_SIZE. */
    public int size() {
        return size;
    }

    /**
     * Waits until all ranks have called it.
     *
     * <p>MPI standard: 6.3, MPI_BARRIER.
     *
     * @throws TuttiException when the job has ended
     */
    public void barrier() {
        requireOpen();
        table.barrier();
    }

    /**
     * Copies the root's array to all ranks.
     *
     * <p>MPI standard: 6.4, MPI_BCAST.
     *
     * @param array what the root sends and the others receive; of the same length everywhere
     * @param root the sending rank
     * @throws TuttiException of class BUFFER or ROOT for bad arguments, or when the job has ended
     */
    public void bcast(Object array, int root) {
        bcast(array, 0, ArrayArguments.lengthOf(array), root);
    }

    /**
     * Copies a part of the root's array to all ranks. The root may return before the others have received it.
     *
     * <p>MPI standard: 6.4, MPI_BCAST.
     *
     * @param array what the root sends and the others receive
     * @param offset the first element, which may differ between ranks
     * @param count how many elements, the same on all ranks
     * @param root the sending rank
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void bcast(Object array, int offset, int count, int root) {
        requireOpen();
        ElementType type = ArrayArguments.typeOf(array, "array");
        ArrayArguments.requireRange(array, offset, count, "array");
        requireRoot(root);
        table.bcast(type, array, offset, count, root);
    }

    /**
     * Copies elements of the root's memory segment to all ranks. The root may return before the others have received them.
     *
     * <p>MPI standard: 6.4, MPI_BCAST.
     *
     * @param segment begins with what the root sends and the others receive; on the heap or not, at any alignment
     * @param count how many elements, the same on all ranks
     * @param type what the elements are
     * @param root the sending rank, whose segment may be read-only
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void bcast(MemorySegment segment, int count, Datatype type, int root) {
        requireOpen();
        ElementType elements = rank == root
                ? SegmentArguments.requireSent(segment, count, type, "segment")
                : SegmentArguments.requireReceived(segment, count, type, "segment");
        requireRoot(root);
        table.bcast(elements, segment, 0, count, root);
    }

    /**
     * {@return the root's value}
     *
     * @param value what the root sends; ignored elsewhere
     * @param root the sending rank
     */
    public int bcast(int value, int root) {
        oneInt[0] = value;
        bcast(oneInt, root);
        return oneInt[0];
    }

    /**
     * {@return the root's value}
     *
     * @param value what the root sends; ignored elsewhere
     * @param root the sending rank
     */
    public long bcast(long value, int root) {
        oneLong[0] = value;
        bcast(oneLong, root);
        return oneLong[0];
    }

    /**
     * {@return the root's value}
     *
     * @param value what the root sends; ignored elsewhere
     * @param root the sending rank
     */
    public float bcast(float value, int root) {
        oneFloat[0] = value;
        bcast(oneFloat, root);
        return oneFloat[0];
    }

    /**
     * {@return the root's value}
     *
     * @param value what the root sends; ignored elsewhere
     * @param root the sending rank
     */
    public double bcast(double value, int root) {
        oneDouble[0] = value;
        bcast(oneDouble, root);
        return oneDouble[0];
    }

    /**
     * {@return the root's value}
     *
     * @param value what the root sends; ignored elsewhere
     * @param root the sending rank
     */
    public boolean bcast(boolean value, int root) {
        oneBoolean[0] = value;
        bcast(oneBoolean, root);
        return oneBoolean[0];
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
        reduce(send, 0, recv, 0, ArrayArguments.lengthOf(send), op, root);
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
        ElementType type = rank == root
                ? ArrayArguments.requireBoth(send, sendOffset, recv, recvOffset, count)
                : ArrayArguments.requireBoth(send, sendOffset, send, sendOffset, count);
        ReduceKernel kernel = Op.kernel(op, type, count);
        table.reduce(kernel, send, sendOffset, recv, recvOffset, count, root);
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
        ElementType elements = rank == root
                ? SegmentArguments.requireBoth(send, recv, count, type)
                : SegmentArguments.requireSent(send, count, type, "send");
        table.reduce(Op.kernel(op, elements, count), send, 0, recv, 0, count, root);
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
        ReduceKernel kernel =
                Op.kernel(op, ArrayArguments.requireBoth(send, sendOffset, recv, recvOffset, count), count);
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
        ReduceKernel kernel = Op.kernel(op, SegmentArguments.requireBoth(send, recv, count, type), count);
        table.allreduce(kernel, send, 0, recv, 0, count);
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

    /**
     * Leaves, together with all other ranks: it meets them like {@link #barrier}, so leaving while others are inside
     * another operation is a mismatch, and leaving by an exception that ends the try statement of this resource ends the
     * job, with that exception. Closing twice does nothing, and so does closing after an operation has thrown what
     * ended the job.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            whenClosed.accept(table.close(() -> Departure.isByException(Communicator.class)));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new TuttiException(ErrorCode.CLOSED, "the communicator is closed: rank=" + rank);
        }
    }

    private void requireRoot(int root) {
        if (root < 0 || root >= size) {
            throw new TuttiException(ErrorCode.BAD_ROOT, "the root is not a rank: root=" + root + ", size=" + size);
        }
    }
}
