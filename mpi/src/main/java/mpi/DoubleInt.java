package mpi;

/** Pairs of a double and an index in buffers of bytes, of the datatype {@link MPI#DOUBLE_INT}. */
public final class DoubleInt extends Struct {
    private static final int VALUE = 0;
    private static final int INDEX = 8;

    DoubleInt(Datatype type) {
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
        public double getValue() {
            return getDouble(VALUE);
        }

        /** {@return the index} */
        public int getIndex() {
            return getInt(INDEX);
        }

        /** Sets the value. */
        public void putValue(double value) {
            putDouble(VALUE, value);
        }

        /** Sets the index. */
        public void putIndex(int index) {
            putInt(INDEX, index);
        }
    }
}
