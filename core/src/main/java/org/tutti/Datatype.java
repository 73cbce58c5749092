package org.tutti;

import org.tutti.memory.ElementType;

/**
 * What the elements of a memory segment are. They lie one after the other, in the machine's byte order, at any alignment. A
 * segment of a datatype matches an array of the same type on another rank: {@code FLOAT} and {@code float[]}.
 *
 * <p>MPI standard: 3.2.2, message data; the names are those of MPI's earlier Java bindings.
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

    private final ElementType elementType;

    private Datatype(ElementType elementType) {
        this.elementType = elementType;
    }

    /** {@return how many bytes an element takes} MPI standard: 5.1.5, MPI_TYPE_SIZE. */
    public int size() {
        return (int) elementType.bytes(1);
    }

    ElementType elementType() {
        return elementType;
    }

    @Override
    public String toString() {
        return elementType.name();
    }
}
