package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tutti.Datatype;

/** What is moved, and summed where it is combined. */
public enum ElementKind {
    /** Elements of 4 bytes, which every size is a multiple of. */
    FLOAT(Float.BYTES) {
        @Override
        Datatype datatype() {
            return Datatype.FLOAT;
        }

        @Override
        MemorySegment array(int length) {
            return MemorySegment.ofArray(new float[length]);
        }

        @Override
        double get(MemorySegment segment, int index) {
            return segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        }

        @Override
        void set(MemorySegment segment, int index, int value) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
        }
    },
    /** Elements of 8 bytes. */
    DOUBLE(Double.BYTES) {
        @Override
        Datatype datatype() {
            return Datatype.DOUBLE;
        }

        @Override
        MemorySegment array(int length) {
            return MemorySegment.ofArray(new double[length]);
        }

        @Override
        double get(MemorySegment segment, int index) {
            return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
        }

        @Override
        void set(MemorySegment segment, int index, int value) {
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
        }
    },
    /** Elements of 4 bytes. */
    INT(Integer.BYTES) {
        @Override
        Datatype datatype() {
            return Datatype.INT;
        }

        @Override
        MemorySegment array(int length) {
            return MemorySegment.ofArray(new int[length]);
        }

        @Override
        double get(MemorySegment segment, int index) {
            return segment.getAtIndex(ValueLayout.JAVA_INT, index);
        }

        @Override
        void set(MemorySegment segment, int index, int value) {
            segment.setAtIndex(ValueLayout.JAVA_INT, index, value);
        }
    },
    /** Elements of 8 bytes. */
    LONG(Long.BYTES) {
        @Override
        Datatype datatype() {
            return Datatype.LONG;
        }

        @Override
        MemorySegment array(int length) {
            return MemorySegment.ofArray(new long[length]);
        }

        @Override
        double get(MemorySegment segment, int index) {
            return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
        }

        @Override
        void set(MemorySegment segment, int index, int value) {
            segment.setAtIndex(ValueLayout.JAVA_LONG, index, value);
        }
    };

    private final int bytes;

    ElementKind(int bytes) {
        this.bytes = bytes;
    }

    /** {@return what calls are told that elements are} */
    abstract Datatype datatype();

    /** {@return how long one is} */
    int bytes() {
        return bytes;
    }

    /** {@return an array of so many, as a segment} */
    abstract MemorySegment array(int length);

    /** {@return the element at an index} */
    abstract double get(MemorySegment segment, int index);

    /** Makes the element at an index this one. */
    abstract void set(MemorySegment segment, int index, int value);

    /**
     * {@return the kinds that a text names}
     *
     * @throws IllegalArgumentException where there is no such kind
     */
    public static List<ElementKind> parse(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(name -> named(name, text))
                .distinct()
                .toList();
    }

    private static ElementKind named(String name, String all) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be some of "
                        + Arrays.stream(values()).map(ElementKind::toString).collect(Collectors.joining(","))
                        + ": --types " + all));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
