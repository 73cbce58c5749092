package mpi;

import java.nio.Buffer;
import org.tutti.ErrorCode;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** A message that has been found, and that no other receive gets. MPI standard: 3.8.2. */
public final class Message {
    private org.tutti.Message core;
    private Comm comm = MPI.COMM_WORLD;

    /** Makes one that is null until a message is found. */
    public Message() {}

    /** {@return whether it is none, or has been received} */
    public boolean isNull() {
        return core == null;
    }

    /** {@return whether it is from nobody} MPI standard: 3.10, MPI_MESSAGE_NO_PROC. */
    public boolean isNoProc() {
        return core != null && core.status().source() == Tutti.PROC_NULL;
    }

    /** {@return what is known of a message, which this is from now on} Waits for it. MPI standard: 3.8.2, MPI_MPROBE. */
    public Status mProbe(int source, int tag, Comm comm) throws MPIException {
        try {
            return found(comm.core().mprobe(Numbers.source(source), tag), comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return the same, or null where there is no such message} MPI standard: 3.8.2, MPI_IMPROBE. */
    public Status imProbe(int source, int tag, Comm comm) throws MPIException {
        try {
            return found(comm.core().improbe(Numbers.source(source), tag), comm);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    private Status found(org.tutti.Message message, Comm where) {
        if (message == null) {
            return null;
        }
        core = message;
        comm = where;
        return new Status(message.status());
    }

    /** {@return what is known of it} Receives it. MPI standard: 3.8.3, MPI_MRECV. */
    public Status mRecv(Object buf, int count, Datatype type) throws MPIException {
        try {
            return new Status(receive(buf, count, type).waitFor());
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return a receive of it, which has begun} MPI standard: 3.8.3, MPI_IMRECV. */
    public Request imRecv(Buffer buf, int count, Datatype type) throws MPIException {
        return imRecv((Object) buf, count, type);
    }

    /** {@return the same, of an array as well} */
    public Request imRecv(Object buf, int count, Datatype type) throws MPIException {
        try {
            return comm.request(receive(buf, count, type));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    private org.tutti.Request receive(Object buf, int count, Datatype type) {
        World.requireOpen();
        if (core == null) {
            throw new TuttiException(ErrorCode.BAD_REQUEST, "the message is null, or has been received");
        }
        org.tutti.Request receive = Buffers.isArray(buf, type)
                ? core.irecv(buf, 0, count)
                : core.irecv(Buffers.segment(buf, count, type), count, Datatype.core(type));
        core = null;
        return receive;
    }
}
