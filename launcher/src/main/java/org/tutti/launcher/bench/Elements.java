package org.tutti.launcher.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A buffer of elements of one kind. */
interface Elements {
    /** How many bytes a cache line has. */
    int LINE = 64;
    /** Up to so many bytes every element is written, above one of each line and the last. */
    int WHOLE = 4096;

    int length();

    double get(int index);

    void set(int index, int value);

    /** Writes what is sent: every line of it is then dirty in this rank's cache. */
    void write(int value);

    /** {@return a sum over one element of each line, and the last} What has arrived only by name is fetched here. */
    float read();

    /** {@return a segment of so many elements, aligned to pages, for as long as it is reachable} */
    static OfSegment segment(ElementKind kind, int length) {
        long bytes = Math.max(1, length) * (long) kind.bytes();
        return new OfSegment(Arena.ofAuto().allocate(bytes, 4096), kind, length);
    }

    /** An array of floats. */
    @SuppressWarnings("ArrayRecordComponent") // it is a buffer, not a value
    record OfFloats(float[] array) implements Elements {
        private static final int STEP = LINE / Float.BYTES;

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public double get(int index) {
            return array[index];
        }

        @Override
        public void set(int index, int value) {
            array[index] = value;
        }

        @Override
        public void write(int value) {
            if (array.length <= WHOLE / Float.BYTES) {
                Arrays.fill(array, value);
                return;
            }
            for (int i = 0; i < array.length; i += STEP) {
                array[i] = value;
            }
            array[array.length - 1] = value;
        }

        @Override
        public float read() {
            if (array.length == 0) {
                return 0;
            }
            float sum = array[array.length - 1];
            for (int i = 0; i < array.length; i += STEP) {
                sum += array[i];
            }
            return sum;
        }
    }

    /** A memory segment. What is neither checked nor summed as floats is written and read as whole numbers, whatever it is. */
    record OfSegment(MemorySegment segment, ElementKind kind, int length) implements Elements {
        @Override
        public double get(int index) {
            return kind.get(segment, index);
        }

        @Override
        public void set(int index, int value) {
            kind.set(segment, index, value);
        }

        @Override
        public void write(int value) {
            if (length == 0) {
                return;
            }
            int step = length * (long) kind.bytes() <= WHOLE ? 1 : LINE / kind.bytes();
            if (kind == ElementKind.FLOAT) {
                for (int i = 0; i < length; i += step) {
                    segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
                }
            } else if (kind == ElementKind.INT) {
                for (int i = 0; i < length; i += step) {
                    segment.setAtIndex(ValueLayout.JAVA_INT, i, value);
                }
            } else {
                for (int i = 0; i < length; i += step) {
                    segment.setAtIndex(ValueLayout.JAVA_LONG, i, value);
                }
            }
            kind.set(segment, length - 1, value);
        }

        @Override
        public float read() {
            if (length == 0) {
                return 0;
            }
            int step = LINE / kind.bytes();
            return switch (kind) {
                case FLOAT -> floats(step);
                case INT -> ints(step);
                case DOUBLE, LONG -> longs(step);
            };
        }

        private float floats(int step) {
            float sum = segment.getAtIndex(ValueLayout.JAVA_FLOAT, length - 1);
            for (int i = 0; i < length; i += step) {
                sum += segment.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            }
            return sum;
        }

        private int ints(int step) {
            int sum = segment.getAtIndex(ValueLayout.JAVA_INT, length - 1);
            for (int i = 0; i < length; i += step) {
                sum += segment.getAtIndex(ValueLayout.JAVA_INT, i);
            }
            return sum;
        }

        private long longs(int step) {
            long sum = segment.getAtIndex(ValueLayout.JAVA_LONG, length - 1);
            for (int i = 0; i < length; i += step) {
                sum += segment.getAtIndex(ValueLayout.JAVA_LONG, i);
            }
            return sum;
        }
    }
}
