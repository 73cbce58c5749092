package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ItemType;
import org.tutti.memory.TypeMap;

/**
 * What items of a message are, and where their primitives lie. A basic datatype is one primitive, in the machine's byte order, at
 * any alignment. Derived ones are made of others: rows and columns of matrices, records of several types, with gaps where the
 * program has something else. Two ranks match where their primitives are the same ones in the same order, whatever lies between
 * them: {@code FLOAT} and {@code float[]}, a column on one rank and a row on another.
 *
 * {@snippet :
 * // a column of a matrix of 100 rows and 80 columns; the next item is the next column
 * Datatype column = Datatype.resized(Datatype.vector(100, 1, 80, Datatype.DOUBLE), 0, Double.BYTES);
 *
 * // C's struct { int id; double weight; }
 * Datatype edge = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
 * }
 *
 * <p>A datatype is a value: it never changes, any number of threads may use it, and there is nothing to commit or to free. A
 * million blocks take no more memory than one, as long as they are equal and equally far apart.
 *
 * <p>Displacements and bounds count from where an item begins, in bytes unless it says otherwise, and may be negative. An item's
 * extent is how far the next one is away: from its first byte to its last, rounded up to a multiple of its widest primitive, unless
 * it was {@link #resized}. In an array all primitives must be of the array's type and lie on whole elements; a memory segment takes every
 * datatype.
 *
 * <p>Whatever makes a datatype throws a {@link TuttiException} of class COUNT where a count or a length is negative, of class TYPE
 * where a type is null or the result is larger than 2<sup>63</sup> bytes, and of class ARG where arrays are null or not equally long.
 *
 * <p>MPI standard: 3.2.2 and 5.1. The names of basic datatypes are those of MPI's earlier Java bindings.
 */
public final class Datatype {
    /** Integers of 8 bits. */
    public static final Datatype BYTE = new Datatype(ElementType.BYTE);
    /** Unsigned integers of 16 bits. */
    public static final Datatype CHAR = new Datatype(ElementType.CHAR);
    /** Integers of 16 bits. */
    public static final Datatype SHORT = new Datatype(ElementType.SHORT);
    /** Integers of 32 bits. */
    public static final Datatype INT = new Datatype(ElementType.INT);
    /** Integers of 64 bits. */
    public static final Datatype LONG = new Datatype(ElementType.LONG);
    /** Floating-point numbers of 32 bits. */
    public static final Datatype FLOAT = new Datatype(ElementType.FLOAT);
    /** Floating-point numbers of 64 bits. */
    public static final Datatype DOUBLE = new Datatype(ElementType.DOUBLE);
    /** Truth values of 8 bits: what is not 0 is true, and arrives as 1. */
    public static final Datatype BOOLEAN = new Datatype(ElementType.BOOLEAN);

    /** Complex numbers: two floats, the real and the imaginary part. */
    public static final Datatype FLOAT_COMPLEX = new Datatype(ItemType.FLOAT_COMPLEX);
    /** Complex numbers: two doubles, the real and the imaginary part. */
    public static final Datatype DOUBLE_COMPLEX = new Datatype(ItemType.DOUBLE_COMPLEX);

