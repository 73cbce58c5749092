package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** The reductions that return at once. */
public sealed interface ImmediateReductions permits Comm {
    /** {@return what begins to do what {@link Comm#reduce(Object, Object, int, Datatype, Op, int)} does} MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request iReduce(Buffer sendbuf, Buffer recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        return iReduce((Object) sendbuf, (Object) recvbuf, count, type, op, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduce(Object sendbuf, Object recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.meets(root);
            boolean receives = comm.isRoot(root);
            return comm.request(
                    Buffers.areArrays(sends, sendbuf, type, receives, recvbuf, type)
                            ? core.ireduce(sendbuf, 0, recvbuf, 0, count, Op.core(op, type), root)
                            : core.ireduce(
                                    Buffers.segment(sends, sendbuf, count, type),
                                    Buffers.segment(receives, recvbuf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Op.core(op, type),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#reduce(Object, int, Datatype, Op, int)} does} MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request iReduce(Buffer buf, int count, Datatype type, Op op, int root) throws MPIException {
        return iReduce((Object) buf, count, type, op, root);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduce(Object buf, int count, Datatype type, Op op, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.ireduce(buf, 0, buf, 0, count, Op.core(op, type), root)
                            : core.ireduce(
                                    Buffers.segment(buf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Op.core(op, type),
                                    root));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allReduce(Object, Object, int, Datatype, Op)} does} MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iAllReduce(Buffer sendbuf, Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return iAllReduce((Object) sendbuf, (Object) recvbuf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllReduce(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, type, recvbuf, type)
                            ? core.iallreduce(sendbuf, 0, recvbuf, 0, count, Op.core(op, type))
                            : core.iallreduce(
                                    Buffers.segment(sendbuf, count, type),
                                    Buffers.segment(recvbuf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#allReduce(Object, int, Datatype, Op)} does} MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iAllReduce(Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return iAllReduce((Object) buf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iAllReduce(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.iallreduce(buf, 0, buf, 0, count, Op.core(op, type)));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.iallreduce(all, all, count, Datatype.core(type), Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#reduceScatterBlock(Object, Object, int, Datatype, Op)} does} MPI standard: 6.12.9, MPI_IREDUCE_SCATTER_BLOCK. */
    default Request iReduceScatterBlock(Buffer sendbuf, Buffer recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        return iReduceScatterBlock((Object) sendbuf, (Object) recvbuf, recvcount, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduceScatterBlock(Object sendbuf, Object recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, type, recvbuf, type)
                            ? core.ireduceScatterBlock(sendbuf, 0, recvbuf, 0, recvcount, Op.core(op, type))
                            : core.ireduceScatterBlock(
                                    Buffers.segment(sendbuf, recvcount, type),
                                    Buffers.segment(recvbuf, recvcount, type),
                                    recvcount,
                                    Datatype.core(type),
                                    Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#reduceScatterBlock(Object, int, Datatype, Op)} does} MPI standard: 6.12.9, MPI_IREDUCE_SCATTER_BLOCK. */
    default Request iReduceScatterBlock(Buffer buf, int recvcount, Datatype type, Op op) throws MPIException {
        return iReduceScatterBlock((Object) buf, recvcount, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduceScatterBlock(Object buf, int recvcount, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.ireduceScatterBlock(buf, 0, buf, 0, recvcount, Op.core(op, type)));
            }
            MemorySegment all = Buffers.segment(buf, recvcount, type);
            return comm.request(core.ireduceScatterBlock(all, all, recvcount, Datatype.core(type), Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#reduceScatter(Object, Object, int[], Datatype, Op)} does} MPI standard: 6.12.10, MPI_IREDUCE_SCATTER. */
    default Request iReduceScatter(Buffer sendbuf, Buffer recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return iReduceScatter((Object) sendbuf, (Object) recvbuf, recvcounts, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduceScatter(Object sendbuf, Object recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, type, recvbuf, type)
                            ? core.ireduceScatter(sendbuf, 0, recvbuf, 0, recvcounts, Op.core(op, type))
                            : core.ireduceScatter(
                                    Buffers.segment(sendbuf, recvcounts, type),
                                    Buffers.segment(recvbuf, recvcounts, type),
                                    recvcounts,
                                    Datatype.core(type),
                                    Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Comm#reduceScatter(Object, int[], Datatype, Op)} does} MPI standard: 6.12.10, MPI_IREDUCE_SCATTER. */
    default Request iReduceScatter(Buffer buf, int[] recvcounts, Datatype type, Op op) throws MPIException {
        return iReduceScatter((Object) buf, recvcounts, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iReduceScatter(Object buf, int[] recvcounts, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.ireduceScatter(buf, 0, buf, 0, recvcounts, Op.core(op, type)));
            }
            MemorySegment all = Buffers.segment(buf, recvcounts, type);
            return comm.request(core.ireduceScatter(all, all, recvcounts, Datatype.core(type), Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
