package mpi;

/** Pairs of a long and an index in buffers of bytes, of the datatype {@link MPI#LONG_INT}. */
public final class LongInt extends Struct {
    private static final int VALUE = 0;
    private static final int INDEX = 8;

    LongInt(Datatype type) {
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
        public long getValue() {
            return getLong(VALUE);
        }

        /** {@return the index} */
        public int getIndex() {
            return getInt(INDEX);
        }

        /** Sets the value. */
        public void putValue(long value) {
            putLong(VALUE, value);
        }

        /** Sets the index. */
        public void putIndex(int index) {
            putInt(INDEX, index);
        }
    }
}