    /** C's {@code struct { float value; int index; }}, for {@link Op#MINLOC} and {@link Op#MAXLOC}. */
    public static final Datatype FLOAT_INT = new Datatype(ItemType.FLOAT_INT);
    /** C's {@code struct { double value; int index; }}, of 16 bytes with 4 unused ones at the end. */
    public static final Datatype DOUBLE_INT = new Datatype(ItemType.DOUBLE_INT);
    /** C's {@code struct { int64_t value; int index; }}, of 16 bytes with 4 unused ones at the end. */
    public static final Datatype LONG_INT = new Datatype(ItemType.LONG_INT);
    /** C's {@code struct { short value; int index; }}, of 8 bytes with 2 unused ones in the middle. */
    public static final Datatype SHORT_INT = new Datatype(ItemType.SHORT_INT);
    /** Value and index as two ints, MPI_2INT; also in {@code int[]}. */
    public static final Datatype INT_INT = new Datatype(ItemType.INT_INT);
    /** Value and index as two shorts; also in {@code short[]}. */
    public static final Datatype SHORT_SHORT = new Datatype(ItemType.SHORT_SHORT);
    /** Value and index as two longs; also in {@code long[]}. */
    public static final Datatype LONG_LONG = new Datatype(ItemType.LONG_LONG);
    /** Value and index as two floats, MPI_2REAL; also in {@code float[]}. */
    public static final Datatype FLOAT_FLOAT = new Datatype(ItemType.FLOAT_FLOAT);
    /** Value and index as two doubles, MPI_2DOUBLE_PRECISION; also in {@code double[]}. */
    public static final Datatype DOUBLE_DOUBLE = new Datatype(ItemType.DOUBLE_DOUBLE);

    /** Types that are made of many others would have names that grow with each. */
    private static final int LONGEST_NAME = 200;

    private final String name;
    private final TypeMap map;
    private final @Nullable ElementType basic;
    private final @Nullable ItemType item;

    private Datatype(ElementType type) {
        this(type.name(), TypeMap.of(type), type, null);
    }

    private Datatype(ItemType type) {
        this(type.name(), type.map(), null, type);
    }

    private Datatype(String name, TypeMap map, @Nullable ElementType basic, @Nullable ItemType item) {
        this.name = name;
        this.map = map;
        this.basic = basic;
        this.item = item;
    }

    /** Makes a type of another one's map; what cannot be addressed ends here. */
    private static Datatype derived(String spelled, Supplier<TypeMap> map) {
        String name = spelled.length() <= LONGEST_NAME ? spelled : spelled.substring(0, LONGEST_NAME) + "...";
        try {
            return new Datatype(name, map.get(), null, null);
        } catch (ArithmeticException e) {
            throw new TuttiException(ErrorCode.BAD_DATATYPE, "larger than 2^63 bytes: type=" + name);
        }
    }

    /**
     * {@return items one after the other} MPI standard: 5.1.2, MPI_TYPE_CONTIGUOUS.
     *
     * @param count how many, 0 or more
     * @param type the items
     */
    public static Datatype contiguous(long count, Datatype type) {
        DatatypeArguments.requireType(type);
        DatatypeArguments.requireCount(count, "count");
        return derived("contiguous(" + count + ", " + type + ")", () -> type.map.contiguous(count));
    }

    /**
     * {@return blocks at a stride in items} MPI standard: 5.1.2, MPI_TYPE_VECTOR.
     *
     * @param count how many blocks, 0 or more
     * @param blockLength how many items a block has, 0 or more
     * @param stride from block to block, in extents of the items
     * @param type the items
     */
    public static Datatype vector(long count, long blockLength, long stride, Datatype type) {
        DatatypeArguments.requireBlocks(count, blockLength, type);
        String spelled = "vector(" + count + ", " + blockLength + ", " + stride + ", " + type + ")";
        return derived(
                spelled, () -> type.map.vector(count, blockLength, Math.multiplyExact(stride, type.map.extent())));
    }

    /**
     * {@return blocks at a stride in bytes} MPI standard: 5.1.2, MPI_TYPE_CREATE_HVECTOR.
     *
     * @param count how many blocks, 0 or more
     * @param blockLength how many items a block has, 0 or more
     * @param stride from block to block, in bytes
     * @param type the items
     */
    public static Datatype hvector(long count, long blockLength, long stride, Datatype type) {
        DatatypeArguments.requireBlocks(count, blockLength, type);
        String spelled = "hvector(" + count + ", " + blockLength + ", " + stride + ", " + type + ")";
        return derived(spelled, () -> type.map.vector(count, blockLength, stride));
    }

