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
        if (type == MPI.OBJECT) {
            new ObjectMoves(comm).bcast(buf, offset, count, root);
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
        if (sendtype == MPI.OBJECT) {
            Blocks blocks = Blocks.even(recvoffset, recvcount, comm.getSize());
            new ObjectMoves(comm).gather(sendbuf, sendoffset, sendcount, recvbuf, blocks, root);
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
        if (recvtype == MPI.OBJECT) {
            Blocks blocks = Blocks.even(sendoffset, sendcount, comm.getSize());
            new ObjectMoves(comm).scatter(sendbuf, blocks, recvbuf, recvoffset, recvcount, root);
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
        if (sendtype == MPI.OBJECT) {
            Blocks blocks = Blocks.even(recvoffset, recvcount, comm.getSize());
            new ObjectMoves(comm).allgather(sendbuf, sendoffset, sendcount, recvbuf, blocks);
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
        if (sendtype == MPI.OBJECT) {
            int size = comm.getSize();
            Blocks sent = Blocks.even(sendoffset, sendcount, size);
            new ObjectMoves(comm).alltoall(sendbuf, sent, recvbuf, Blocks.even(recvoffset, recvcount, size));
        } else {
            Object sent = Buffers.part(sendbuf, sendoffset);
            comm.allToAll(sent, sendcount, sendtype, Buffers.part(recvbuf, recvoffset), recvcount, recvtype);
        }
    }
}
