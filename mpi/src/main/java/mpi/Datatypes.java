package mpi;

/** The predefined datatypes. They are constants of {@link MPI}. MPI standard: 3.2.2. */
public interface Datatypes {
    /** Elements of byte[]. */
    Datatype BYTE = new Datatype("MPI_BYTE", org.tutti.Datatype.BYTE, BaseType.BYTE, true);
    /** Elements of char[]. */
    Datatype CHAR = new Datatype("MPI_CHAR", org.tutti.Datatype.CHAR, BaseType.CHAR, true);
    /** Elements of short[]. */
    Datatype SHORT = new Datatype("MPI_SHORT", org.tutti.Datatype.SHORT, BaseType.SHORT, true);
    /** Elements of boolean[]. */
    Datatype BOOLEAN = new Datatype("MPI_BOOLEAN", org.tutti.Datatype.BOOLEAN, BaseType.BOOLEAN, true);
    /** Elements of int[]. */
    Datatype INT = new Datatype("MPI_INT", org.tutti.Datatype.INT, BaseType.INT, true);
    /** Elements of long[]. */
    Datatype LONG = new Datatype("MPI_LONG", org.tutti.Datatype.LONG, BaseType.LONG, true);
    /** Elements of float[]. */
    Datatype FLOAT = new Datatype("MPI_FLOAT", org.tutti.Datatype.FLOAT, BaseType.FLOAT, true);
    /** Elements of double[]. */
    Datatype DOUBLE = new Datatype("MPI_DOUBLE", org.tutti.Datatype.DOUBLE, BaseType.DOUBLE, true);
    /** Bytes that {@link Comm#pack} has made. */
    Datatype PACKED = new Datatype("MPI_PACKED", org.tutti.Datatype.BYTE, BaseType.BYTE, true);
    /** Two floats: a real and an imaginary part. */
    Datatype FLOAT_COMPLEX = new Datatype("MPI_FLOAT_COMPLEX", org.tutti.Datatype.FLOAT_COMPLEX, BaseType.FLOAT, false);
    /** Two doubles: a real and an imaginary part. */
    Datatype DOUBLE_COMPLEX =
            new Datatype("MPI_DOUBLE_COMPLEX", org.tutti.Datatype.DOUBLE_COMPLEX, BaseType.DOUBLE, false);
    /** Two ints: a value and an index. */
    Datatype INT2 = new Datatype("MPI_2INT", org.tutti.Datatype.INT_INT, BaseType.BYTE, BaseType.INT, false);
    /** A short and an index. */
    Datatype SHORT_INT = new Datatype("MPI_SHORT_INT", org.tutti.Datatype.SHORT_INT, BaseType.BYTE, false);
    /** A long and an index. */
    Datatype LONG_INT = new Datatype("MPI_LONG_INT", org.tutti.Datatype.LONG_INT, BaseType.BYTE, false);
    /** A float and an index. */
    Datatype FLOAT_INT = new Datatype("MPI_FLOAT_INT", org.tutti.Datatype.FLOAT_INT, BaseType.BYTE, false);
    /** A double and an index. */
    Datatype DOUBLE_INT = new Datatype("MPI_DOUBLE_INT", org.tutti.Datatype.DOUBLE_INT, BaseType.BYTE, false);
    /** Objects, in arrays of objects: for calls that take an offset. */
    Datatype OBJECT = new Datatype("MPI_OBJECT", org.tutti.Datatype.INT, BaseType.OBJECT, false);
    /** Two shorts: a value and an index. */
    Datatype SHORT2 = Datatype.pair("MPI_2SHORT", org.tutti.Datatype.SHORT, BaseType.SHORT);
    /** Two longs: a value and an index. */
    Datatype LONG2 = Datatype.pair("MPI_2LONG", org.tutti.Datatype.LONG, BaseType.LONG);
    /** Two floats: a value and an index. */
    Datatype FLOAT2 = Datatype.pair("MPI_2FLOAT", org.tutti.Datatype.FLOAT, BaseType.FLOAT);
    /** Two doubles: a value and an index. */
    Datatype DOUBLE2 = Datatype.pair("MPI_2DOUBLE", org.tutti.Datatype.DOUBLE, BaseType.DOUBLE);
    /** No datatype. */
    Datatype DATATYPE_NULL = new Datatype("MPI_DATATYPE_NULL", null, BaseType.BYTE, false);
    /** No datatype, by its other name. */
    Datatype NULL = DATATYPE_NULL;
    /** Where an item begins, in {@link Datatype#Struct} alone. */
    Datatype LB = new Datatype("MPI_LB", null, BaseType.BYTE, false);
    /** Where an item ends, in {@link Datatype#Struct} alone. */
    Datatype UB = new Datatype("MPI_UB", null, BaseType.BYTE, false);

    /** Access to pairs of {@link #INT2}. */
    Int2 int2 = new Int2(INT2);
    /** Access to pairs of {@link #SHORT_INT}. */
    ShortInt shortInt = new ShortInt(SHORT_INT);
    /** Access to pairs of {@link #LONG_INT}. */
    LongInt longInt = new LongInt(LONG_INT);
    /** Access to pairs of {@link #FLOAT_INT}. */
    FloatInt floatInt = new FloatInt(FLOAT_INT);
    /** Access to pairs of {@link #DOUBLE_INT}. */
    DoubleInt doubleInt = new DoubleInt(DOUBLE_INT);
}
