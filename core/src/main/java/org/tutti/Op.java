package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.memory.ItemType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.UserKernel;

/**
 * A reduction: how two elements become one. Elements of arrays are combined position by position.
 *
 * <p>The order is canonical and fixed by the number of ranks alone: ranks are taken in blocks of 8 consecutive ones, each
 * block is folded from its lowest rank up, then the blocks' results are. So floating-point results are bitwise equal on
 * all ranks, at all sizes, in every run; and a reduction that is associative need not be commutative.
 *
 * <p>Integer arithmetic wraps around; {@code byte} and {@code short} results are truncated to their width; {@code char}
 * is an unsigned 16-bit integer. MPI standard: 6.9.2, predefined reduction operations.
 *
 * <p>A program's own reductions are made from functions, by the same name on all ranks (MPI standard: 6.9.5, MPI_OP_CREATE):
 *
 * {@snippet :
 * static final Op HYPOT = Op.ofDouble("hypot", true, Math::hypot);
 *
 * // products of 2x2 matrices, four elements each: not commutative
 * static final Op PRODUCT = Op.create("product", false, double[].class, 4, (left, right, count) -> {
 *     for (int i = 0; i < count; i += 4) {
 *         double a = left[i], b = left[i + 1], c = left[i + 2], d = left[i + 3];
 *         left[i] = a * right[i] + b * right[i + 2];
 *         left[i + 1] = a * right[i + 1] + b * right[i + 3];
 *         left[i + 2] = c * right[i] + d * right[i + 2];
 *         left[i + 3] = c * right[i + 1] + d * right[i + 3];
 *     }
 * });
 * }
 *
 * <p>A function must be a function: its result depends on its arguments alone, on all ranks alike. Where ranks are threads,
 * they call it at the same time. It must not call operations of a communicator. One that throws ends the job: the rank's
 * call throws a {@link TuttiException} of class OP whose cause is what the function threw, and that of every other rank
 * one that names this rank and the reduction.
 */
public final class Op {
    private static final int LOCAL_ELEMENTS = 1024;

    /** The sum; of every type but boolean. */
    public static final Op SUM = new Op(Operator.SUM);
    /** The product; of every type but boolean. */
    public static final Op PROD = new Op(Operator.PROD);
    /** The smaller one as {@link Math#min(double, double)} has it: NaN wins, -0.0 is below 0.0; of every type but boolean. */
    public static final Op MIN = new Op(Operator.MIN);
    /** The larger one as {@link Math#max(double, double)} has it: NaN wins, 0.0 is above -0.0; of every type but boolean. */
    public static final Op MAX = new Op(Operator.MAX);
    /** Logical and, where an integer is true unless it is 0, and the result is 0 or 1; of integers and boolean. */
    public static final Op LAND = new Op(Operator.LAND);
    /** Logical or, with integers as in {@link #LAND}; of integers and boolean. */
    public static final Op LOR = new Op(Operator.LOR);
    /** Logical exclusive or, with integers as in {@link #LAND}; of integers and boolean. */
    public static final Op LXOR = new Op(Operator.LXOR);
    /** Bitwise and; of integers. */
    public static final Op BAND = new Op(Operator.BAND);
    /** Bitwise or; of integers. */
    public static final Op BOR = new Op(Operator.BOR);
    /** Bitwise exclusive or; of integers. */
    public static final Op BXOR = new Op(Operator.BXOR);
    /**
     * The least value and where it is; of equal values the lower index. As {@link #MIN} has it for NaN and -0.0. Of the datatypes that
     * are pairs of a value and an index, such as {@link Datatype#DOUBLE_INT}. MPI standard: 6.9.4, MINLOC and MAXLOC.
     */
    public static final Op MINLOC = new Op(Operator.MINLOC);
    /** The greatest value and where it is; of equal values the lower index. Of pairs, as {@link #MINLOC}. */
    public static final Op MAXLOC = new Op(Operator.MAXLOC);

    private final String name;
    private final boolean commutative;
    private final boolean predefined;
    private final @Nullable ReduceKernel[] kernels = new ReduceKernel[ElementType.values().length];
    private final @Nullable ReduceKernel[] itemKernels = new ReduceKernel[ItemType.values().length];

    /**
     * Combines arrays of one type.
     *
     * @param <A> the arrays
     */
    @FunctionalInterface
    public interface ArrayFunction<A> {
        /**
         * Sets {@code left[i] = left[i] op right[i]} for the first {@code count} elements. Both arrays are copies that nobody
         * else sees and that are used again afterwards: they start with the elements, may be longer, and must not be kept.
         *
         * @param left what the lower ranks have given, and the result afterwards
         * @param right what the next rank or block of ranks has given; its contents do not matter afterwards
         * @param count how many elements, a multiple of the elements of an item; long messages come in several calls
         */
        void combine(A left, A right, int count);
    }

    /** Combines two floats. */
    @FunctionalInterface
    public interface FloatBinaryOperator {
        /**
         * {@return the combination}
         *
         * @param left what the lower ranks have given
         * @param right what the next rank or block of ranks has given
         */
        float applyAsFloat(float left, float right);
    }

