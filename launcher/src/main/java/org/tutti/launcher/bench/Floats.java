package org.tutti.launcher.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A buffer of floats. */
interface Floats {
    /** How many floats a cache line has. */
    int LINE = 16;
    /** Up to so many every float is written, above one of each line and the last. */
    int WHOLE = 1024;

    int length();

    float get(int index);

    void set(int index, float value);

    /** Writes what is sent: every line of it is then dirty in this rank's cache. */
    void write(float value);

    /** {@return a sum over one float of each line, and the last} What has arrived only by name is fetched here. */
    float read();

    /** {@return an array of so many floats} */
    static OfArray array(int length) {
        return new OfArray(new float[length]);
    }

    /** {@return a segment of so many floats, aligned to pages, for as long as it is reachable} */
    static OfSegment segment(int length) {
        return new OfSegment(Arena.ofAuto().allocate(Math.max(1, length) * (long) Float.BYTES, 4096), length);
    }

    /** An array. */
    @SuppressWarnings("ArrayRecordComponent") // it is a buffer, not a value
    record OfArray(float[] array) implements Floats {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public float get(int index) {
            return array[index];
        }

        @Override
        public void set(int index, float value) {
            array[index] = value;
        }

        @Override
        public void write(float value) {
            if (array.length <= WHOLE) {
                Arrays.fill(array, value);
                return;
            }
            for (int i = 0; i < array.length; i += LINE) {
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
            for (int i = 0; i < array.length; i += LINE) {
                sum += array[i];
            }
            return sum;
        }
    }

    /** A memory segment. */
    record OfSegment(MemorySegment segment, int length) implements Floats {
        @Override
        public float get(int index) {
            return segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        }

        @Override
        public void set(int index, float value) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
        }

        @Override
        public void write(float value) {
            if (length <= WHOLE) {
                for (int i = 0; i < length; i++) {
                    segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
                }
                return;
            }
            for (int i = 0; i < length; i += LINE) {
                segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
            }
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, length - 1, value);
        }

        @Override
        public float read() {
            if (length == 0) {
                return 0;
            }
            float sum = segment.getAtIndex(ValueLayout.JAVA_FLOAT, length - 1);
            for (int i = 0; i < length; i += LINE) {
                sum += segment.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            }
            return sum;
        }
    }
}
