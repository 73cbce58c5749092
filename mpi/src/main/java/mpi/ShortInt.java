package mpi;

/** Pairs of a short and an index in buffers of bytes, of the datatype {@link MPI#SHORT_INT}. */
public final class ShortInt extends Struct {
    private static final int VALUE = 0;
    private static final int INDEX = 4;

    ShortInt(Datatype type) {
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
        public short getValue() {
            return getShort(VALUE);
        }

        /** {@return the index} */
        public int getIndex() {
            return getInt(INDEX);
        }

        /** Sets the value. */
        public void putValue(short value) {
            putShort(VALUE, value);
        }

        /** Sets the index. */
        public void putIndex(int index) {
            putInt(INDEX, index);
        }
    }
}
