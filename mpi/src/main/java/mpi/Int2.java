package mpi;

/** Pairs of a int and an index in buffers of bytes, of the datatype {@link MPI#INT2}. */
public final class Int2 extends Struct {
    private static final int VALUE = 0;
    private static final int INDEX = 4;

    Int2(Datatype type) {
        super(type);
    }

    @Override
    protected Data newData() {
        return new Data();
    }

    /** A pair. */
    public final class Data extends Struct.Data {
        /** Makes one that is nowhere yet. */
        public Data() {}

        /** {@return the value} */
        public int getValue() {
            return getInt(VALUE);
        }

        /** {@return the index} */
        public int getIndex() {
            return getInt(INDEX);
        }

        /** Sets the value. */
        public void putValue(int value) {
            putInt(VALUE, value);
        }

        /** Sets the index. */
        public void putIndex(int index) {
            putInt(INDEX, index);
        }
    }
}
