package mpi;

import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** Messages from rank to rank, by calls that return at once. */
public sealed interface ImmediatePointToPoint permits Comm {
    /** {@return a send that has begun} MPI standard: 3.7.2, MPI_ISEND. */
    default Request iSend(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return iSend((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Request iSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.isend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.isend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send of a copy, which has begun} MPI standard: 3.7.2, MPI_IBSEND. */
    default Request ibSend(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return ibSend((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Request ibSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.ibsend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.ibsend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send that is done when it is being received} MPI standard: 3.7.2, MPI_ISSEND. */
    default Request isSend(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isSend((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Request isSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.issend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.issend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send to a rank that receives already, which has begun} MPI standard: 3.7.2, MPI_IRSEND. */
    default Request irSend(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return irSend((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Request irSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.irsend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.irsend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a receive of at most so many items, which has begun} MPI standard: 3.7.2, MPI_IRECV. */
    default Request iRecv(Buffer buf, int count, Datatype type, int source, int tag) throws MPIException {
        return iRecv((Object) buf, count, type, source, tag);
    }

    /** {@return the same, of an array as well} */
    default Request iRecv(Object buf, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return comm.request(
                    Buffers.isArray(buf, type)
                            ? core.irecv(Buffers.array(buf), Buffers.offset(buf), count, Numbers.source(source), tag)
                            : core.irecv(
                                    Buffers.segment(buf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Numbers.source(source),
                                    tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
