package org.tutti.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reductions in a few bits, as signatures of calls hold them. The code of a predefined one is its ordinal. That of a
 * user-defined one is a hash of its name:
 *
 * <pre>
 *   10..6   5..0
 *   hash    32 + hash mod 31
 * </pre>
 *
 * Ranks tell reductions apart by all 64 bits of the hash (the kernel's salt, which digests hold); the code is for messages.
 */
public final class ReductionNames {
    private static final int LEAST_USER_DEFINED = 32;
    private static final int LOW_VALUES = 31;
    private static final int LOW_BITS = 6;
    private static final int HIGH_MASK = 31;
    private static final Map<Integer, String> NAMES = new ConcurrentHashMap<>();

    private ReductionNames() {}

    /** {@return all bits of the hash of a user-defined reduction's name} */
    static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash ^ (hash >>> 32);
    }

    /** {@return the code of a user-defined reduction, from which {@link #of} tells the name in this JVM} */
    static int code(String name) {
        long hash = hash(name);
        int low = LEAST_USER_DEFINED + (int) Long.remainderUnsigned(hash, LOW_VALUES);
        int code = (int) (hash >>> 20 & HIGH_MASK) << LOW_BITS | low;
        NAMES.merge(code, name, (known, other) -> known.contains(other) ? known : known + " or " + other);
        return code;
    }

    /** {@return whether this is the code of a user-defined reduction} */
    public static boolean isUserDefined(int code) {
        return (code & ((1 << LOW_BITS) - 1)) >= LEAST_USER_DEFINED;
    }

    /** {@return the name of the reduction with this code} */
    public static String of(int code) {
        return isUserDefined(code)
                ? NAMES.getOrDefault(code, "a user-defined reduction")
                : Operator.values()[code].name();
    }
}
