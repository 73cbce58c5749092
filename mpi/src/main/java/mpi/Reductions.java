package mpi;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** A communicator's reductions. */
public sealed interface Reductions permits Comm {
    /** Combines what all ranks have, at the root. MPI standard: 6.9.1, MPI_REDUCE. */
    default void reduce(Object sendbuf, Object recvbuf, int count, Datatype type, Op op, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.meets(root);
            boolean receives = comm.isRoot(root);
            if (Buffers.areArrays(sends, sendbuf, type, receives, recvbuf, type)) {
                core.reduce(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        count,
                        Op.core(op, type),
                        root);
            } else {
                core.reduce(
                        Buffers.segment(sends, sendbuf, count, type),
                        Buffers.segment(receives, recvbuf, count, type),
                        count,
                        Datatype.core(type),
                        Op.core(op, type),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, at the root, in the place of what it has. MPI standard: 6.9.1, MPI_REDUCE. */
    default void reduce(Object buf, int count, Datatype type, Op op, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.reduce(buf, 0, buf, 0, count, Op.core(op, type), root);
            } else {
                core.reduce(Buffers.segment(buf, count, type), count, Datatype.core(type), Op.core(op, type), root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, at all ranks. MPI standard: 6.9.6, MPI_ALLREDUCE. */
    default void allReduce(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, type, recvbuf, type)) {
                core.allreduce(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        count,
                        Op.core(op, type));
            } else {
                core.allreduce(
                        Buffers.segment(sendbuf, count, type),
                        Buffers.segment(recvbuf, count, type),
                        count,
                        Datatype.core(type),
                        Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, at all ranks, in its place. MPI standard: 6.9.6, MPI_ALLREDUCE. */
    default void allReduce(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.allreduce(buf, 0, buf, 0, count, Op.core(op, type));
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.allreduce(all, all, count, Datatype.core(type), Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, and gives each rank a block of the result. MPI standard: 6.10.1, MPI_REDUCE_SCATTER_BLOCK. */
    default void reduceScatterBlock(Object sendbuf, Object recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, type, recvbuf, type)) {
                core.reduceScatterBlock(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        recvcount,
                        Op.core(op, type));
            } else {
                core.reduceScatterBlock(
                        Buffers.segment(sendbuf, recvcount, type),
                        Buffers.segment(recvbuf, recvcount, type),
                        recvcount,
                        Datatype.core(type),
                        Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, and gives each rank a block of the result, at the beginning of what it has. MPI standard: 6.10.1, MPI_REDUCE_SCATTER_BLOCK. */
    default void reduceScatterBlock(Object buf, int recvcount, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.reduceScatterBlock(buf, 0, buf, 0, recvcount, Op.core(op, type));
            } else {
                MemorySegment all = Buffers.segment(buf, recvcount, type);
                core.reduceScatterBlock(all, all, recvcount, Datatype.core(type), Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, and gives each rank a block of the result, of several lengths. MPI standard: 6.10.2, MPI_REDUCE_SCATTER. */
    default void reduceScatter(Object sendbuf, Object recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, type, recvbuf, type)) {
                core.reduceScatter(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        recvcounts,
                        Op.core(op, type));
            } else {
                core.reduceScatter(
                        Buffers.segment(sendbuf, recvcounts, type),
                        Buffers.segment(recvbuf, recvcounts, type),
                        recvcounts,
                        Datatype.core(type),
                        Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks have, and gives each rank a block of the result, of several lengths, at the beginning of what it has. MPI standard: 6.10.2, MPI_REDUCE_SCATTER. */
    default void reduceScatter(Object buf, int[] recvcounts, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.reduceScatter(buf, 0, buf, 0, recvcounts, Op.core(op, type));
            } else {
                MemorySegment all = Buffers.segment(buf, recvcounts, type);
                core.reduceScatter(all, all, recvcounts, Datatype.core(type), Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
