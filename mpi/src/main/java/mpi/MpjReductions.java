package mpi;

/** The reductions, in the mpiJava dialect: arrays from an offset on. Objects are combined by a {@link User_function}. */
public sealed interface MpjReductions permits Intracomm {
    /** Combines what all ranks have, at the root. MPI standard: 6.9.1, MPI_REDUCE. */
    default void Reduce(
            Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int count, Datatype type, Op op, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMoves(comm)
                    .reduce(
                            new ObjectItems(sendbuf, sendoffset, count, type),
                            new ObjectItems(recvbuf, recvoffset, count, type),
                            op,
                            root);
        } else {
            comm.reduce(Buffers.part(sendbuf, sendoffset), Buffers.part(recvbuf, recvoffset), count, type, op, root);
        }
    }

    /** Combines what all ranks have, at all ranks. MPI standard: 6.9.6, MPI_ALLREDUCE. */
    default void Allreduce(
            Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int count, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMoves(comm)
                    .scan(
                            new ObjectItems(sendbuf, sendoffset, count, type),
                            new ObjectItems(recvbuf, recvoffset, count, type),
                            op,
                            comm.getSize());
        } else {
            comm.allReduce(Buffers.part(sendbuf, sendoffset), Buffers.part(recvbuf, recvoffset), count, type, op);
        }
    }

    /** Combines what all ranks have, and gives each rank a block of the result. MPI standard: 6.10.2, MPI_REDUCE_SCATTER. */
    default void Reduce_scatter(
            Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMoves(comm).reduceScatter(sendbuf, sendoffset, recvbuf, recvoffset, recvcounts, type, op);
        } else {
            comm.reduceScatter(
                    Buffers.part(sendbuf, sendoffset), Buffers.part(recvbuf, recvoffset), recvcounts, type, op);
        }
    }

    /** Combines what this rank and all before it have. MPI standard: 6.11.1, MPI_SCAN. */
    default void Scan(Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int count, Datatype type, Op op)
            throws MPIException {
        Intracomm comm = (Intracomm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMoves(comm)
                    .scan(
                            new ObjectItems(sendbuf, sendoffset, count, type),
                            new ObjectItems(recvbuf, recvoffset, count, type),
                            op,
                            comm.getRank() + 1);
        } else {
            comm.scan(Buffers.part(sendbuf, sendoffset), Buffers.part(recvbuf, recvoffset), count, type, op);
        }
    }
}