    /**
     * {@return blocks of several lengths at displacements in items} MPI standard: 5.1.2, MPI_TYPE_INDEXED.
     *
     * @param blockLengths how many items each block has, 0 or more
     * @param displacements where each begins, in extents of the items
     * @param type the items
     */
    public static Datatype indexed(int[] blockLengths, int[] displacements, Datatype type) {
        DatatypeArguments.requireType(type);
        long[] lengths = DatatypeArguments.requireLengths(blockLengths, displacements);
        return derived(
                "indexed(" + lengths.length + " blocks, " + type + ")",
                () -> type.map.indexed(lengths, DatatypeArguments.bytes(displacements, type.map.extent())));
    }

    /**
     * {@return blocks of several lengths at displacements in bytes} MPI standard: 5.1.2, MPI_TYPE_CREATE_HINDEXED.
     *
     * @param blockLengths how many items each block has, 0 or more
     * @param displacements where each begins, in bytes
     * @param type the items
     */
    public static Datatype hindexed(int[] blockLengths, long[] displacements, Datatype type) {
        DatatypeArguments.requireType(type);
        long[] lengths = DatatypeArguments.requireLengths(blockLengths, displacements);
        return derived(
                "hindexed(" + lengths.length + " blocks, " + type + ")",
                () -> type.map.indexed(lengths, displacements.clone()));
    }

    /**
     * {@return blocks of one length at displacements in items} MPI standard: 5.1.2, MPI_TYPE_CREATE_INDEXED_BLOCK.
     *
     * @param blockLength how many items each block has, 0 or more
     * @param displacements where each begins, in extents of the items
     * @param type the items
     */
    public static Datatype indexedBlock(int blockLength, int[] displacements, Datatype type) {
        return indexed(DatatypeArguments.equalLengths(blockLength, displacements), displacements, type);
    }

    /**
     * {@return blocks of one length at displacements in bytes} MPI standard: 5.1.2, MPI_TYPE_CREATE_HINDEXED_BLOCK.
     *
     * @param blockLength how many items each block has, 0 or more
     * @param displacements where each begins, in bytes
     * @param type the items
     */
    public static Datatype hindexedBlock(int blockLength, long[] displacements, Datatype type) {
        return hindexed(DatatypeArguments.equalLengths(blockLength, displacements), displacements, type);
    }

    /**
     * {@return blocks of several types: a record} Its extent ends with the padding that C gives it.
     *
     * <p>MPI standard: 5.1.2, MPI_TYPE_CREATE_STRUCT.
     *
     * @param blockLengths how many items each block has, 0 or more
     * @param displacements where each begins, in bytes
     * @param types the items of each
     */
    public static Datatype struct(int[] blockLengths, long[] displacements, Datatype... types) {
        long[] lengths = DatatypeArguments.requireLengths(blockLengths, displacements);
        DatatypeArguments.requireLengths(blockLengths, types);
        TypeMap[] maps = Arrays.stream(types)
                .map(type -> DatatypeArguments.requireType(type).map)
                .toArray(TypeMap[]::new);
        String spelled = Arrays.stream(types).limit(8).map(Datatype::toString).collect(Collectors.joining(", "));
        return derived(
                "struct(" + spelled + (types.length > 8 ? ", ...)" : ")"),
                () -> TypeMap.struct(lengths, displacements.clone(), maps));
    }

    /**
     * {@return the same primitives with other bounds} They tell where the next item lies, and are kept by types made of this one.
     *
     * <p>MPI standard: 5.1.7, MPI_TYPE_CREATE_RESIZED.
     *
     * @param type the items
     * @param lowerBound where they begin, in bytes
     * @param extent how far the next one is away, in bytes
     */
    public static Datatype resized(Datatype type, long lowerBound, long extent) {
        DatatypeArguments.requireType(type);
        return derived(
                "resized(" + type + ", " + lowerBound + ", " + extent + ")",
                () -> type.map.resized(lowerBound, extent));
    }

