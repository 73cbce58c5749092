package mpi;

import org.tutti.TuttiException;

/** Messages from rank to rank, in the mpiJava dialect: arrays from an offset on, also of objects. */
public sealed interface MpjPointToPoint permits Comm {
    /** Sends items to a rank. MPI standard: 3.2.1, MPI_SEND. */
    default void Send(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMessages(comm).send(new ObjectItems(buf, offset, count, type), dest, tag);
        } else {
            comm.send(Buffers.part(buf, offset), count, type, dest, tag);
        }
    }

    /** Sends a copy of items, which is in the attached buffer until it is on its way. MPI standard: 3.4, MPI_BSEND. */
    default void Bsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMessages(comm).isend(new ObjectItems(buf, offset, count, type), dest, tag);
        } else {
            comm.bSend(Buffers.part(buf, offset), count, type, dest, tag);
        }
    }

    /** Sends items to a rank, and returns when they are being received. MPI standard: 3.4, MPI_SSEND. */
    default void Ssend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMessages(comm)
                    .issend(new ObjectItems(buf, offset, count, type), dest, tag)
                    .waitFor();
        } else {
            comm.sSend(Buffers.part(buf, offset), count, type, dest, tag);
        }
    }

    /** Sends items to a rank that receives already. MPI standard: 3.4, MPI_RSEND. */
    default void Rsend(Object buf, int offset, int count, Datatype type, int dest, int tag) throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(type)) {
            new ObjectMessages(comm).send(new ObjectItems(buf, offset, count, type), dest, tag);
        } else {
            comm.rSend(Buffers.part(buf, offset), count, type, dest, tag);
        }
    }

    /** {@return what is known of a message that has been received: at most so many items} MPI standard: 3.2.4, MPI_RECV. */
    default Status Recv(Object buf, int offset, int count, Datatype type, int source, int tag) throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? new ObjectMessages(comm).recv(new ObjectItems(buf, offset, count, type), source, tag)
                : comm.recv(Buffers.part(buf, offset), count, type, source, tag);
    }

    /** {@return what is known of a message that was received while another one was sent} MPI standard: 3.11, MPI_SENDRECV. */
    default Status Sendrecv(
            Object sendbuf,
            int sendoffset,
            int sendcount,
            Datatype sendtype,
            int dest,
            int sendtag,
            Object recvbuf,
            int recvoffset,
            int recvcount,
            Datatype recvtype,
            int source,
            int recvtag)
            throws MPIException {
        Comm comm = (Comm) this;
        if (Datatype.isOfObjects(sendtype) || Datatype.isOfObjects(recvtype)) {
            Request received = comm.Irecv(recvbuf, recvoffset, recvcount, recvtype, source, recvtag);
            Request sent = comm.Isend(sendbuf, sendoffset, sendcount, sendtype, dest, sendtag);
            Status status = received.Wait();
            sent.Wait();
            return status;
        }
        return comm.sendRecv(
                Buffers.part(sendbuf, sendoffset),
                sendcount,
                sendtype,
                dest,
                sendtag,
                Buffers.part(recvbuf, recvoffset),
                recvcount,
                recvtype,
                source,
                recvtag);
    }

    /** {@return what is known of a message that was received in the place of one that was sent} MPI standard: 3.11, MPI_SENDRECV_REPLACE. */
    default Status Sendrecv_replace(
            Object buf, int offset, int count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        Comm comm = (Comm) this;
        return Datatype.isOfObjects(type)
                ? comm.Sendrecv(buf, offset, count, type, dest, sendtag, buf, offset, count, type, source, recvtag)
                : comm.sendRecvReplace(Buffers.part(buf, offset), count, type, dest, sendtag, source, recvtag);
    }

    /** {@return what is known of a message that can be received} Waits for it. MPI standard: 3.8.1, MPI_PROBE. */
    default Status Probe(int source, int tag) throws MPIException {
        return ((Comm) this).probe(source, tag);
    }

    /** {@return what is known of a message that can be received, or null where there is none} MPI standard: 3.8.1, MPI_IPROBE. */
    default Status Iprobe(int source, int tag) throws MPIException {
        return ((Comm) this).iProbe(source, tag);
    }

    /** {@return where the next items would begin, behind those that have been packed} MPI standard: 5.2, MPI_PACK. */
    default int Pack(Object inbuf, int offset, int incount, Datatype type, byte[] outbuf, int position)
            throws MPIException {
        Comm comm = (Comm) this;
        if (!Datatype.isOfObjects(type)) {
            return comm.pack(Buffers.part(inbuf, offset), incount, type, outbuf, position);
        }
        try {
            return ObjectPacking.pack(new ObjectItems(inbuf, offset, incount, type), outbuf, position);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return where the next items would begin, behind those that have been unpacked} MPI standard: 5.2, MPI_UNPACK. */
    default int Unpack(byte[] inbuf, int position, Object outbuf, int offset, int outcount, Datatype type)
            throws MPIException {
        Comm comm = (Comm) this;
        if (!Datatype.isOfObjects(type)) {
            return comm.unpack(inbuf, position, Buffers.part(outbuf, offset), outcount, type);
        }
        try {
            return ObjectPacking.unpack(inbuf, position, new ObjectItems(outbuf, offset, outcount, type));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return how many bytes so many items take; of objects nobody knows} MPI standard: 5.2, MPI_PACK_SIZE. */
    default int Pack_size(int incount, Datatype type) throws MPIException {
        return ((Comm) this).packSize(incount, type);
    }
}
