package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** The reductions of prefixes of an intracommunicator's ranks, also those that return at once. */
public sealed interface Scans permits Intracomm {
    /** Combines what this rank and all before it have. MPI standard: 6.11.1, MPI_SCAN. */
    default void scan(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, type, recvbuf, type)) {
                core.scan(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        count,
                        Op.core(op, type));
            } else {
                core.scan(
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

    /** {@return what begins to do what {@link Intracomm#scan(Object, Object, int, Datatype, Op)} does} MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iScan(Buffer sendbuf, Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return iScan((Object) sendbuf, (Object) recvbuf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iScan(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, type, recvbuf, type)
                            ? core.iscan(
                                    Buffers.array(sendbuf),
                                    Buffers.offset(sendbuf),
                                    Buffers.array(recvbuf),
                                    Buffers.offset(recvbuf),
                                    count,
                                    Op.core(op, type))
                            : core.iscan(
                                    Buffers.segment(sendbuf, count, type),
                                    Buffers.segment(recvbuf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what this rank and all before it have, in its place. MPI standard: 6.11.1, MPI_SCAN. */
    default void scan(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.scan(buf, 0, buf, 0, count, Op.core(op, type));
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.scan(all, all, count, Datatype.core(type), Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Intracomm#scan(Object, int, Datatype, Op)} does} MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iScan(Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return iScan((Object) buf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iScan(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.iscan(buf, 0, buf, 0, count, Op.core(op, type)));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.iscan(all, all, count, Datatype.core(type), Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks before this one have; the first one gets nothing. MPI standard: 6.11.2, MPI_EXSCAN. */
    default void exScan(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.areArrays(sendbuf, type, recvbuf, type)) {
                core.exscan(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        count,
                        Op.core(op, type));
            } else {
                core.exscan(
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

    /** {@return what begins to do what {@link Intracomm#exScan(Object, Object, int, Datatype, Op)} does} MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iExScan(Buffer sendbuf, Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return iExScan((Object) sendbuf, (Object) recvbuf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iExScan(Object sendbuf, Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.areArrays(sendbuf, type, recvbuf, type)
                            ? core.iexscan(
                                    Buffers.array(sendbuf),
                                    Buffers.offset(sendbuf),
                                    Buffers.array(recvbuf),
                                    Buffers.offset(recvbuf),
                                    count,
                                    Op.core(op, type))
                            : core.iexscan(
                                    Buffers.segment(sendbuf, count, type),
                                    Buffers.segment(recvbuf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Combines what all ranks before this one have, in its place; the first one gets nothing. MPI standard: 6.11.2, MPI_EXSCAN. */
    default void exScan(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.exscan(buf, 0, buf, 0, count, Op.core(op, type));
            } else {
                MemorySegment all = Buffers.segment(buf, count, type);
                core.exscan(all, all, count, Datatype.core(type), Op.core(op, type));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what begins to do what {@link Intracomm#exScan(Object, int, Datatype, Op)} does} MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iExScan(Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return iExScan((Object) buf, count, type, op);
    }

    /** {@return the same, of arrays as well} */
    default Request iExScan(Object buf, int count, Datatype type, Op op) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                return comm.request(core.iexscan(buf, 0, buf, 0, count, Op.core(op, type)));
            }
            MemorySegment all = Buffers.segment(buf, count, type);
            return comm.request(core.iexscan(all, all, count, Datatype.core(type), Op.core(op, type)));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