    /**
     * {@return a box of elements of an array, whose extent is that of the whole array}
     *
     * <p>MPI standard: 5.1.3, MPI_TYPE_CREATE_SUBARRAY.
     *
     * @param sizes how many elements each dimension of the array has
     * @param subsizes how many each of the box has
     * @param starts with which one each of the box begins
     * @param isLastFastest whether elements that differ in the last dimension are neighbors, as in Java and C; else in the first
     * @param type the elements
     */
    public static Datatype subarray(int[] sizes, int[] subsizes, int[] starts, boolean isLastFastest, Datatype type) {
        DatatypeArguments.requireType(type);
        PartsOfArrays.requireBox(sizes, subsizes, starts);
        return derived(
                "subarray(" + Arrays.toString(subsizes) + " of " + Arrays.toString(sizes) + ", " + type + ")",
                () -> PartsOfArrays.box(sizes, subsizes, starts, isLastFastest, type.map));
    }

    /**
     * {@return the elements that a process has of an array which is dealt out to a grid of processes} The extent is that of the whole
     * array.
     *
     * <p>MPI standard: 5.1.4, MPI_TYPE_CREATE_DARRAY.
     *
     * @param grid the processes: as many dimensions as the array has
     * @param rank a process of the grid
     * @param sizes how many elements each dimension of the array has
     * @param distributions how those of each dimension are dealt out
     * @param isLastFastest whether elements that differ in the last dimension are neighbors, as in Java and C; else in the first
     * @param type the elements
     */
    public static Datatype darray(
            CartesianTopology grid,
            int rank,
            int[] sizes,
            Distribution[] distributions,
            boolean isLastFastest,
            Datatype type) {
        DatatypeArguments.requireType(type);
        PartsOfArrays.requireDimensions(sizes, distributions, grid);
        int[] coords = grid.coords(rank);
        return derived(
                "darray(" + rank + " of " + Arrays.toString(grid.dims()) + ", " + Arrays.toString(sizes) + ", " + type
                        + ")",
                () -> PartsOfArrays.dealt(sizes, distributions, grid.dims(), coords, isLastFastest, type.map));
    }

    /** {@return a datatype like this one} Since neither ever changes, it matters to programs only that compare references. MPI standard: 5.1.10, MPI_TYPE_DUP. */
    public Datatype dup() {
        return named(name);
    }

    /**
     * {@return a datatype like this one, by another name} MPI standard: 7.8, MPI_TYPE_SET_NAME.
     *
     * @param newName how messages call it
     */
    public Datatype named(String newName) {
        return new Datatype(newName, map, basic, item);
    }

    /** {@return how many bytes the primitives of an item take, gaps left out} MPI standard: 5.1.5, MPI_TYPE_SIZE. */
    public long size() {
        return map.size();
    }

    /** {@return how far the next item is away, in bytes} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public long extent() {
        return map.extent();
    }

    /** {@return where an item begins as far as its neighbours are concerned, in bytes} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public long lowerBound() {
        return map.lowerBound();
    }

    /** {@return how many bytes lie from the first one of an item's primitives to the last} MPI standard: 5.1.8, MPI_TYPE_GET_TRUE_EXTENT. */
    public long trueExtent() {
        return map.trueExtent();
    }

    /** {@return the first byte of an item's primitives} MPI standard: 5.1.8, MPI_TYPE_GET_TRUE_EXTENT. */
    public long trueLowerBound() {
        return map.trueLowerBound();
    }

    /** {@return whether items are equal primitives without gaps: as fast as a basic datatype} */
    public boolean isContiguous() {
        ElementType uniform = map.uniform();
        return uniform != null && map.isContiguous(uniform);
    }

    /** {@return what it is called: what it was made from, or was {@linkplain #named given}} MPI standard: 7.8, MPI_TYPE_GET_NAME. */
    public String name() {
        return name;
    }

