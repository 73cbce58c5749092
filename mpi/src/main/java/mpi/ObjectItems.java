package mpi;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * Items of {@link MPI#OBJECT}, or of a type made of it, in an array of objects.
 *
 * @param buf the array
 * @param offset where the first item begins
 * @param count how many items
 * @param type what they are
 */
record ObjectItems(Object buf, int offset, int count, Datatype type) {
    /** {@return their objects, in the order in which a message has them} */
    Object[] get() {
        Object[] array = require();
        if (type == MPI.OBJECT) {
            return Arrays.copyOfRange(array, offset, offset + count, Object[].class);
        }
        int[] places = places(array);
        Object[] objects = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            objects[i] = array[places[i]];
        }
        return objects;
    }

    /** {@return how many objects have been put into their places} */
    int put(Object[] objects) {
        Object[] array = require();
        int[] places = type == MPI.OBJECT ? null : places(array);
        int room = places == null ? count : places.length;
        if (objects.length > room) {
            throw new TuttiException(
                    ErrorCode.TRUNCATED,
                    "more objects than are wanted: objects=" + objects.length + ", count=" + count
                            + (places == null ? "" : ", objects of an item=" + type.Size()));
        }
        try {
            for (int i = 0; i < objects.length; i++) {
                array[places == null ? offset + i : places[i]] = objects[i];
            }
        } catch (ArrayStoreException e) {
            throw new TuttiException(
                    ErrorCode.UNFIT_DATATYPE,
                    "an object does not fit into the array: " + e.getMessage() + ", buf="
                            + array.getClass().getTypeName(),
                    -1,
                    e);
        }
        return objects.length;
    }

    /** {@return the array} Throws where it does not have the items. */
    Object[] require() {
        if (!(buf instanceof Object[] array)) {
            throw new TuttiException(
                    ErrorCode.UNFIT_DATATYPE,
                    "MPI.OBJECT goes with arrays of objects: buf="
                            + (buf == null ? null : buf.getClass().getTypeName()));
        }
        if (offset < 0 || offset > array.length || count < 0 || end() > array.length - offset) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "objects do not lie within the array: offset=" + offset + ", count=" + count + ", length="
                            + array.length);
        }
        return array;
    }

    /** {@return how many places the items take} */
    private long end() {
        org.tutti.Datatype layout = Datatype.layout(type);
        return count == 0
                ? 0
                : ((count - 1) * layout.extent() + layout.trueLowerBound() + layout.trueExtent()) / Integer.BYTES;
    }

    /** {@return where the objects are} An item of places, as numbers, is packed as the type lays it out. */
    private int[] places(Object[] array) {
        int[] numbers = new int[array.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        org.tutti.Datatype layout = Datatype.layout(type);
        int[] places = new int[Numbers.fit(count * layout.size() / Integer.BYTES)];
        MemorySegment from = MemorySegment.ofArray(numbers).asSlice((long) offset * Integer.BYTES);
        layout.pack(from, 0, count, MemorySegment.ofArray(places), 0);
        return places;
    }
}
