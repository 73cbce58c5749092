package mpi;

import java.util.Objects;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * What items of a buffer are. Sizes and extents are in elements of the base type: what the arrays are made of that hold them. So the
 * extent of {@link MPI#DOUBLE} is 1. A type made by {@link #createStruct}, or of one, has the base BYTE.
 */
public final class Datatype implements Freeable, Cloneable {
    private org.tutti.Datatype core;
    private final BaseType base;
    private final BaseType packed;
    private final boolean basic;
    private final boolean predefined;
    private String name;
    private Attributes attributes = new Attributes();

    /** Makes a predefined type of equal elements; core's is null for none. */
    Datatype(String name, org.tutti.Datatype core, BaseType base, boolean basic) {
        this(name, core, base, base, basic);
    }

    /** Makes a predefined type; core's is null for none. */
    Datatype(String name, org.tutti.Datatype core, BaseType base, BaseType packed, boolean basic) {
        this.name = name;
        this.core = core;
        this.base = base;
        this.packed = packed;
        this.basic = basic;
        this.predefined = true;
    }

    private Datatype(org.tutti.Datatype core, BaseType base, BaseType packed, boolean basic) {
        this.core = core;
        this.base = base;
        this.packed = packed;
        this.basic = basic;
        this.predefined = false;
        this.name = core.name();
    }

    /** {@return a predefined type of a value and an index that are elements of one array} */
    static Datatype pair(String name, org.tutti.Datatype element, BaseType base) {
        return new Datatype(name, org.tutti.Datatype.contiguous(2, element), base, base, false);
    }

    /** {@return whether it is made by {@link #pair}} */
    boolean isPair() {
        return this == MPI.SHORT2 || this == MPI.LONG2 || this == MPI.FLOAT2 || this == MPI.DOUBLE2;
    }

    /** {@return whether items are objects: of {@link MPI#OBJECT}, or of a type made of it} */
    static boolean isOfObjects(Datatype type) {
        return type != null && type.packed == BaseType.OBJECT;
    }

    /** {@return core's type} */
    static org.tutti.Datatype core(Datatype type) {
        if (isOfObjects(type)) {
            throw new TuttiException(
                    ErrorCode.BAD_DATATYPE,
                    "MPI.OBJECT goes with calls that take an offset, such as Send and Bcast, and with arrays of objects");
        }
        return layout(type);
    }

    /** {@return core's type, or of objects one that has an int for each of them} */
    static org.tutti.Datatype layout(Datatype type) {
        if (type == null || type.core == null) {
            throw new TuttiException(
                    ErrorCode.BAD_DATATYPE,
                    "the datatype is null, or has been freed: type=" + (type == null ? null : type.name));
        }
        return type.core;
    }

    /** {@return core's type, or null where it does not matter} */
    static org.tutti.Datatype core(boolean matters, Datatype type) {
        return matters ? core(type) : null;
    }

    /** {@return core's types} */
    static org.tutti.Datatype[] cores(Datatype[] types) {
        org.tutti.Datatype[] cores = new org.tutti.Datatype[types.length];
        for (int i = 0; i < cores.length; i++) {
            cores[i] = core(types[i]);
        }
        return cores;
    }

    BaseType base() {
        return base;
    }

    /** {@return what core's reductions take an item's primitives for: what they are if they are all alike, else bytes} */
    BaseType packed() {
        return packed;
    }

    /** {@return whether an item is one element of the base type, and nothing else} */
    boolean isBasic() {
        return basic && core != null;
    }

    String name() {
        return name;
    }

    /** {@return items one behind the other} MPI standard: 5.1.2, MPI_TYPE_CONTIGUOUS. */
    public static Datatype createContiguous(int count, Datatype oldType) throws MPIException {
        try {
            return derived(org.tutti.Datatype.contiguous(count, layout(oldType)), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return blocks at a stride in items} MPI standard: 5.1.2, MPI_TYPE_VECTOR. */
    public static Datatype createVector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        try {
            return derived(org.tutti.Datatype.vector(count, blockLength, stride, layout(oldType)), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return blocks at a stride in bytes} MPI standard: 5.1.2, MPI_TYPE_CREATE_HVECTOR. */
    public static Datatype createHVector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        try {
            return derived(org.tutti.Datatype.hvector(count, blockLength, stride, layout(oldType)), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return blocks of several lengths at displacements in items} MPI standard: 5.1.2, MPI_TYPE_INDEXED. */
    public static Datatype createIndexed(int[] blockLengths, int[] displacements, Datatype oldType)
            throws MPIException {
        try {
            return derived(org.tutti.Datatype.indexed(blockLengths, displacements, layout(oldType)), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return blocks of several lengths at displacements in bytes} MPI standard: 5.1.2, MPI_TYPE_CREATE_HINDEXED. */
    public static Datatype createHIndexed(int[] blockLengths, int[] displacements, Datatype oldType)
            throws MPIException {
        try {
            return derived(
                    org.tutti.Datatype.hindexed(blockLengths, Buffers.longs(displacements), layout(oldType)), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return blocks of several types at displacements in bytes; its base is BYTE} MPI standard: 5.1.2, MPI_TYPE_CREATE_STRUCT. */
    public static Datatype createStruct(int[] blockLengths, int[] displacements, Datatype[] types) throws MPIException {
        try {
            org.tutti.Datatype core =
                    org.tutti.Datatype.struct(blockLengths, Buffers.longs(displacements), layouts(types));
            World.requireOpen();
            return new Datatype(core, BaseType.BYTE, packedOf(blockLengths, types), false);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return the same with other bounds, in elements of the base type} MPI standard: 5.1.7, MPI_TYPE_CREATE_RESIZED. */
    public static Datatype createResized(Datatype oldType, int lb, int extent) throws MPIException {
        try {
            long unit = oldType.base.bytes();
            return derived(org.tutti.Datatype.resized(layout(oldType), lb * unit, extent * unit), oldType);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    private static Datatype derived(org.tutti.Datatype core, Datatype oldType) {
        World.requireOpen();
        return new Datatype(core, oldType.base, oldType.packed, false);
    }

    private static org.tutti.Datatype[] layouts(Datatype[] types) {
        org.tutti.Datatype[] layouts = new org.tutti.Datatype[types.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = layout(types[i]);
            if (isOfObjects(types[i]) != isOfObjects(types[0])) {
                throw new TuttiException(
                        ErrorCode.BAD_DATATYPE, "a struct has objects alone, or none: type=" + types[i].name);
            }
        }
        return layouts;
    }

    private static BaseType packedOf(int[] blockLengths, Datatype[] types) {
        BaseType common = null;
        for (int i = 0; i < types.length; i++) {
            if (blockLengths[i] > 0) {
                common = common == null || common == types[i].packed ? types[i].packed : BaseType.BYTE;
            }
        }
        return common == null ? BaseType.BYTE : common;
    }

    /** Does nothing: a type may be used as soon as it is made. MPI standard: 5.1.9, MPI_TYPE_COMMIT. */
    public void commit() throws MPIException {
        require();
    }

    /** Frees it. MPI standard: 5.1.9, MPI_TYPE_FREE. */
    @Override
    public void free() throws MPIException {
        require();
        if (predefined) {
            throw Failure.of(MPI.ERR_TYPE, "a predefined datatype cannot be freed: type=" + name, MPI.COMM_WORLD);
        }
        core = null;
    }

    /** {@return whether it is none, or has been freed} */
    public boolean isNull() {
        return core == null;
    }

    /** {@return the same as {@link #dup}} */
    @Override
    public Datatype clone() {
        return dup();
    }

    /** {@return another one like this, with the same attributes} MPI standard: 5.1.10, MPI_TYPE_DUP. */
    public Datatype dup() throws MPIException {
        Datatype copy = new Datatype(require(), base, packed, basic);
        copy.attributes = attributes.copy();
        return copy;
    }

    /** {@return how many base elements an item has, gaps left out} MPI standard: 5.1.5, MPI_TYPE_SIZE. */
    public int getSize() throws MPIException {
        return units(require().size());
    }

    /** {@return how far the next item is away, in base elements} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public int getExtent() throws MPIException {
        return units(require().extent());
    }

    /** {@return where an item begins, in base elements} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public int getLb() throws MPIException {
        return units(require().lowerBound());
    }

    /** {@return how many base elements lie from an item's first to its last} MPI standard: 5.1.8, MPI_TYPE_GET_TRUE_EXTENT. */
    public int getTrueExtent() throws MPIException {
        return units(require().trueExtent());
    }

    /** {@return an item's first base element} MPI standard: 5.1.8, MPI_TYPE_GET_TRUE_EXTENT. */
    public int getTrueLb() throws MPIException {
        return units(require().trueLowerBound());
    }

    private int units(long bytes) {
        try {
            return Numbers.fit(bytes / base.bytes());
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    private org.tutti.Datatype require() {
        World.requireOpen();
        try {
            return layout(this);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return what it is called} MPI standard: 7.8, MPI_TYPE_GET_NAME. */
    public String getName() throws MPIException {
        require();
        return name;
    }

    /** Calls it something else. MPI standard: 7.8, MPI_TYPE_SET_NAME. */
    public void setName(String name) throws MPIException {
        core = require().named(Objects.requireNonNull(name));
        this.name = name;
    }

    /** {@return a key for attributes of datatypes} MPI standard: 7.7.4, MPI_TYPE_CREATE_KEYVAL. */
    public static int createKeyval() throws MPIException {
        return Attributes.createKeyval();
    }

    /** Frees a key; what is kept with it stays. MPI standard: 7.7.4, MPI_TYPE_FREE_KEYVAL. */
    public static void freeKeyval(int keyval) throws MPIException {
        Attributes.freeKeyval(keyval);
    }

    /** Keeps a copy of a value, which is serializable. MPI standard: 7.7.4, MPI_TYPE_SET_ATTR. */
    public void setAttr(int keyval, Object value) throws MPIException {
        require();
        attributes.set(keyval, value, MPI.COMM_WORLD);
    }

    /** {@return a copy of what is kept, or null} MPI standard: 7.7.4, MPI_TYPE_GET_ATTR. */
    public Object getAttr(int keyval) throws MPIException {
        require();
        return attributes.get(keyval, MPI.COMM_WORLD);
    }

    /** Deletes what is kept. MPI standard: 7.7.4, MPI_TYPE_DELETE_ATTR. */
    public void deleteAttr(int keyval) throws MPIException {
        require();
        attributes.delete(keyval, MPI.COMM_WORLD);
    }

    /** {@return what {@link #createContiguous} does} MPI standard: 5.1.2, MPI_TYPE_CONTIGUOUS. */
    public static Datatype Contiguous(int count, Datatype oldType) throws MPIException {
        return createContiguous(count, oldType);
    }

    /** {@return what {@link #createVector} does} MPI standard: 5.1.2, MPI_TYPE_VECTOR. */
    public static Datatype Vector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        return createVector(count, blockLength, stride, oldType);
    }

    /** {@return blocks at a stride in elements of the arrays} MPI standard: 5.1.2, MPI_TYPE_CREATE_HVECTOR. */
    public static Datatype Hvector(int count, int blockLength, int stride, Datatype oldType) throws MPIException {
        return createHVector(count, blockLength, stride * oldType.packed.bytes(), oldType);
    }

    /** {@return what {@link #createIndexed} does} MPI standard: 5.1.2, MPI_TYPE_INDEXED. */
    public static Datatype Indexed(int[] blockLengths, int[] displacements, Datatype oldType) throws MPIException {
        return createIndexed(blockLengths, displacements, oldType);
    }

    /** {@return blocks of several lengths at displacements in elements of the arrays} MPI standard: 5.1.2, MPI_TYPE_CREATE_HINDEXED. */
    public static Datatype Hindexed(int[] blockLengths, int[] displacements, Datatype oldType) throws MPIException {
        return createHIndexed(blockLengths, oldType.packed.toBytes(displacements), oldType);
    }

    /**
     * {@return blocks of several types of the same arrays, at displacements in their elements} The displacements of {@link MPI#LB} and
     * {@link MPI#UB} are where an item begins and ends. MPI standard: 5.1.2, MPI_TYPE_CREATE_STRUCT.
     */
    public static Datatype Struct(int[] blockLengths, int[] displacements, Datatype[] types) throws MPIException {
        StructBlocks blocks = StructBlocks.of(blockLengths, displacements, types);
        BaseType common = packedOf(blocks.lengths(), blocks.types());
        Datatype made = createStruct(blocks.lengths(), common.toBytes(blocks.displacements()), blocks.types());
        Datatype struct = new Datatype(made.core, common, common, false);
        int lb = blocks.lb(struct.Lb());
        int ub = blocks.ub(struct.Ub());
        return lb == struct.Lb() && ub == struct.Ub() ? struct : createResized(struct, lb, ub - lb);
    }

    /** Does nothing: a type may be used as soon as it is made. MPI standard: 5.1.9, MPI_TYPE_COMMIT. */
    public void Commit() throws MPIException {
        commit();
    }

    /** {@return how far the next item is away, in elements of the arrays} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public int Extent() throws MPIException {
        return inElements(require().extent());
    }

    /** {@return how many elements of the arrays an item has, gaps left out} MPI standard: 5.1.5, MPI_TYPE_SIZE. */
    public int Size() throws MPIException {
        return inElements(require().size());
    }

    /** {@return where an item begins, in elements of the arrays} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public int Lb() throws MPIException {
        return inElements(require().lowerBound());
    }

    /** {@return where an item ends, in elements of the arrays} MPI standard: 5.1.7, MPI_TYPE_GET_EXTENT. */
    public int Ub() throws MPIException {
        return Lb() + Extent();
    }

    private int inElements(long bytes) {
        return (int) (bytes / packed.bytes());
    }
}