    /**
     * {@return how many bytes so many items take when packed}
     *
     * <p>MPI standard: 5.2, MPI_PACK_SIZE; exact, as there is no header.
     *
     * @param count how many items, 0 or more
     * @throws TuttiException of class COUNT where count is negative or the size is above 2<sup>63</sup>
     */
    public long packSize(long count) {
        return DatatypeArguments.requireSize(this, count);
    }

    /**
     * Copies the primitives of items one after the other, without gaps.
     *
     * <p>MPI standard: 5.2, MPI_PACK. What is packed holds the primitives alone, in the machine's byte order.
     *
     * @param buffer an array or a memory segment that holds the items
     * @param offset where the first item begins: in elements of the array, or in bytes of the segment
     * @param count how many items
     * @param out receives them; does not overlap the buffer
     * @param position where they begin there, in bytes
     * @return where the next ones would begin
     * @throws TuttiException of class BUFFER, COUNT or TYPE for bad arguments; nothing has been copied then
     */
    public long pack(Object buffer, long offset, long count, MemorySegment out, long position) {
        return Packing.pack(this, buffer, offset, count, out, position);
    }

    /**
     * Packs as {@link #pack(Object, long, long, MemorySegment, long)} does, into an array.
     *
     * @param buffer an array or a memory segment that holds the items
     * @param offset where the first item begins: in elements of the array, or in bytes of the segment
     * @param count how many items
     * @param out receives them
     * @param position where they begin there
     * @return where the next ones would begin
     */
    public long pack(Object buffer, long offset, long count, byte[] out, long position) {
        return Packing.pack(this, buffer, offset, count, Packing.segment(out, "out"), position);
    }

    /**
     * Copies packed primitives to where items have them. What lies in their gaps stays as it is.
     *
     * <p>MPI standard: 5.2, MPI_UNPACK.
     *
     * @param in holds the primitives; does not overlap the buffer
     * @param position where they begin there, in bytes
     * @param buffer an array or a memory segment that receives the items
     * @param offset where the first item begins: in elements of the array, or in bytes of the segment
     * @param count how many items
     * @return where the next ones would begin
     * @throws TuttiException of class BUFFER, COUNT or TYPE for bad arguments; nothing has been copied then
     */
    public long unpack(MemorySegment in, long position, Object buffer, long offset, long count) {
        return Packing.unpack(this, in, position, buffer, offset, count);
    }

    /**
     * Unpacks as {@link #unpack(MemorySegment, long, Object, long, long)} does, from an array.
     *
     * @param in holds the primitives
     * @param position where they begin there
     * @param buffer an array or a memory segment that receives the items
     * @param offset where the first item begins: in elements of the array, or in bytes of the segment
     * @param count how many items
     * @return where the next ones would begin
     */
    public long unpack(byte[] in, long position, Object buffer, long offset, long count) {
        return Packing.unpack(this, Packing.segment(in, "in"), position, buffer, offset, count);
    }

    /** {@return the type of all primitives where items are nothing else, one behind the other; or null} */
    @Nullable
    ElementType dense() {
        if (basic != null) {
            return basic;
        }
        ElementType uniform = map.uniform();
        return uniform != null && map.isContiguous(uniform) ? uniform : null;
    }

    /** {@return how many primitives so many items have, which have passed the checks} */
    long denseElements(ElementType dense, long count) {
        return basic != null ? count : map.size() * count / dense.bytes(1);
    }

    /** {@return the element type of a basic datatype, or null} */
    @Nullable
    ElementType basic() {
        return basic;
    }

    /** {@return which of the predefined types of several primitives this is, or null} */
    @Nullable
    ItemType item() {
        return item;
    }

    TypeMap typeMap() {
        return map;
    }

    @Override
    public String toString() {
        return name;
    }

    /** {@return how many primitives so many packed bytes are, or {@link Tutti#UNDEFINED}} */
    long elementsIn(long bytes) {
        return map.primitivesIn(bytes);
    }
}