    private Op(Operator operator) {
        this.name = operator.name();
        this.commutative = true;
        this.predefined = true;
        for (ElementType type : ElementType.values()) {
            if (operator.isDefinedFor(type)) {
                kernels[type.ordinal()] = ReduceKernel.of(operator, type);
            }
        }
        for (ItemType type : ItemType.values()) {
            if (operator.isDefinedFor(type)) {
                itemKernels[type.ordinal()] = ReduceKernel.of(operator, type);
            }
        }
    }

    @SuppressWarnings("unchecked") // the kernel of a type is given arrays of this type
    private <A> Op(String name, boolean commutative, Class<A> arrays, int itemElements, ArrayFunction<A> function) {
        this.name = itemElements == 1 ? name : name + "[" + itemElements + "]";
        this.commutative = commutative;
        this.predefined = false;
        for (ElementType type : ElementType.values()) {
            if (arrays.isInstance(type.newArray(0))) {
                kernels[type.ordinal()] = new UserKernel(
                        this.name,
                        type,
                        itemElements,
                        (left, right, count) -> function.combine((A) left, (A) right, count));
            }
        }
    }

    /**
     * Makes a reduction of single elements from a function of arrays.
     *
     * @param <A> the arrays, e.g. {@code long[]}
     * @param name what it is called, the same on all ranks; another name is another reduction
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param arrays which arrays and segments it combines, e.g. {@code long[].class}; {@code Object.class} for all types
     * @param function combines two arrays
     * @return the reduction
     * @throws TuttiException of class OP where the name is empty or MPI's, or there are no such arrays
     */
    public static <A> Op create(String name, boolean commutative, Class<A> arrays, ArrayFunction<A> function) {
        return create(name, commutative, arrays, 1, function);
    }

    /**
     * Makes a reduction of items from a function of arrays. An item is a number of consecutive elements that are combined
     * together, such as the numbers of a matrix. Operations are called with multiples of them, and never tear one apart.
     *
     * @param <A> the arrays, e.g. {@code double[]}
     * @param name what it is called, the same on all ranks; another name is another reduction
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param arrays which arrays and segments it combines, e.g. {@code double[].class}; {@code Object.class} for all types
     * @param itemElements how many elements make an item
     * @param function combines two arrays
     * @return the reduction
     * @throws TuttiException of class OP where the name is empty or MPI's, there are no such arrays, or an item has no elements
     */
    public static <A> Op create(
            String name, boolean commutative, Class<A> arrays, int itemElements, ArrayFunction<A> function) {
        if (name.isBlank()
                || Arrays.stream(Operator.values()).anyMatch(mpi -> mpi.name().equals(name))) {
            throw new TuttiException(ErrorCode.BAD_OP, "a reduction needs a name that is not MPI's: name=" + name);
        }
        if (itemElements < 1) {
            throw new TuttiException(
                    ErrorCode.BAD_OP, "an item has at least one element: itemElements=" + itemElements);
        }
        Op op = new Op(name, commutative, arrays, itemElements, function);
        if (Arrays.stream(op.kernels).allMatch(kernel -> kernel == null)) {
            throw new TuttiException(
                    ErrorCode.BAD_OP,
                    "not arrays of a primitive type: arrays=" + arrays.getTypeName() + ", name=" + name);
        }
        return op;
    }

