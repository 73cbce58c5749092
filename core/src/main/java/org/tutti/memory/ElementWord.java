package org.tutti.memory;

import java.nio.ByteOrder;

/**
 * Eight bytes of elements of the wider types, which most short messages have, as the word that they are in memory: they are
 * loaded and stored at once, as other words are, by few calls.
 */
final class ElementWord {
    private static final boolean IS_LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private ElementWord() {}

    /** {@return whether elements are a word, which lies where words do} */
    static boolean isOne(ElementType type, int count, long offset) {
        long size = type.bytes(1);
        return size >= Integer.BYTES && size * count == Long.BYTES && offset % Long.BYTES == 0;
    }

    static long ofArray(ElementType type, Object array, int index) {
        return switch (type) {
            case LONG -> ((long[]) array)[index];
            case DOUBLE -> Double.doubleToRawLongBits(((double[]) array)[index]);
            case INT -> join(((int[]) array)[index], ((int[]) array)[index + 1]);
            case FLOAT ->
                join(
                        Float.floatToRawIntBits(((float[]) array)[index]),
                        Float.floatToRawIntBits(((float[]) array)[index + 1]));
            default -> throw new IllegalArgumentException("type=" + type);
        };
    }

    static void toArray(ElementType type, Object array, int index, long word) {
        switch (type) {
            case LONG -> ((long[]) array)[index] = word;
            case DOUBLE -> ((double[]) array)[index] = Double.longBitsToDouble(word);
            case INT -> {
                ((int[]) array)[index + 1] = second(word);
                ((int[]) array)[index] = first(word);
            }
            case FLOAT -> {
                ((float[]) array)[index + 1] = Float.intBitsToFloat(second(word));
                ((float[]) array)[index] = Float.intBitsToFloat(first(word));
            }
            default -> throw new IllegalArgumentException("type=" + type);
        }
    }

    private static long join(int first, int second) {
        return IS_LITTLE_ENDIAN
                ? (first & LOW_HALF) | ((long) second << Integer.SIZE)
                : ((long) first << Integer.SIZE) | (second & LOW_HALF);
    }

    private static int first(long word) {
        return (int) (IS_LITTLE_ENDIAN ? word : word >>> Integer.SIZE);
    }

    private static int second(long word) {
        return (int) (IS_LITTLE_ENDIAN ? word >>> Integer.SIZE : word);
    }
}
