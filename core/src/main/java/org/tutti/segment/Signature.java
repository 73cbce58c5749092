package org.tutti.segment;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.ReductionNames;

/**
 * What a call of an operation must have in common on all ranks, in one word: kind, reduction, element type, root and
 * bytes.
 *
 * <pre>
 *   63..58  57..52  51..48  47..36  35..0
 *   kind    op      type    root    bytes (the largest value stands for anything larger)
 * </pre>
 *
 * A user-defined reduction takes the low bits of its {@linkplain ReductionNames code} where op is, and shares the rest:
 *
 * <pre>
 *   35..31           30..0
 *   more of the code elements
 * </pre>
 */
public final class Signature {
    private static final int KIND = 58;
    private static final int OP = 52;
    private static final int TYPE = 48;
    private static final int ROOT = 36;
    private static final long BYTES_MASK = (1L << ROOT) - 1;
    private static final int CODE = 31;
    private static final int ELEMENTS_MASK = Integer.MAX_VALUE;
    private static final long NO_OP = 63;
    private static final int OP_BITS = 6;
    private static final long NO_TYPE = 15;
    private static final long ITEMS = 14;
    private static final long ROOT_MASK = 4095;

    /** In place of a root: the operation has none. */
    public static final int NO_ROOT = (int) ROOT_MASK;

    /** The operations. */
    public enum Kind {
        CLOSE,
        BARRIER,
        BCAST,
        REDUCE,
        ALLREDUCE,
        GATHER,
        GATHERV,
        SCATTER,
        SCATTERV,
        ALLGATHER,
        ALLGATHERV,
        ALLTOALL,
        ALLTOALLV,
        CREATE,
        SCAN,
        EXSCAN,
        REDUCE_SCATTER,
        REDUCE_SCATTER_BLOCK,
        NEIGHBOR_ALLGATHER,
        NEIGHBOR_ALLGATHERV,
        NEIGHBOR_ALLTOALL,
        NEIGHBOR_ALLTOALLV;

        /** {@return the name of the method, e.g. {@code reduceScatter}} */
        private String method() {
            StringBuilder name = new StringBuilder();
            boolean begins = false;
            for (char letter : name().toCharArray()) {
                if (letter != '_') {
                    name.append(begins ? letter : Character.toLowerCase(letter));
                }
                begins = letter == '_';
            }
            return name.toString();
        }
    }

    private Signature() {}

    /** {@return the signature of an operation without data} */
    public static long of(Kind kind) {
        return pack(kind, NO_OP, NO_TYPE, NO_ROOT, 0);
    }

    /** {@return the signature of an operation whose ranks agree on nothing but its root, if it has one} */
    public static long of(Kind kind, int root) {
        return pack(kind, NO_OP, NO_TYPE, root, 0);
    }

    /** {@return the signature of an operation that moves data, from or to a root or, with {@link #NO_ROOT}, all} */
    public static long of(Kind kind, ElementType type, int root, long bytes) {
        return pack(kind, NO_OP, type.ordinal(), root, bytes);
    }

    /** {@return the signature of an operation that moves items of several types, which its salt tells apart} */
    public static long ofItems(Kind kind, int root, long bytes) {
        return pack(kind, NO_OP, ITEMS, root, bytes);
    }

    /** {@return the signature of a reduction, to a root or, with {@link #NO_ROOT}, to all ranks} */
    public static long of(Kind kind, ReduceKernel kernel, int root, long count) {
        ElementType type = kernel.type();
        int code = kernel.code();
        long amount = kernel.isUserDefined()
                ? (long) (code >> OP_BITS) << CODE | Math.min(count, ELEMENTS_MASK)
                : type.bytes(count);
        return pack(kind, code & NO_OP, type.ordinal(), root, amount);
    }

    private static long pack(Kind kind, long op, long type, long root, long bytes) {
        return ((long) kind.ordinal() << KIND)
                | (op << OP)
                | (type << TYPE)
                | (root << ROOT)
                | Math.min(bytes, BYTES_MASK);
    }

    /**
     * {@return the digest of all operations of a lane so far, given that of the earlier ones}
     *
     * @param salt what calls must have in common besides, or 0
     */
    static long extend(long digest, long signature, long salt) {
        long mixed = (digest ^ signature ^ salt) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** {@return whether this is the signature of leaving} */
    static boolean isClose(long signature) {
        return kind(signature) == Kind.CLOSE;
    }

    /** {@return whether a call combines elements} */
    static boolean reduces(long signature) {
        return ((signature >>> OP) & NO_OP) != NO_OP;
    }

    private static @Nullable Kind kind(long signature) {
        int ordinal = (int) (signature >>> KIND);
        Kind[] kinds = Kind.values();
        return ordinal < kinds.length ? kinds[ordinal] : null;
    }

    /** {@return the call as a person would write it, e.g. {@code allreduce(SUM, double, 1024 bytes)}} */
    public static String describe(long signature) {
        Kind kind = kind(signature);
        if (kind == null) {
            return "an unknown operation";
        }
        if (kind == Kind.CREATE) {
            return "create a communicator";
        }
        StringBuilder text = new StringBuilder(kind.method()).append('(');
        long op = (signature >>> OP) & NO_OP;
        long amount = signature & BYTES_MASK;
        boolean isUserDefined = op != NO_OP && ReductionNames.isUserDefined((int) op);
        if (op != NO_OP) {
            int code = isUserDefined ? (int) (amount >>> CODE << OP_BITS | op) : (int) op;
            text.append(ReductionNames.of(code)).append(", ");
        }
        long type = (signature >>> TYPE) & NO_TYPE;
        if (type == ITEMS) {
            text.append("items, ").append(amount).append(" bytes");
        } else if (type != NO_TYPE) {
            ElementType elements = ElementType.at((int) type);
            long bytes = isUserDefined ? elements.bytes(amount & ELEMENTS_MASK) : amount;
            text.append(elements).append(", ").append(bytes).append(" bytes");
        }
        long root = (signature >>> ROOT) & ROOT_MASK;
        if (root != NO_ROOT) {
            text.append(text.charAt(text.length() - 1) == '(' ? "root " : ", root ")
                    .append(root);
        }
        return text.append(')').toString();
    }
}
