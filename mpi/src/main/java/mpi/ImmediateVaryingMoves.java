package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** The collective operations that move blocks of several lengths, and return at once. */
public sealed interface ImmediateVaryingMoves permits Comm {
    /** {@return what begins to do what {@link Comm#gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)} does} MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request iGatherv(
            Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            Buffer recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        return iGatherv((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, displs, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iGatherv(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.meets(root);
            boolean receives = comm.isRoot(root);
            int[] at = Buffers.displacements(recvcount, displs);
            return comm.request(
                    Buffers.areArrays(sends, sendbuf, sendtype, receives, recvbuf, recvtype)
                            ? core.igatherv(sendbuf, 0, sendcount, recvbuf, recvcount, at, root)
                            : core.igatherv(
                                    Buffers.segment(sends, sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sends, sendtype),
                                    Buffers.segment(receives, recvbuf, recvcount, recvtype),
                                    Buffers.longs(recvcount),
                                    Buffers.longs(at),
                                    Datatype.core(receives, recvtype),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#gatherv(Object, int[], int[], Datatype, int)} does} MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request iGatherv(Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        return iGatherv((Object) recvbuf, recvcount, displs, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iGatherv(Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(root, recvcount, displs);
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.isArray(recvbuf, recvtype)) {
                return comm.request(core.igatherv(recvbuf, at[own], recvcount[own], recvbuf, recvcount, at, root));
            }
            MemorySegment all = Buffers.segment(recvbuf, recvcount, recvtype);
            return comm.request(core.igatherv(
                    Buffers.slice(all, at[own], recvtype),
                    recvcount[own],
                    Datatype.core(recvtype),
                    all,
                    Buffers.longs(recvcount),
                    Buffers.longs(at),
                    Datatype.core(recvtype),
                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#gatherv(Object, int, Datatype, int)} does} MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request iGatherv(Buffer sendbuf, int sendcount, Datatype sendtype, int root) throws MPIException {
        return iGatherv((Object) sendbuf, sendcount, sendtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iGatherv(Object sendbuf, int sendcount, Datatype sendtype, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(sendbuf, sendtype)
                            ? core.igatherv(sendbuf, 0, sendcount, null, null, null, root)
                            : core.igatherv(
                                    Buffers.segment(sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sendtype),
                                    null,
                                    null,
                                    null,
                                    null,
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)} does} MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iScatterv(
            Buffer sendbuf,
            int[] sendcount,
            int[] displs,
            Datatype sendtype,
            Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return iScatterv((Object) sendbuf, sendcount, displs, sendtype, (Object) recvbuf, recvcount, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iScatterv(
            Object sendbuf,
            int[] sendcount,
            int[] displs,
            Datatype sendtype,
            Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.isRoot(root);
            boolean receives = comm.meets(root);
            int[] at = Buffers.displacements(sendcount, displs);
            return comm.request(
                    Buffers.areArrays(sends, sendbuf, sendtype, receives, recvbuf, recvtype)
                            ? core.iscatterv(sendbuf, sendcount, at, recvbuf, 0, recvcount, root)
                            : core.iscatterv(
                                    Buffers.segment(sends, sendbuf, sendcount, sendtype),
                                    Buffers.longs(sendcount),
                                    Buffers.longs(at),
                                    Datatype.core(sends, sendtype),
                                    Buffers.segment(receives, recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(receives, recvtype),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#scatterv(Object, int[], int[], Datatype, int)} does} MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iScatterv(Buffer sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        return iScatterv((Object) sendbuf, sendcount, displs, sendtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iScatterv(Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(root, sendcount, displs);
            int[] at = Buffers.displacements(sendcount, displs);
            if (Buffers.isArray(sendbuf, sendtype)) {
                return comm.request(core.iscatterv(sendbuf, sendcount, at, sendbuf, at[own], sendcount[own], root));
            }
            MemorySegment all = Buffers.segment(sendbuf, sendcount, sendtype);
            return comm.request(core.iscatterv(
                    all,
                    Buffers.longs(sendcount),
                    Buffers.longs(at),
                    Datatype.core(sendtype),
                    Buffers.slice(all, at[own], sendtype),
                    sendcount[own],
                    Datatype.core(sendtype),
                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#scatterv(Object, int, Datatype, int)} does} MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iScatterv(Buffer recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        return iScatterv((Object) recvbuf, recvcount, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iScatterv(Object recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(recvbuf, recvtype)
                            ? core.iscatterv(null, null, null, recvbuf, 0, recvcount, root)
                            : core.iscatterv(
                                    null,
                                    null,
                                    null,
                                    null,
                                    Buffers.segment(recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(recvtype),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} does} MPI standard: 6.12.5, MPI_IALLGATHERV. */
    default Request iAllGatherv(
            Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            Buffer recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return iAllGatherv((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, displs, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllGatherv(
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
                            ? core.iallgatherv(sendbuf, 0, sendcount, recvbuf, recvcount, at)
                            : core.iallgatherv(
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

    /** {@return what begins to do what {@link Comm#allGatherv(Object, int[], int[], Datatype)} does} MPI standard: 6.12.5, MPI_IALLGATHERV. */
    default Request iAllGatherv(Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        return iAllGatherv((Object) recvbuf, recvcount, displs, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllGatherv(Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(recvcount, displs);
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.isArray(recvbuf, recvtype)) {
                return comm.request(core.iallgatherv(recvbuf, at[own], recvcount[own], recvbuf, recvcount, at));
            }
            MemorySegment all = Buffers.segment(recvbuf, recvcount, recvtype);
            return comm.request(core.iallgatherv(
                    Buffers.slice(all, at[own], recvtype),
                    recvcount[own],
                    Datatype.core(recvtype),
                    all,
                    Buffers.longs(recvcount),
                    Buffers.longs(at),
                    Datatype.core(recvtype)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} does} MPI standard: 6.12.6, MPI_IALLTOALLV. */
    default Request iAllToAllv(
            Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return iAllToAllv(
                (Object) sendbuf, sendcount, sdispls, sendtype, (Object) recvbuf, recvcount, rdispls, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllToAllv(
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
                            ? core.ialltoallv(sendbuf, sendcount, from, recvbuf, recvcount, to)
                            : core.ialltoallv(
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

    /** {@return what begins to do what {@link Comm#allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} does} MPI standard: 6.12.6, MPI_IALLTOALLW. */
    default Request iAllToAllw(
            Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return iAllToAllw(
                (Object) sendbuf, sendcount, sdispls, sendtypes, (Object) recvbuf, recvcount, rdispls, recvtypes);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllToAllw(
            Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(core.ialltoallw(
                    Buffers.blocks(sendbuf, sendcount, sdispls, sendtypes),
                    Buffers.longs(sendcount),
                    Datatype.cores(sendtypes),
                    Buffers.blocks(recvbuf, recvcount, rdispls, recvtypes),
                    Buffers.longs(recvcount),
                    Datatype.cores(recvtypes)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
