package mpi;

import org.tutti.Tutti;
import org.tutti.TuttiException;

/** What is known of a message. MPI standard: 3.2.5. */
public final class Status implements Freeable {
    /** The rank that has sent it, as {@link #getSource} tells. */
    public int source;
    /** Its tag, as {@link #getTag} tells. */
    public int tag;
    /** Which of several requests it is of, as {@link #getIndex} tells. */
    public int index;

    private final org.tutti.Status core;
    private boolean cancelled;
    private Elements elements;

    /** How many elements of a type a program has said that there are. */
    private record Elements(Datatype type, long number) {}

    /** Makes the status of no message. */
    public Status() {
        this(Request.NOTHING);
    }

    Status(org.tutti.Status core) {
        this(core, MPI.UNDEFINED);
    }

    /** Makes the status of one of several requests. */
    Status(org.tutti.Status core, int index) {
        this.core = core;
        this.source = Numbers.ofSource(core.source());
        this.tag = core.tag();
        this.index = index;
        this.cancelled = core.isCancelled();
    }

    /** {@return a status, or null where there is none} */
    static Status of(org.tutti.Status core) {
        return core == null ? null : new Status(core);
    }

    /** {@return how many items it has, or {@link MPI#UNDEFINED} where it does not end with a whole one} MPI standard: 3.2.5, MPI_GET_COUNT. */
    public int getCount(Datatype datatype) throws MPIException {
        try {
            return elements == null
                    ? Numbers.of(Datatype.isOfObjects(datatype) ? Tutti.UNDEFINED : core.count(Datatype.core(datatype)))
                    : Numbers.of(wholeItems(elements.number, datatype));
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return how many items elements are, or {@link Tutti#UNDEFINED} where a part of one would be left} */
    private static long wholeItems(long elements, Datatype datatype) {
        long each =
                Math.max(1, Datatype.layout(datatype).size() / datatype.packed().bytes());
        return elements % each == 0 ? elements / each : Tutti.UNDEFINED;
    }

    /** {@return how many primitives it has} MPI standard: 5.1.11, MPI_GET_ELEMENTS. */
    public int getElements(Datatype datatype) throws MPIException {
        return Numbers.of(elements(datatype));
    }

    /** {@return how many primitives it has} MPI standard: 5.1.11, MPI_GET_ELEMENTS. */
    public Count getElementsX(Datatype datatype) throws MPIException {
        long number = elements(datatype);
        return new Count(number == Tutti.UNDEFINED ? MPI.UNDEFINED : number);
    }

    private long elements(Datatype datatype) {
        try {
            return elements == null ? core.elements(Datatype.core(datatype)) : elements.number;
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** Says how many primitives it has. MPI standard: 13.3, MPI_STATUS_SET_ELEMENTS. */
    public void setElements(Datatype datatype, int count) throws MPIException {
        elements = new Elements(datatype, count);
    }

    /** Says how many primitives it has. MPI standard: 13.3, MPI_STATUS_SET_ELEMENTS. */
    public void setElementsX(Datatype datatype, Count count) throws MPIException {
        elements = new Elements(datatype, count.getCount());
    }

    /** {@return the rank that has sent it} */
    public int getSource() {
        return source;
    }

    /** {@return its tag} */
    public int getTag() {
        return tag;
    }

    /** {@return the class of the error of its operation, or {@link MPI#SUCCESS}} */
    public int getError() {
        TuttiException error = core.error();
        return error == null ? MPI.SUCCESS : Failure.numberOf(error.errorClass());
    }

    /** {@return which of several requests it is of} */
    public int getIndex() {
        return index;
    }

    /** {@return whether its operation was taken back} MPI standard: 3.8.4, MPI_TEST_CANCELLED. */
    public boolean isCancelled() throws MPIException {
        return cancelled;
    }

    /** Says whether its operation was taken back. MPI standard: 13.3, MPI_STATUS_SET_CANCELLED. */
    public void setCancelled(boolean flag) throws MPIException {
        cancelled = flag;
    }

    /** Does nothing: a status holds nothing that needs to be given back. */
    @Override
    public void free() {
        // it is the garbage collector's
    }

    /** {@return the status of a message of so many objects} */
    Status ofObjects(int number) {
        setElements(MPI.OBJECT, number);
        return this;
    }

    /** {@return what {@link #getCount} does} After a probe it is {@link MPI#UNDEFINED} of {@link MPI#OBJECT}. MPI standard: 3.2.5, MPI_GET_COUNT. */
    public int Get_count(Datatype datatype) throws MPIException {
        return getCount(datatype);
    }

    /** {@return what {@link #getElements} does} MPI standard: 5.1.11, MPI_GET_ELEMENTS. */
    public int Get_elements(Datatype datatype) throws MPIException {
        return Datatype.isOfObjects(datatype) ? getCount(MPI.OBJECT) : getElements(datatype);
    }

    /** {@return what {@link #isCancelled} does} MPI standard: 3.8.4, MPI_TEST_CANCELLED. */
    public boolean Test_cancelled() throws MPIException {
        return isCancelled();
    }
}
