package org.tutti.memory;

/**
 * Hashes of sequences of primitives that can be put together: that of a concatenation follows from those of its parts, that of
 * a million repetitions from twenty squarings. A sequence is a polynomial with the primitives as coefficients, evaluated at
 * one point modulo the prime 2<sup>61</sup> - 1; {@code power} is the point to the power of the sequence's length.
 */
final class TypeSignature {
    private static final long PRIME = (1L << 61) - 1;
    private static final long POINT = 0x0B4B_82E3_9A5C_71D3L;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private TypeSignature() {}

    /** {@return the hash of one primitive} */
    static long of(ElementType type) {
        return type.ordinal() + 1L;
    }

    /** {@return the power of a sequence of this length} */
    static long power(long primitives) {
        long result = 1;
        long square = POINT;
        for (long n = primitives; n != 0; n >>>= 1) {
            result = (n & 1) == 0 ? result : times(result, square);
            square = times(square, square);
        }
        return result;
    }

    /** {@return the hash of a sequence and then another one, given the other's power} */
    static long concatenated(long hash, long other, long otherPower) {
        return plus(times(hash, otherPower), other);
    }

    /** {@return the hash of a sequence, given with its power, that is repeated} */
    static long repeated(long hash, long power, long times) {
        long result = 0;
        long doubled = hash;
        long doubledPower = power;
        for (long n = times; n != 0; n >>>= 1) {
            result = (n & 1) == 0 ? result : concatenated(result, doubled, doubledPower);
            doubled = concatenated(doubled, doubled, doubledPower);
            doubledPower = times(doubledPower, doubledPower);
        }
        return result;
    }

    /** {@return all of a sequence in one word} */
    static long finished(long hash, long primitives) {
        long mixed = (hash ^ (primitives * MIX)) * MIX;
        return mixed ^ (mixed >>> 29);
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return plus(low & PRIME, (high << 3) | (low >>> 61));
    }
}
