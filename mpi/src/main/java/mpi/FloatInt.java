package mpi;

/** Pairs of a float and an index in buffers of bytes, of the datatype {@link MPI#FLOAT_INT}. */
public final class FloatInt extends Struct {
    private static final int VALUE = 0;
    private static final int INDEX = 4;

    FloatInt(Datatype type) {
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
        public float getValue() {
            return getFloat(VALUE);
        }

        /** {@return the index} */
        public int getIndex() {
            return getInt(INDEX);
        }

        /** Sets the value. */
        public void putValue(float value) {
            putFloat(VALUE, value);
        }

        /** Sets the index. */
        public void putIndex(int index) {
            putInt(INDEX, index);
        }
    }
}
