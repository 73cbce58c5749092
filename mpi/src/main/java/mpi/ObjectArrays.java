package mpi;

import java.io.ObjectInputFilter;
import java.util.Set;
import org.tutti.ErrorCode;
import org.tutti.ObjectCodec;
import org.tutti.TuttiException;

/** Arrays of objects on their way: bytes of Java's serialization. */
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

    /** {@return objects as bytes} */
    static byte[] encode(Object[] objects) {
        try {
            return CODEC.encode(objects);
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be packed: " + e, -1, e);
        }
    }

    /** {@return the objects that were encoded} */
    static Object[] decode(byte[] bytes) {
        try {
            return CODEC.decode(bytes);
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be unpacked: " + e, -1, e);
        }
    }
}
