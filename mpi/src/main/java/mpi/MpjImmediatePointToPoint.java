package mpi;

/** Messages that are started, in the mpiJava dialect: arrays from an offset on, also of objects. */
public sealed interface MpjImmediatePointToPoint permits Comm {
    /** {@return a send that has begun} MPI standard: 3.7.2, MPI_ISEND. */
    default Request Isend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).isend(new ObjectItems(buf, offset, count, type), dest, tag)
                : comm.iSend(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send of a copy, which has begun} MPI standard: 3.7.2, MPI_IBSEND. */
    default Request Ibsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).isend(new ObjectItems(buf, offset, count, type), dest, tag)
                : comm.ibSend(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send that is done when it is being received} MPI standard: 3.7.2, MPI_ISSEND. */
    default Request Issend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).issend(new ObjectItems(buf, offset, count, type), dest, tag)
                : comm.isSend(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send to a rank that receives already} MPI standard: 3.7.2, MPI_IRSEND. */
    default Request Irsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).isend(new ObjectItems(buf, offset, count, type), dest, tag)
                : comm.irSend(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a receive that has begun} Objects are in the array when the program has learnt that it is done. MPI standard: 3.7.2, MPI_IRECV. */
    default Request Irecv(Object buf, int offset, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).irecv(new ObjectItems(buf, offset, count, type), source, tag)
                : comm.iRecv(Buffers.part(buf, offset), count, type, source, tag);
    }

    /** {@return a send to be started} MPI standard: 3.9, MPI_SEND_INIT. */
    default Prequest Send_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm)
                        .init(
                                new ObjectItems(buf, offset, count, type),
                                () -> comm.Isend(buf, offset, count, type, dest, tag))
                : comm.sendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send of a copy, to be started} MPI standard: 3.9, MPI_BSEND_INIT. */
    default Prequest Bsend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm)
                        .init(
                                new ObjectItems(buf, offset, count, type),
                                () -> comm.Ibsend(buf, offset, count, type, dest, tag))
                : comm.bSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send to be started, which is done when it is being received} MPI standard: 3.9, MPI_SSEND_INIT. */
    default Prequest Ssend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm)
                        .init(
                                new ObjectItems(buf, offset, count, type),
                                () -> comm.Issend(buf, offset, count, type, dest, tag))
                : comm.sSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a send to be started when its receiver receives} MPI standard: 3.9, MPI_RSEND_INIT. */
    default Prequest Rsend_init(Object buf, int offset, int count, Datatype type, int dest, int tag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm)
                        .init(
                                new ObjectItems(buf, offset, count, type),
                                () -> comm.Irsend(buf, offset, count, type, dest, tag))
                : comm.rSendInit(Buffers.part(buf, offset), count, type, dest, tag);
    }

    /** {@return a receive to be started} MPI standard: 3.9, MPI_RECV_INIT. */
    default Prequest Recv_init(Object buf, int offset, int count, Datatype type, int source, int tag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm)
                        .init(
                                new ObjectItems(buf, offset, count, type),
                                () -> comm.Irecv(buf, offset, count, type, source, tag))
                : comm.recvInit(Buffers.part(buf, offset), count, type, source, tag);
    }
}
