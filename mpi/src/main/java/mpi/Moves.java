package mpi;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** A communicator's collective operations that move blocks of one length. */
public sealed interface Moves permits Comm {
    /** Waits until all ranks have called it. MPI standard: 6.3, MPI_BARRIER. */
    default void barrier() throws MPIException {
        Comm comm = (Comm) this;
        try {
            comm.core().barrier();
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends what the root has to all ranks. MPI standard: 6.4, MPI_BCAST. */
    default void bcast(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.bcast(Buffers.array(buf), Buffers.offset(buf), count, root);
            } else {
                core.bcast(Buffers.segment(buf, count, type), count, Datatype.core(type), root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects a block of each rank at the root. MPI standard: 6.5, MPI_GATHER. */
    default void gather(
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
            if (Buffers.areArrays(sends, sendbuf, sendcount, sendtype, receives, recvbuf, recvcount, recvtype)) {
                core.gather(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        sends ? sendcount : recvcount,
                        root);
            } else {
                core.gather(
                        Buffers.segment(sends, sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sends, sendtype),
                        Buffers.segment(receives, recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(receives, recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects a block of each rank at the root, whose own is in its place already; of the others this is what they send. MPI standard: 6.5, MPI_GATHER. */
    default void gather(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean isRoot = comm.isRoot(root);
            if (Buffers.isArray(buf, type)) {
                core.gather(buf, isRoot ? core.rank() * count : 0, isRoot ? buf : null, 0, count, root);
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.gather(
                        isRoot ? Buffers.block(all, core.rank(), count, type) : all,
                        count,
                        Datatype.core(type),
                        isRoot ? all : null,
                        count,
                        Datatype.core(type),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Gives each rank a block of what the root has. MPI standard: 6.6, MPI_SCATTER. */
    default void scatter(
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
            if (Buffers.areArrays(sends, sendbuf, sendcount, sendtype, receives, recvbuf, recvcount, recvtype)) {
                core.scatter(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        receives ? recvcount : sendcount,
                        root);
            } else {
                core.scatter(
                        Buffers.segment(sends, sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sends, sendtype),
                        Buffers.segment(receives, recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(receives, recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Gives each rank a block of what the root has, whose own stays in its place; of the others this is where they receive. MPI standard: 6.6, MPI_SCATTER. */
    default void scatter(Object buf, int count, Datatype type, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean isRoot = comm.isRoot(root);
            if (Buffers.isArray(buf, type)) {
                core.scatter(isRoot ? buf : null, 0, buf, isRoot ? core.rank() * count : 0, count, root);
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.scatter(
                        isRoot ? all : null,
                        count,
                        Datatype.core(type),
                        isRoot ? Buffers.block(all, core.rank(), count, type) : all,
                        count,
                        Datatype.core(type),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects a block of each rank at all ranks. MPI standard: 6.7, MPI_ALLGATHER. */
    default void allGather(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)) {
                core.allgather(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        sendcount);
            } else {
                core.allgather(
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

    /** Collects a block of each rank at all ranks; its own is in its place already. MPI standard: 6.7, MPI_ALLGATHER. */
    default void allGather(Object buf, int count, Datatype type) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.allgather(buf, core.rank() * count, buf, 0, count);
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.allgather(
                        Buffers.block(all, core.rank(), count, type),
                        count,
                        Datatype.core(type),
                        all,
                        count,
                        Datatype.core(type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a block to each rank, and receives one of each. MPI standard: 6.8, MPI_ALLTOALL. */
    default void allToAll(
            Object sendbuf, int sendcount, Datatype sendtype, Object recvbuf, int recvcount, Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype)) {
                core.alltoall(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        sendcount);
            } else {
                core.alltoall(
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
}
