package mpi;

import java.io.ObjectInputFilter;
import java.util.Arrays;
import java.util.Set;
import org.tutti.ErrorCode;
import org.tutti.ObjectCodec;
import org.tutti.TuttiException;

/** Parts of arrays of objects, for {@link MPI#OBJECT}: on their way they are bytes of Java's serialization. */
final class ObjectArrays {
    /** Reads the classes of programs and of their libraries, and of the JDK's those that are mere values or collections. */
    static final ObjectCodec<Object[]> CODEC = ObjectCodec.serialization(ObjectArrays::judge);

    private static final Set<String> PACKAGES =
            Set.of("java.lang", "java.math", "java.time", "java.util", "java.util.concurrent");
    private static final int DEEPEST = 1000;

    private ObjectArrays() {}

    private static ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        boolean isKnown =
                type == null || type.isPrimitive() || isOfProgram(type) || PACKAGES.contains(type.getPackageName());
        return isKnown && info.depth() <= DEEPEST
                ? ObjectInputFilter.Status.ALLOWED
                : ObjectInputFilter.Status.REJECTED;
    }

    private static boolean isOfProgram(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && !loader.equals(ClassLoader.getPlatformClassLoader());
    }

    /** {@return so many objects of an array} */
    static Object[] part(Object buf, int offset, int count) {
        Object[] array = require(buf, offset, count);
        return Arrays.copyOfRange(array, offset, offset + count, Object[].class);
    }

    /** {@return so many objects of an array as bytes} */
    static byte[] encode(Object buf, int offset, int count) {
        try {
            return CODEC.encode(part(buf, offset, count));
        } catch (TuttiException e) {
            throw e;
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be sent: " + e, -1, e);
        }
    }

    /** {@return the objects that were encoded} */
    static Object[] decode(byte[] bytes) {
        try {
            return CODEC.decode(bytes);
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be read: " + e, -1, e);
        }
    }

    /** {@return how many objects have been put into an array that has room for so many} */
    static int put(Object[] objects, Object buf, int offset, int count) {
        Object[] array = require(buf, offset, count);
        if (objects.length > count) {
            throw new TuttiException(
                    ErrorCode.TRUNCATED,
                    "more objects than are wanted: objects=" + objects.length + ", count=" + count);
        }
        try {
            System.arraycopy(objects, 0, array, offset, objects.length);
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

    /** {@return an array that has so many objects from an offset on} */
    static Object[] require(Object buf, int offset, int count) {
        if (!(buf instanceof Object[] array)) {
            throw new TuttiException(
                    ErrorCode.UNFIT_DATATYPE,
                    "MPI.OBJECT goes with arrays of objects: buf="
                            + (buf == null ? null : buf.getClass().getTypeName()));
        }
        if (offset < 0 || count < 0 || count > array.length - offset) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "objects do not lie within the array: offset=" + offset + ", count=" + count + ", length="
                            + array.length);
        }
        return array;
    }
}
