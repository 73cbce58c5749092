package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;

/** A communicator's bcast. */
abstract class Broadcasts extends CommunicatorCore {
    Broadcasts(Foundation foundation) {
        super(foundation);
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
        bcast(array, 0, isIdle(root) ? 0 : ArrayArguments.lengthOf(array), root);
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
        if (isIdle(root)) {
            table.bcast(ElementType.BYTE, NOTHING, 0, 0, root);
            return;
        }
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
        requireRoot(root);
        if (isIdle(root)) {
            table.bcast(ElementType.BYTE, NOTHING, 0, 0, root);
            return;
        }
        TypedSegment items = isRoot(root)
                ? sentItems.send(segment, count, type, "segment")
                : sentItems.receive(segment, count, type, "segment");
        table.bcast(items.elementType(), items.buffer(), 0, items.elements(), root);
        forgetItems();
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
}