    /**
     * {@return a reduction of ints}
     *
     * @param name what it is called, the same on all ranks
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param function combines two of them
     */
    public static Op ofInt(String name, boolean commutative, IntBinaryOperator function) {
        return create(name, commutative, int[].class, (left, right, count) -> {
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsInt(left[i], right[i]);
            }
        });
    }

    /**
     * {@return a reduction of longs}
     *
     * @param name what it is called, the same on all ranks
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param function combines two of them
     */
    public static Op ofLong(String name, boolean commutative, LongBinaryOperator function) {
        return create(name, commutative, long[].class, (left, right, count) -> {
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsLong(left[i], right[i]);
            }
        });
    }

    /**
     * {@return a reduction of floats}
     *
     * @param name what it is called, the same on all ranks
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param function combines two of them
     */
    public static Op ofFloat(String name, boolean commutative, FloatBinaryOperator function) {
        return create(name, commutative, float[].class, (left, right, count) -> {
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsFloat(left[i], right[i]);
            }
        });
    }

    /**
     * {@return a reduction of doubles}
     *
     * @param name what it is called, the same on all ranks
     * @param commutative whether {@code a op b} is {@code b op a}
     * @param function combines two of them
     */
    public static Op ofDouble(String name, boolean commutative, DoubleBinaryOperator function) {
        return create(name, commutative, double[].class, (left, right, count) -> {
            for (int i = 0; i < count; i++) {
                left[i] = function.applyAsDouble(left[i], right[i]);
            }
        });
    }

    /** {@return whether {@code a op b} is {@code b op a}} MPI standard: 6.9.5, MPI_OP_COMMUTATIVE. */
    public boolean isCommutative() {
        return commutative;
    }

    /**
     * {@return whether items of this type can be combined}
     *
     * <p>The predefined reductions are defined for predefined datatypes: SUM and PROD for complex numbers as well as for real ones, MINLOC
     * and MAXLOC for pairs. A program's own reduction is given the primitives of derived datatypes, without their gaps, as an
     * array of their type; where they differ in type, their bytes. MPI standard: 6.9.2 and 6.9.5.
     *
     * @param type what is to be combined
     */
    public boolean isDefinedFor(Datatype type) {
        return kernel(DatatypeArguments.requireType(type)) != null;
    }

    /** {@return what folds the packed primitives of a datatype, or null where nothing does} */
    private @Nullable ReduceKernel kernel(Datatype type) {
        ItemType item = type.item();
        if (predefined && item != null) {
            return itemKernels[item.ordinal()];
        }
        ElementType basic = predefined ? type.basic() : type.typeMap().uniform();
        if (basic != null) {
            return kernels[basic.ordinal()];
        }
        return predefined || type.size() == 0 ? null : kernels[ElementType.BYTE.ordinal()];
    }

    /**
     * {@return the kernel that folds so many packed items of this type} It counts in elements of its own type: primitives, or bytes where
     * the datatype has primitives of several types.
     */
    static ReduceKernel kernel(Op op, Datatype type, long count) {
        DatatypeArguments.requireType(type);
        ReduceKernel kernel = require(op).kernel(type);
        if (kernel == null) {
            throw undefined(op, type);
        }
        long elements =
                DatatypeArguments.requireSize(type, count) / kernel.type().bytes(1);
        requireWholeItems(op, kernel, elements);
        return kernel;
    }

    /**
     * Combines two arrays, element by element, without any other rank: sets {@code right[i] = left[i] op right[i]}.
     *
     * <p>Example: {@code examples/ReduceLocal.java}. MPI standard: 6.9.7, MPI_REDUCE_LOCAL.
     *
     * @param left the left operands, which stay as they are
     * @param right the right operands, and the results afterwards; at least as long as {@code left}
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments
     */
    public void reduceLocal(Object left, Object right) {
        int count = ArrayArguments.lengthOf(left);
        ElementType type = ArrayArguments.requireBoth(left, 0, right, 0, count);
        ReduceKernel kernel = kernel(this, type, count);
        Object result = type.newArray(count);
        System.arraycopy(left, 0, result, 0, count);
        kernel.fold(result, right, count);
        System.arraycopy(result, 0, right, 0, count);
    }

    /**
     * Combines items of two memory segments, one by one, without any other rank: each of {@code right} becomes {@code left op right}.
     *
     * <p>MPI standard: 6.9.7, MPI_REDUCE_LOCAL.
     *
     * @param left begins with the left operands, which stay as they are
     * @param right begins with the right operands, and with the results afterwards; the same place or apart
     * @param count how many items
     * @param type what they are
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments
     */
    public void reduceLocal(MemorySegment left, MemorySegment right, int count, Datatype type) {
        TypedSegment from = new TypedSegment().send(left, count, type, "left");
        TypedSegment to = new TypedSegment().receiveApartFrom(from, count, right, count, type);
        ReduceKernel kernel = kernel(this, type, count);
        int part = kernel.wholeItems(LOCAL_ELEMENTS);
        Object result = kernel.type().newArray(part);
        Object other = kernel.type().newArray(part);
        for (long at = 0; at < from.elements(); at += part) {
            int elements = (int) Math.min(part, from.elements() - at);
            Buffers.copy(kernel.type(), from.buffer(), at, result, 0, elements);
            Buffers.copy(kernel.type(), to.buffer(), at, other, 0, elements);
            kernel.fold(result, other, elements);
            Buffers.copy(kernel.type(), result, 0, to.buffer(), at, elements);
        }
    }

    /** {@return the kernel that folds so many elements of this type; an exception where the reduction is not defined for them} */
    static ReduceKernel kernel(Op op, ElementType type, int count) {
        ReduceKernel kernel = require(op).kernels[type.ordinal()];
        if (kernel == null) {
            throw undefined(op, type);
        }
        requireWholeItems(op, kernel, count);
        return kernel;
    }

    private static Op require(@Nullable Op op) {
        if (op == null) {
            throw new TuttiException(ErrorCode.BAD_OP, "must not be null: op=null");
        }
        return op;
    }

    private static TuttiException undefined(Op op, Object type) {
        return new TuttiException(
                ErrorCode.UNDEFINED_OP, "the reduction is not defined for this type: op=" + op + ", type=" + type);
    }

    private static void requireWholeItems(Op op, ReduceKernel kernel, long count) {
        if (kernel.itemElements() != 1 && count % kernel.itemElements() != 0) {
            throw new TuttiException(
                    ErrorCode.TORN_ITEM,
                    "the count is not a multiple of an item's elements: op=" + op + ", itemElements="
                            + kernel.itemElements() + ", count=" + count);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
