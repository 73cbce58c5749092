package mpi;

/** The collective operations that move blocks of one length, in the mpiJava dialect: arrays from an offset on, also of objects. */
public sealed interface MpjMoves permits Intracomm {
    /** Waits until all ranks have called it. MPI standard: 6.3, MPI_BARRIER. */
    default void Barrier() throws MPIException {
        ((Comm) this).barrier();
    }

    /** Sends what the root has to all ranks. MPI standard: 6.4, MPI_BCAST. */
    default void Bcast(Object buf, int offset, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMoves(comm).bcast(new ObjectItems(buf, offset, count, type), root);
        } else {
            comm.bcast(Buffers.part(buf, offset), count, type, root);
        }
    }

    /** Collects a block of each rank at the root. MPI standard: 6.5, MPI_GATHER. */
    default void Gather(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(sendtype)) {
            ObjectBlocks all = ObjectBlocks.even(recvbuf, recvoffset, recvcount, recvtype, comm.getSize());
            new ObjectMoves(comm).gather(new ObjectItems(sendbuf, sendoffset, sendcount, sendtype), all, root);
        } else {
            Object sent = Buffers.part(sendbuf, sendoffset);
            comm.gather(sent, sendcount, sendtype, Buffers.part(recvbuf, recvoffset), recvcount, recvtype, root);
        }
    }

    /** Gives each rank a block of what the root has. MPI standard: 6.6, MPI_SCATTER. */
    default void Scatter(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(recvtype)) {
            ObjectBlocks all = ObjectBlocks.even(sendbuf, sendoffset, sendcount, sendtype, comm.getSize());
            new ObjectMoves(comm).scatter(all, new ObjectItems(recvbuf, recvoffset, recvcount, recvtype), root);
        } else {
            Object sent = Buffers.part(sendbuf, sendoffset);
            comm.scatter(sent, sendcount, sendtype, Buffers.part(recvbuf, recvoffset), recvcount, recvtype, root);
        }
    }

    /** Collects a block of each rank at all ranks. MPI standard: 6.7, MPI_ALLGATHER. */
    default void Allgather(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(sendtype)) {
            ObjectBlocks all = ObjectBlocks.even(recvbuf, recvoffset, recvcount, recvtype, comm.getSize());
            new ObjectMoves(comm).allgather(new ObjectItems(sendbuf, sendoffset, sendcount, sendtype), all);
        } else {
            Object sent = Buffers.part(sendbuf, sendoffset);
            comm.allGather(sent, sendcount, sendtype, Buffers.part(recvbuf, recvoffset), recvcount, recvtype);
        }
    }

    /** Sends a block to each rank, and receives one of each. MPI standard: 6.8, MPI_ALLTOALL. */
    default void Alltoall(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(sendtype)) {
            ObjectBlocks sent = ObjectBlocks.even(sendbuf, sendoffset, sendcount, sendtype, comm.getSize());
            new ObjectMoves(comm)
                    .alltoall(sent, ObjectBlocks.even(recvbuf, recvoffset, recvcount, recvtype, comm.getSize()));
        } else {
            Object sent = Buffers.part(sendbuf, sendoffset);
            comm.allToAll(sent, sendcount, sendtype, Buffers.part(recvbuf, recvoffset), recvcount, recvtype);
        }
    }
}
