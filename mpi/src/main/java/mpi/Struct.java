package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that lies in a buffer of bytes: a class of the program declares its fields one by one, each behind the one before, without
 * padding unless {@link #setOffset} makes some.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // as programs know it: each gets the class that it wrote
public abstract class Struct {
    private final List<Field> fields = new ArrayList<>();
    private int next;
    private int extent;
    private Datatype type;

    /** A field, and where it begins. */
    private record Field(int offset, int length, Datatype type) {}

    /** Makes one without fields. */
    public Struct() {}

    /** Makes one whose datatype is predefined. */
    Struct(Datatype type) {
        this.type = type;
    }

    /** {@return how many bytes lie from one record to the next} */
    public final int getExtent() throws MPIException {
        return getType().getExtent();
    }

    /** {@return the datatype; no field can be added any more} */
    public final Datatype getType() throws MPIException {
        Datatype made = type;
        if (made == null || made.isNull()) {
            made = make();
            type = made;
        }
        return made;
    }

    private Datatype make() {
        int[] lengths = fields.stream().mapToInt(Field::length).toArray();
        int[] offsets = fields.stream().mapToInt(Field::offset).toArray();
        Datatype[] types = fields.stream().map(Field::type).toArray(Datatype[]::new);
        return Datatype.createResized(Datatype.createStruct(lengths, offsets, types), 0, extent);
    }

    /** {@return a new object for the fields of a record} */
    protected abstract Data newData();

    /** {@return the first record of a buffer} */
    public final <T extends Data> T getData(ByteBuffer buffer) throws MPIException {
        return getData(buffer, 0);
    }

    /** {@return a record of a buffer, counted from 0} */
    public final <T extends Data> T getData(ByteBuffer buffer, int index) throws MPIException {
        return at(buffer.duplicate().clear().order(ByteOrder.nativeOrder()), index * getExtent());
    }

    /** {@return the first record of an array} */
    public final <T extends Data> T getData(byte[] array) throws MPIException {
        return getData(array, 0);
    }

    /** {@return a record of an array, counted from 0} */
    public final <T extends Data> T getData(byte[] array, int index) throws MPIException {
        return getData(ByteBuffer.wrap(array), index);
    }

    @SuppressWarnings("unchecked") // the program knows its own class
    private <T extends Data> T at(ByteBuffer buffer, int offset) {
        Data data = newData();
        data.buffer = buffer;
        data.offset = offset;
        return (T) data;
    }

    /** Lets the next field begin at an offset in bytes. */
    public final Struct setOffset(int offset) {
        next = offset;
        return this;
    }

    /** {@return a new field of one byte} */
    public final int addByte() {
        return addByte(1);
    }

    /** {@return a new field of several bytes} */
    public final int addByte(int length) {
        return add(MPI.BYTE, Byte.BYTES, length);
    }

    /** {@return a new field of one char} */
    public final int addChar() {
        return addChar(1);
    }

    /** {@return a new field of several chars} */
    public final int addChar(int length) {
        return add(MPI.CHAR, Character.BYTES, length);
    }

    /** {@return a new field of one short} */
    public final int addShort() {
        return addShort(1);
    }

    /** {@return a new field of several shorts} */
    public final int addShort(int length) {
        return add(MPI.SHORT, Short.BYTES, length);
    }

    /** {@return a new field of one int} */
    public final int addInt() {
        return addInt(1);
    }

    /** {@return a new field of several ints} */
    public final int addInt(int length) {
        return add(MPI.INT, Integer.BYTES, length);
    }

    /** {@return a new field of one long} */
    public final int addLong() {
        return addLong(1);
    }

    /** {@return a new field of several longs} */
    public final int addLong(int length) {
        return add(MPI.LONG, Long.BYTES, length);
    }

    /** {@return a new field of one float} */
    public final int addFloat() {
        return addFloat(1);
    }

    /** {@return a new field of several floats} */
    public final int addFloat(int length) {
        return add(MPI.FLOAT, Float.BYTES, length);
    }

    /** {@return a new field of one double} */
    public final int addDouble() {
        return addDouble(1);
    }

    /** {@return a new field of several doubles} */
    public final int addDouble(int length) {
        return add(MPI.DOUBLE, Double.BYTES, length);
    }

    /** {@return a new field, a record of another kind} */
    public final int addStruct(Struct struct) throws MPIException {
        return addStruct(struct, 1);
    }

    /** {@return a new field, several records of another kind} */
    public final int addStruct(Struct struct, int length) throws MPIException {
        return add(struct.getType(), struct.getExtent(), length);
    }

    /** {@return a new field, an item of a datatype} */
    public final int addData(Datatype type) throws MPIException {
        return addData(type, 1);
    }

    /** {@return a new field, several items of a datatype} */
    public final int addData(Datatype type, int length) throws MPIException {
        return add(type, type.getExtent() * type.base().bytes(), length);
    }

    private int add(Datatype fieldType, int bytes, int length) {
        if (type != null) {
            throw new IllegalStateException("the struct has its datatype already: no field can be added");
        }
        int offset = next;
        fields.add(new Field(offset, length, fieldType));
        next = offset + bytes * length;
        extent = Math.max(extent, next);
        return offset;
    }

    /** A record's fields, as a class of the program gives them names. */
    public abstract class Data {
        private ByteBuffer buffer;
        private int offset;

        /** Makes one that is nowhere yet. */
        public Data() {}

        /** {@return the record's bytes} */
        public final ByteBuffer getBuffer() {
            return offset == 0
                    ? buffer
                    : buffer.slice(offset, buffer.capacity() - offset).order(ByteOrder.nativeOrder());
        }

        /** {@return a field that is a record of another kind} */
        protected final <T extends Data> T getData(Struct struct, int field) {
            return struct.at(buffer, offset + field);
        }

        /** {@return one of the records of another kind that a field has} */
        protected final <T extends Data> T getData(Struct struct, int field, int index) {
            return struct.at(buffer, offset + field + index * struct.getExtent());
        }

        /** {@return the bytes of a field that is an item of a datatype} */
        protected final ByteBuffer getBuffer(Datatype type, int field) {
            return getBuffer(type, field, 0);
        }

        /** {@return the bytes of one of the items of a datatype that a field has} */
        protected final ByteBuffer getBuffer(Datatype type, int field, int index) {
            int bytes = type.getExtent() * type.base().bytes();
            return buffer.slice(offset + field + index * bytes, bytes).order(ByteOrder.nativeOrder());
        }

        /** {@return a field of one byte} */
        protected final byte getByte(int field) {
            return buffer.get(offset + field);
        }

        /** {@return an element of a field of bytes} */
        protected final byte getByte(int field, int index) {
            return buffer.get(offset + field + index * Byte.BYTES);
        }

        /** Sets a field of one byte. */
        protected final void putByte(int field, byte value) {
            buffer.put(offset + field, value);
        }

        /** Sets an element of a field of bytes. */
        protected final void putByte(int field, int index, byte value) {
            buffer.put(offset + field + index * Byte.BYTES, value);
        }

        /** {@return a field of one char} */
        protected final char getChar(int field) {
            return buffer.getChar(offset + field);
        }

        /** {@return an element of a field of chars} */
        protected final char getChar(int field, int index) {
            return buffer.getChar(offset + field + index * Character.BYTES);
        }

        /** Sets a field of one char. */
        protected final void putChar(int field, char value) {
            buffer.putChar(offset + field, value);
        }

        /** Sets an element of a field of chars. */
        protected final void putChar(int field, int index, char value) {
            buffer.putChar(offset + field + index * Character.BYTES, value);
        }

        /** {@return a field of one short} */
        protected final short getShort(int field) {
            return buffer.getShort(offset + field);
        }

        /** {@return an element of a field of shorts} */
        protected final short getShort(int field, int index) {
            return buffer.getShort(offset + field + index * Short.BYTES);
        }

        /** Sets a field of one short. */
        protected final void putShort(int field, short value) {
            buffer.putShort(offset + field, value);
        }

        /** Sets an element of a field of shorts. */
        protected final void putShort(int field, int index, short value) {
            buffer.putShort(offset + field + index * Short.BYTES, value);
        }

        /** {@return a field of one int} */
        protected final int getInt(int field) {
            return buffer.getInt(offset + field);
        }

        /** {@return an element of a field of ints} */
        protected final int getInt(int field, int index) {
            return buffer.getInt(offset + field + index * Integer.BYTES);
        }

        /** Sets a field of one int. */
        protected final void putInt(int field, int value) {
            buffer.putInt(offset + field, value);
        }

        /** Sets an element of a field of ints. */
        protected final void putInt(int field, int index, int value) {
            buffer.putInt(offset + field + index * Integer.BYTES, value);
        }

        /** {@return a field of one long} */
        protected final long getLong(int field) {
            return buffer.getLong(offset + field);
        }

        /** {@return an element of a field of longs} */
        protected final long getLong(int field, int index) {
            return buffer.getLong(offset + field + index * Long.BYTES);
        }

        /** Sets a field of one long. */
        protected final void putLong(int field, long value) {
            buffer.putLong(offset + field, value);
        }

        /** Sets an element of a field of longs. */
        protected final void putLong(int field, int index, long value) {
            buffer.putLong(offset + field + index * Long.BYTES, value);
        }

        /** {@return a field of one float} */
        protected final float getFloat(int field) {
            return buffer.getFloat(offset + field);
        }

        /** {@return an element of a field of floats} */
        protected final float getFloat(int field, int index) {
            return buffer.getFloat(offset + field + index * Float.BYTES);
        }

        /** Sets a field of one float. */
        protected final void putFloat(int field, float value) {
            buffer.putFloat(offset + field, value);
        }

        /** Sets an element of a field of floats. */
        protected final void putFloat(int field, int index, float value) {
            buffer.putFloat(offset + field + index * Float.BYTES, value);
        }

        /** {@return a field of one double} */
        protected final double getDouble(int field) {
            return buffer.getDouble(offset + field);
        }

        /** {@return an element of a field of doubles} */
        protected final double getDouble(int field, int index) {
            return buffer.getDouble(offset + field + index * Double.BYTES);
        }

        /** Sets a field of one double. */
        protected final void putDouble(int field, double value) {
            buffer.putDouble(offset + field, value);
        }

        /** Sets an element of a field of doubles. */
        protected final void putDouble(int field, int index, double value) {
            buffer.putDouble(offset + field + index * Double.BYTES, value);
        }
    }
}
