package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** The collective operations that move blocks of one length, and return at once. */
public sealed interface ImmediateMoves permits Comm {
    /** {@return what is done when all ranks have called it} MPI standard: 6.12.1, MPI_IBARRIER. */
    default Request iBarrier() throws MPIException {
        Comm comm = (Comm) this;
        try {
            return comm.request(comm.core().ibarrier());
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#bcast(Object, int, Datatype, int)} does} MPI standard: 6.12.2, MPI_IBCAST. */
    default Request iBcast(Buffer buf, int count, Datatype type, int root) throws MPIException {
        return iBcast((Object) buf, count, type, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iBcast(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.ibcast(buf, 0, count, root)
                            : core.ibcast(Buffers.segment(buf, count, type), count, Datatype.core(type), root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#gather(Object, int, Datatype, Object, int, Datatype, int)} does} MPI standard: 6.12.3, MPI_IGATHER. */
    default Request iGather(
            Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return iGather((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iGather(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.meets(root);
            boolean receives = comm.isRoot(root);
            return comm.request(
                    Buffers.areArrays(sends, sendbuf, sendcount, sendtype, receives, recvbuf, recvcount, recvtype)
                            ? core.igather(sendbuf, 0, recvbuf, 0, sends ? sendcount : recvcount, root)
                            : core.igather(
                                    Buffers.segment(sends, sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sends, sendtype),
                                    Buffers.segment(receives, recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(receives, recvtype),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#gather(Object, int, Datatype, int)} does} MPI standard: 6.12.3, MPI_IGATHER. */
    default Request iGather(Buffer buf, int count, Datatype type, int root) throws MPIException {
        return iGather((Object) buf, count, type, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iGather(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean isRoot = comm.isRoot(root);
            if (Buffers.isArray(buf, type)) {
                return comm.request(
                        core.igather(buf, isRoot ? core.rank() * count : 0, isRoot ? buf : null, 0, count, root));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.igather(
                    isRoot ? Buffers.block(all, core.rank(), count, type) : all,
                    count,
                    Datatype.core(type),
                    isRoot ? all : null,
                    count,
                    Datatype.core(type),
                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#scatter(Object, int, Datatype, Object, int, Datatype, int)} does} MPI standard: 6.12.4, MPI_ISCATTER. */
    default Request iScatter(
            Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return iScatter((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iScatter(
            Object sendbuf,
            int sendcount,
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
            return comm.request(
                    Buffers.areArrays(sends, sendbuf, sendcount, sendtype, receives, recvbuf, recvcount, recvtype)
                            ? core.iscatter(sendbuf, 0, recvbuf, 0, receives ? recvcount : sendcount, root)
                            : core.iscatter(
                                    Buffers.segment(sends, sendbuf, sendcount, sendtype),
                                    sendcount,
                                    Datatype.core(sends, sendtype),
                                    Buffers.segment(receives, recvbuf, recvcount, recvtype),
                                    recvcount,
                                    Datatype.core(receives, recvtype),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#scatter(Object, int, Datatype, int)} does} MPI standard: 6.12.4, MPI_ISCATTER. */
    default Request iScatter(Buffer buf, int count, Datatype type, int root) throws MPIException {
        return iScatter((Object) buf, count, type, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iScatter(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean isRoot = comm.isRoot(root);
            if (Buffers.isArray(buf, type)) {
                return comm.request(
                        core.iscatter(isRoot ? buf : null, 0, buf, isRoot ? core.rank() * count : 0, count, root));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.iscatter(
                    isRoot ? all : null,
                    count,
                    Datatype.core(type),
                    isRoot ? Buffers.block(all, core.rank(), count, type) : all,
                    count,
                    Datatype.core(type),
                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allGather(Object, int, Datatype, Object, int, Datatype)} does} MPI standard: 6.12.5, MPI_IALLGATHER. */
    default Request iAllGather(
            Buffer sendbuf, int sendcount, Datatype sendtype, Buffer recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        return iAllGather((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllGather(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)
                            ? core.iallgather(sendbuf, 0, recvbuf, 0, sendcount)
                            : core.iallgather(
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

    /** {@return what begins to do what {@link Comm#allGather(Object, int, Datatype)} does} MPI standard: 6.12.5, MPI_IALLGATHER. */
    default Request iAllGather(Buffer buf, int count, Datatype type) throws MPIException {
        return iAllGather((Object) buf, count, type);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllGather(Object buf, int count, Datatype type) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.iallgather(buf, core.rank() * count, buf, 0, count));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.iallgather(
                    Buffers.block(all, core.rank(), count, type),
                    count,
                    Datatype.core(type),
                    all,
                    count,
                    Datatype.core(type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allToAll(Object, int, Datatype, Object, int, Datatype)} does} MPI standard: 6.12.6, MPI_IALLTOALL. */
    default Request iAllToAll(
            Buffer sendbuf, int sendcount, Datatype sendtype, Buffer recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        return iAllToAll((Object) sendbuf, sendcount, sendtype, (Object) recvbuf, recvcount, recvtype);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllToAll(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)
                            ? core.ialltoall(sendbuf, 0, recvbuf, 0, sendcount)
                            : core.ialltoall(
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
}
