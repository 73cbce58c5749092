package org.tutti.memory;

/**
 * Arrays that a thread's kernels keep comparisons in. C2 of JDK 25 does not vectorise minimum and maximum of bytes, shorts and
 * chars, in whatever form they are written, since it knows no comparison of elements narrower than an int, and may not
 * shift a narrow difference right, of which it has the low bits only. It does vectorise a loop that leaves the difference's sign
 * in an array, and another one that loads it again and makes a mask of it by a shift.
 */
final class Masks {
    private static final ThreadLocal<byte[]> BYTES = ThreadLocal.withInitial(() -> new byte[0]);
    private static final ThreadLocal<short[]> SHORTS = ThreadLocal.withInitial(() -> new short[0]);

    private Masks() {}

    static byte[] bytes(int count) {
        byte[] masks = BYTES.get();
        if (masks.length < count) {
            masks = new byte[count];
            BYTES.set(masks);
        }
        return masks;
    }

    static short[] shorts(int count) {
        short[] masks = SHORTS.get();
        if (masks.length < count) {
            masks = new short[count];
            SHORTS.set(masks);
        }
        return masks;
    }
}
