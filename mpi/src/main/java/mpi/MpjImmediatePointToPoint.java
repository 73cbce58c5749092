package mpi;

/** Messages that are started, in the mpiJava dialect: arrays from an offset on. Those that return at once take objects as well. */
public sealed interface MpjImmediatePointToPoint permits Comm {
    /** {@return a send that has begun} MPI standard: 3.7.2, MPI_ISEND. */
    default Request Isend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        Items items = Items.of(comm, buf, offset, count, type);
        return comm.iSend(items.buf(), items.count(), items.type(), dest, tag);
    }

    /** {@return a send of a copy, which has begun} MPI standard: 3.7.2, MPI_IBSEND. */
    default Request Ibsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        Items items = Items.of(comm, buf, offset, count, type);
        return comm.ibSend(items.buf(), items.count(), items.type(), dest, tag);
    }

    /** {@return a send that is done when it is being received} MPI standard: 3.7.2, MPI_ISSEND. */
    default Request Issend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        Items items = Items.of(comm, buf, offset, count, type);
        return comm.isSend(items.buf(), items.count(), items.type(), dest, tag);
    }

    /** {@return a send to a rank that receives already} MPI standard: 3.7.2, MPI_IRSEND. */
    default Request Irsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        Items items = Items.of(comm, buf, offset, count, type);
        return comm.irSend(items.buf(), items.count(), items.type(), dest, tag);
    }

    /** {@return a receive that has begun; one of objects looks for its message whenever it is waited for or tested} MPI standard: 3.7.2, MPI_IRECV. */
    default Request Irecv(Object buf, int offset, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return type == MPI.OBJECT
                ? ObjectReceive.of(comm, buf, offset, count, source, tag)
                : comm.iRecv(Buffers.part(buf, offset), count, type, source, tag);
    }

    /** {@return a send to be started} MPI standard: 3.9, MPI_SEND_INIT. */
    default Prequest Send_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return ((Comm) this).sendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send of a copy, to be started} MPI standard: 3.9, MPI_BSEND_INIT. */
    default Prequest Bsend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return ((Comm) this).bSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send to be started, which is done when it is being received} MPI standard: 3.9, MPI_SSEND_INIT. */
    default Prequest Ssend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return ((Comm) this).sSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send to be started when its receiver receives} MPI standard: 3.9, MPI_RSEND_INIT. */
    default Prequest Rsend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return ((Comm) this).rSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a receive to be started} MPI standard: 3.9, MPI_RECV_INIT. */
    default Prequest Recv_init(Object buf, int offset, int count, Datatype type, int source, int tag)
            throws MPIException {
        return ((Comm) this).recvInit(Buffers.part(buf, offset), count, type, source, tag);
    }
}
