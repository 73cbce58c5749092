package mpi;

/**
 * The collective operations that move blocks of several lengths, in the mpiJava dialect: arrays from an offset on, also of objects.
 * Displacements are in elements of the array, from the offset on.
 */
public sealed interface MpjVaryingMoves permits Intracomm {
    /** Collects blocks of several lengths at the root. MPI standard: 6.5, MPI_GATHERV. */
    default void Gatherv(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int[] recvcount,
            int[] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        Blocks blocks = new Blocks(recvoffset, recvcount, displs);
        if (Datatype.isOfObjects(sendtype)) {
            new ObjectMoves(comm)
                    .gather(
                            new ObjectItems(sendbuf, sendoffset, sendcount, sendtype),
                            new ObjectBlocks(recvbuf, blocks, recvtype),
                            root);
        } else {
            comm.gatherv(
                    Buffers.part(sendbuf, sendoffset),
                    sendcount,
                    sendtype,
                    blocks.buffer(recvbuf, recvtype),
                    recvcount,
                    blocks.displacements(recvbuf, recvtype),
                    recvtype,
                    root);
        }
    }

    /** Gives each rank a block of what the root has, of several lengths. MPI standard: 6.6, MPI_SCATTERV. */
    default void Scatterv(
            Object sendbuf,
            int sendoffset,
            int[] sendcount,
            int[] displs,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        Blocks blocks = new Blocks(sendoffset, sendcount, displs);
        if (Datatype.isOfObjects(recvtype)) {
            new ObjectMoves(comm)
                    .scatter(
                            new ObjectBlocks(sendbuf, blocks, sendtype),
                            new ObjectItems(recvbuf, recvoffset, recvcount, recvtype),
                            root);
        } else {
            comm.scatterv(
                    blocks.buffer(sendbuf, sendtype),
                    sendcount,
                    blocks.displacements(sendbuf, sendtype),
                    sendtype,
                    Buffers.part(recvbuf, recvoffset),
                    recvcount,
                    recvtype,
                    root);
        }
    }

    /** Collects blocks of several lengths at all ranks. MPI standard: 6.7, MPI_ALLGATHERV. */
    default void Allgatherv(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        Blocks blocks = new Blocks(recvoffset, recvcount, displs);
        if (Datatype.isOfObjects(sendtype)) {
            new ObjectMoves(comm)
                    .allgather(
                            new ObjectItems(sendbuf, sendoffset, sendcount, sendtype),
                            new ObjectBlocks(recvbuf, blocks, recvtype));
        } else {
            comm.allGatherv(
                    Buffers.part(sendbuf, sendoffset),
                    sendcount,
                    sendtype,
                    blocks.buffer(recvbuf, recvtype),
                    recvcount,
                    blocks.displacements(recvbuf, recvtype),
                    recvtype);
        }
    }

    /** Sends blocks of several lengths to all ranks, and receives one of each. MPI standard: 6.8, MPI_ALLTOALLV. */
    default void Alltoallv(
            Object sendbuf,
            int sendoffset,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            Object recvbuf,
            int recvoffset,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        Blocks sent = new Blocks(sendoffset, sendcount, sdispls);
        Blocks received = new Blocks(recvoffset, recvcount, rdispls);
        if (Datatype.isOfObjects(sendtype)) {
            new ObjectMoves(comm)
                    .alltoall(new ObjectBlocks(sendbuf, sent, sendtype), new ObjectBlocks(recvbuf, received, recvtype));
        } else {
            comm.allToAllv(
                    sent.buffer(sendbuf, sendtype),
                    sendcount,
                    sent.displacements(sendbuf, sendtype),
                    sendtype,
                    received.buffer(recvbuf, recvtype),
                    recvcount,
                    received.displacements(recvbuf, recvtype),
                    recvtype);
        }
    }
}
