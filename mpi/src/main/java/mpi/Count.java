package mpi;

/** A number that may be larger than an int. MPI standard: 2.5.8, MPI_Count. */
@SuppressWarnings("ComparableType") // as programs know it
public final class Count implements Comparable<Object> {
    private long count;

    /** Makes one. */
    public Count(long count) {
        this.count = count;
    }

    /** {@return the number} */
    public long getCount() {
        return count;
    }

    /** Sets the number. */
    public void setCount(long count) {
        this.count = count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Count that && that.count == count;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count);
    }

    /** {@return below, at or above 0 as this number is below, equal to or above another {@code Count}} */
    @Override
    public int compareTo(Object other) {
        return Long.compare(count, ((Count) other).count);
    }
}
