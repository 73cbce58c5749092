package mpi;

import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** Messages from rank to rank that are started again and again. */
public sealed interface PersistentPointToPoint permits Comm {
    /** {@return a send to be started} MPI standard: 3.9, MPI_SEND_INIT. */
    default Prequest sendInit(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return sendInit((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Prequest sendInit(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return new Prequest(
                    Buffers.isArray(buf, type)
                            ? core.sendInit(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.sendInit(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag),
                    comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send of a copy, to be started} MPI standard: 3.9, MPI_BSEND_INIT. */
    default Prequest bSendInit(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return bSendInit((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Prequest bSendInit(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return new Prequest(
                    Buffers.isArray(buf, type)
                            ? core.bsendInit(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.bsendInit(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag),
                    comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send to be started, which is done when it is being received} MPI standard: 3.9, MPI_SSEND_INIT. */
    default Prequest sSendInit(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return sSendInit((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Prequest sSendInit(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return new Prequest(
                    Buffers.isArray(buf, type)
                            ? core.ssendInit(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.ssendInit(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag),
                    comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a send to be started, to a rank that receives already} MPI standard: 3.9, MPI_RSEND_INIT. */
    default Prequest rSendInit(Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return rSendInit((Object) buf, count, type, dest, tag);
    }

    /** {@return the same, of an array as well} */
    default Prequest rSendInit(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return new Prequest(
                    Buffers.isArray(buf, type)
                            ? core.rsendInit(Buffers.array(buf), Buffers.offset(buf), count, dest, tag)
                            : core.rsendInit(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag),
                    comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a receive of at most so many items, to be started} MPI standard: 3.9, MPI_RECV_INIT. */
    default Prequest recvInit(Buffer buf, int count, Datatype type, int source, int tag) throws MPIException {
        return recvInit((Object) buf, count, type, source, tag);
    }

    /** {@return the same, of an array as well} */
    default Prequest recvInit(Object buf, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            return new Prequest(
                    Buffers.isArray(buf, type)
                            ? core.recvInit(Buffers.array(buf), Buffers.offset(buf), count, Numbers.source(source), tag)
                            : core.recvInit(
                                    Buffers.segment(buf, count, type),
                                    count,
                                    Datatype.core(type),
                                    Numbers.source(source),
                                    tag),
                    comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
