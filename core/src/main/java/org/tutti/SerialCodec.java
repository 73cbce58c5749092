package org.tutti;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Java's serialisation, which reads no class that its filter does not allow. */
final class SerialCodec<T extends @Nullable Object> implements ObjectCodec<T> {
    /** What {@link ObjectCodec#serialization()} says of its filter, but for the length of arrays. */
    static final ObjectInputFilter CAUTIOUS = SerialCodec::judge;

    private static final int DEEPEST = 1000;
    /** Collections make arrays that are a little longer than what they hold. */
    private static final int SHORT_ARRAY = 1024;

    private static final Set<String> PACKAGES =
            Set.of("java.lang", "java.math", "java.time", "java.util", "java.util.concurrent");

    private final ObjectInputFilter filter;

    SerialCodec(ObjectInputFilter filter) {
        this.filter = filter;
    }

    @Override
    public byte[] encode(T object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @Override
    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // the filter says what may be read
    public T decode(byte[] bytes) throws IOException, ClassNotFoundException {
        Judge judge = new Judge(filter, bytes.length);
        try (ObjectInputStream in = new ProgramInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(judge);
            return (T) in.readObject();
        } catch (InvalidClassException e) {
            throw judge.rejected == null ? e : new InvalidClassException(judge.rejected);
        }
    }

    private static ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > DEEPEST) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.ALLOWED; // it is asked about numbers alone
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        boolean isValue = type.isPrimitive() || type.isRecord() || type.isEnum() || Enum.class.isAssignableFrom(type);
        return isValue || PACKAGES.contains(type.getPackageName())
                ? ObjectInputFilter.Status.ALLOWED
                : ObjectInputFilter.Status.REJECTED;
    }

    /** A filter that holds arrays against the length of what has come, and remembers what it has rejected. */
    private static final class Judge implements ObjectInputFilter {
        private final ObjectInputFilter filter;
        private final int bytes;
        private @Nullable String rejected;

        Judge(ObjectInputFilter filter, int bytes) {
            this.filter = filter;
            this.bytes = bytes;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            Class<?> type = info.serialClass();
            if (info.arrayLength() > Math.max(SHORT_ARRAY, bytes)) {
                rejected = "an array claims " + info.arrayLength() + " elements in " + bytes + " bytes";
                return Status.REJECTED;
            }
            Status status = filter.checkInput(info);
            if (status == Status.REJECTED || (status == Status.UNDECIDED && type != null)) {
                rejected = type == null || info.depth() > DEEPEST
                        ? "the serial filter rejects depth=" + info.depth() + ", references=" + info.references()
                        : "the serial filter rejects " + type;
                return Status.REJECTED;
            }
            return status;
        }
    }

    /** Finds classes as the program does, whoever has loaded Tutti. */
    private static final class ProgramInputStream extends ObjectInputStream {
        ProgramInputStream(ByteArrayInputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(java.io.ObjectStreamClass description)
                throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try {
                return loader == null
                        ? super.resolveClass(description)
                        : Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
