package mpi;

import org.tutti.Communicator;
import org.tutti.TuttiException;

/** What ranks exchange with their neighbors in a topology. */
public sealed interface NeighborMoves permits Comm {
    /** Collects a block of each neighbor. MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHER. */
    default void neighborAllGather(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)) {
                core.neighborAllgather(sendbuf, 0, recvbuf, 0, sendcount);
            } else {
                core.neighborAllgather(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects blocks of several lengths of the neighbors. MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV. */
    default void neighborAllGatherv(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)) {
                core.neighborAllgatherv(sendbuf, 0, sendcount, recvbuf, recvcount, at);
            } else {
                core.neighborAllgatherv(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        Buffers.longs(recvcount),
                        Buffers.longs(at),
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a block to each neighbor, and receives one of each. MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALL. */
    default void neighborAllToAll(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)) {
                core.neighborAlltoall(sendbuf, 0, recvbuf, 0, sendcount);
            } else {
                core.neighborAlltoall(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a block to each neighbor, and receives one of each, of several lengths. MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV. */
    default void neighborAllToAllv(
            Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int[] from = Buffers.displacements(sendcount, sdispls);
            int[] to = Buffers.displacements(recvcount, rdispls);
            if (Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)) {
                core.neighborAlltoallv(sendbuf, sendcount, from, recvbuf, recvcount, to);
            } else {
                core.neighborAlltoallv(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        Buffers.longs(sendcount),
                        Buffers.longs(from),
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        Buffers.longs(recvcount),
                        Buffers.longs(to),
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
