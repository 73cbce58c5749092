package mpi;

/** How a program of the mpiJava dialect combines items; {@link Op} takes it as any other function. MPI standard: 6.9.5. */
public abstract class User_function extends UserFunction {
    /** Makes a function. */
    public User_function() {}

    /**
     * Sets each item of the second array to what comes of the first one's item and its own.
     *
     * @param inbuf the left operands: an array of the datatype's base type
     * @param inoffset the first one's index
     * @param inoutbuf the right operands, and the results afterwards
     * @param inoutoffset the first one's index
     * @param count how many items
     * @param datatype what they are
     */
    public abstract void Call(
            Object inbuf, int inoffset, Object inoutbuf, int inoutoffset, int count, Datatype datatype)
            throws MPIException;

    @Override
    public final void call(Object inVec, Object inOutVec, int count, Datatype datatype) throws MPIException {
        Call(inVec, 0, inOutVec, 0, count, datatype);
    }
}
