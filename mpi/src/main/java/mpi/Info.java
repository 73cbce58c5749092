package mpi;

import java.util.LinkedHashMap;
import java.util.Map;

/** Hints: names and values. MPI standard: 10. */
public final class Info implements Freeable, Cloneable {
    private Map<String, String> hints = new LinkedHashMap<>();

    /** Makes one without hints. MPI standard: 10, MPI_INFO_CREATE. */
    public Info() {}

    /** {@return one that is none} */
    static Info ofNone() {
        Info none = new Info();
        none.hints = null;
        return none;
    }

    /** {@return core's hints} */
    org.tutti.Info core() {
        return new org.tutti.Info(require());
    }

    private Map<String, String> require() {
        if (hints == null) {
            throw Failure.of(MPI.ERR_INFO, "the info is null, or has been freed", MPI.COMM_WORLD);
        }
        return hints;
    }

    /** Sets a hint. MPI standard: 10, MPI_INFO_SET. */
    public void set(String key, String value) throws MPIException {
        if (key == null || value == null) {
            throw Failure.of(
                    key == null ? MPI.ERR_INFO_KEY : MPI.ERR_INFO_VALUE,
                    "must not be null: " + (key == null ? "key" : "value") + "=null",
                    MPI.COMM_WORLD);
        }
        require().put(key, value);
    }

    /** {@return a hint's value, or null} MPI standard: 10, MPI_INFO_GET. */
    public String get(String key) throws MPIException {
        return require().get(key);
    }

    /** Deletes a hint. MPI standard: 10, MPI_INFO_DELETE. */
    public void delete(String key) throws MPIException {
        if (require().remove(key) == null) {
            throw Failure.of(MPI.ERR_INFO_NOKEY, "there is no such hint: key=" + key, MPI.COMM_WORLD);
        }
    }

    /** {@return how many hints there are} MPI standard: 10, MPI_INFO_GET_NKEYS. */
    public int size() throws MPIException {
        return require().size();
    }

    /** {@return the name of a hint, from 0 on} MPI standard: 10, MPI_INFO_GET_NTHKEY. */
    public String getKey(int i) throws MPIException {
        if (i < 0 || i >= require().size()) {
            throw Failure.of(MPI.ERR_ARG, "there are not so many hints: i=" + i + ", size=" + size(), MPI.COMM_WORLD);
        }
        return hints.keySet().stream().skip(i).findFirst().orElseThrow();
    }

    /** {@return the same as {@link #dup}} */
    @Override
    public Info clone() {
        return dup();
    }

    /** {@return another one with the same hints} MPI standard: 10, MPI_INFO_DUP. */
    public Info dup() throws MPIException {
        Info copy = new Info();
        copy.hints.putAll(require());
        return copy;
    }

    /** Frees it. MPI standard: 10, MPI_INFO_FREE. */
    @Override
    public void free() throws MPIException {
        require();
        hints = null;
    }

    /** {@return whether it is none, or has been freed} */
    public boolean isNull() {
        return hints == null;
    }
}
