package org.tutti;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * How objects become bytes and bytes objects, for the operations that move objects.
 *
 * @param <T> the type of the objects
 */
public interface ObjectCodec<T extends @Nullable Object> {
    /**
     * {@return an object as bytes}
     *
     * @param object what is sent
     * @throws Exception where it cannot be sent
     */
    byte[] encode(T object) throws Exception;

    /**
     * {@return the object of these bytes}
     *
     * @param bytes what another rank's {@link #encode} has returned
     * @throws Exception where they are no object
     */
    T decode(byte[] bytes) throws Exception;

    /**
     * {@return Java's serialisation with a cautious filter} It admits
     *
     * <ul>
     *   <li>records and enums of any package, which are made by their constructors alone,
     *   <li>serialisable classes of {@code java.lang}, {@code java.math}, {@code java.time} and {@code java.util} themselves (not of
     *       packages below them, but for {@code java.util.concurrent}),
     *   <li>arrays of all of these and of primitive types,
     * </ul>
     *
     * as long as objects are nested no more than 1000 deep, and no array claims more elements than there are bytes. A filter of
     * the whole process ({@code jdk.serialFilter}) may reject more.
     *
     * @param <T> the type of the objects
     */
    static <T extends @Nullable Object> ObjectCodec<T> serialization() {
        return serialization(SerialCodec.CAUTIOUS);
    }

    /**
     * {@return Java's serialisation with a filter that decides which classes are read}
     *
     * @param filter what it does not allow is rejected, whether it says so or is undecided
     * @param <T> the type of the objects
     */
    static <T extends @Nullable Object> ObjectCodec<T> serialization(ObjectInputFilter filter) {
        return new SerialCodec<>(filter);
    }
}
