package mpi;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** Messages from rank to rank; each call returns when its buffer may be used again. */
public sealed interface PointToPoint permits Comm {
    /** Sends items to a rank. MPI standard: 3.2.1, MPI_SEND. */
    default void send(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.send(Buffers.array(buf), Buffers.offset(buf), count, dest, tag);
            } else {
                core.send(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a copy of items, which is in the {@linkplain MPI#attachBuffer attached buffer} until it is on its way. MPI standard: 3.4, MPI_BSEND. */
    default void bSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.bsend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag);
            } else {
                core.bsend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends items to a rank, and returns when they are being received. MPI standard: 3.4, MPI_SSEND. */
    default void sSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.ssend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag);
            } else {
                core.ssend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends items to a rank that receives already. MPI standard: 3.4, MPI_RSEND. */
    default void rSend(Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(buf, type)) {
                core.rsend(Buffers.array(buf), Buffers.offset(buf), count, dest, tag);
            } else {
                core.rsend(Buffers.segment(buf, count, type), count, Datatype.core(type), dest, tag);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what is known of a message that has been received: at most so many items} MPI standard: 3.2.4, MPI_RECV. */
    default Status recv(Object buf, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int from = Numbers.source(source);
            return new Status(
                    Buffers.isArray(buf, type)
                            ? core.recv(Buffers.array(buf), Buffers.offset(buf), count, from, tag)
                            : core.recv(Buffers.segment(buf, count, type), count, Datatype.core(type), from, tag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what is known of a message that was received while another one was sent} MPI standard: 3.11, MPI_SENDRECV. */
    default Status sendRecv(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            int dest,
            int sendtag,
            Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int source,
            int recvtag)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int from = Numbers.source(source);
            if (Buffers.isArray(sendbuf, sendtype) && Buffers.isArray(recvbuf, recvtype)) {
                return new Status(core.sendRecv(
                        Buffers.array(sendbuf),
                        Buffers.offset(sendbuf),
                        sendcount,
                        dest,
                        sendtag,
                        Buffers.array(recvbuf),
                        Buffers.offset(recvbuf),
                        recvcount,
                        from,
                        recvtag));
            }
            MemorySegment sent = Buffers.segment(sendbuf, sendcount, sendtype);
            MemorySegment received = Buffers.segment(recvbuf, recvcount, recvtype);
            return new Status(core.sendRecv(
                    sent,
                    sendcount,
                    Datatype.core(sendtype),
                    dest,
                    sendtag,
                    received,
                    recvcount,
                    Datatype.core(recvtype),
                    from,
                    recvtag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return what is known of a message that was received in the place of one that was sent} MPI standard: 3.11, MPI_SENDRECV_REPLACE. */
    default Status sendRecvReplace(Object buf, int count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int from = Numbers.source(source);
            if (Buffers.isArray(buf, type)) {
                return new Status(core.sendRecvReplace(
                        Buffers.array(buf), Buffers.offset(buf), count, dest, sendtag, from, recvtag));
            }
            MemorySegment items = Buffers.segment(buf, count, type);
            return new Status(core.sendRecvReplace(items, count, Datatype.core(type), dest, sendtag, from, recvtag));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
