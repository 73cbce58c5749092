package mpi;

/** Which parts of a file a rank sees. MPI standard: 14.3. */
public final class FileView {
    private final long disp;
    private final Datatype etype;
    private final Datatype filetype;
    private final String datarep;

    /**
     * Makes one.
     *
     * @param disp where it begins
     * @param etype the elements
     * @param filetype where they are
     * @param datarep how they are written
     */
    public FileView(long disp, Datatype etype, Datatype filetype, String datarep) {
        this.disp = disp;
        this.etype = etype;
        this.filetype = filetype;
        this.datarep = datarep;
    }

    /** {@return where it begins} */
    public long getDisp() {
        return disp;
    }

    /** {@return the elements} */
    public Datatype getEType() {
        return etype;
    }

    /** {@return where they are} */
    public Datatype getFileType() {
        return filetype;
    }

    /** {@return how they are written} */
    public String getDataRep() {
        return datarep;
    }
}
