package mpi;

import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** What ranks exchange with their neighbors in a topology, by calls that return at once. */
public sealed interface ImmediateNeighborMoves permits Comm {
    /** {@return what begins to do what {@link Comm#neighborAllGather(Object, int, Datatype, Object, int, Datatype)} does} MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHER. */
    default Request iNeighborAllGather(
            Buffer sendbuf, int sendcount, Datatype sendtype, Buffer recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        return iNeighborAllGather((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iNeighborAllGather(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)
                            ? core.ineighborAllgather(sendbuf, 0, recvbuf, 0, sendcount)
                            : core.ineighborAllgather(
                                    Buffers.segment(sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sendtype),
                                    Buffers.segment(recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(recvtype)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} does} MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHERV. */
    default Request iNeighborAllGatherv(
            Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            Buffer recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return iNeighborAllGatherv(
                (Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, displs, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iNeighborAllGatherv(
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
            return comm.request(
                    Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)
                            ? core.ineighborAllgatherv(sendbuf, 0, sendcount, recvbuf, recvcount, at)
                            : core.ineighborAllgatherv(
                                    Buffers.segment(sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sendtype),
                                    Buffers.segment(recvbuf, recvcount, recvtype),
                                    Buffers.longs(recvcount),
                                    Buffers.longs(at),
                                    Datatype.core(recvtype)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#neighborAllToAll(Object, int, Datatype, Object, int, Datatype)} does} MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALL. */
    default Request iNeighborAllToAll(
            Buffer sendbuf, int sendcount, Datatype sendtype, Buffer recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        return iNeighborAllToAll((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iNeighborAllToAll(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)
                            ? core.ineighborAlltoall(sendbuf, 0, recvbuf, 0, sendcount)
                            : core.ineighborAlltoall(
                                    Buffers.segment(sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sendtype),
                                    Buffers.segment(recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(recvtype)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} does} MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLV. */
    default Request iNeighborAllToAllv(
            Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return iNeighborAllToAllv(
                (Object) sendbuf, sendcount, sdispls, sendtype, (Object) recvbuf, recvcount, rdispls, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iNeighborAllToAllv(
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
            return comm.request(
                    Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)
                            ? core.ineighborAlltoallv(sendbuf, sendcount, from, recvbuf, recvcount, to)
                            : core.ineighborAlltoallv(
                                    Buffers.segment(sendbuf, sendcount, sendtype),
                                    Buffers.longs(sendcount),
                                    Buffers.longs(from),
                                    Datatype.core(sendtype),
                                    Buffers.segment(recvbuf, recvcount, recvtype),
                                    Buffers.longs(recvcount),
                                    Buffers.longs(to),
                                    Datatype.core(recvtype)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
