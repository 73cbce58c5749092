package mpi;

/** A version of MPI's standard. MPI standard: 9.1.1, MPI_GET_VERSION. */
public final class Version {
    private final int version;
    private final int subVersion;

    Version(int version, int subVersion) {
        this.version = version;
        this.subVersion = subVersion;
    }

    /** {@return the number before the dot} */
    public int getVersion() {
        return version;
    }

    /** {@return the number behind the dot} */
    public int getSubVersion() {
        return subVersion;
    }
}
