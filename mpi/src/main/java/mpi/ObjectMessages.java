package mpi;

import java.util.function.Function;
import java.util.function.Supplier;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** A communicator's messages of objects. What is sent is what the objects are at the call: they are copied. */
final class ObjectMessages {
    private final Comm comm;

    ObjectMessages(Comm comm) {
        this.comm = comm;
    }

    private <T> T checked(Function<Communicator, T> call) {
        try {
            return call.apply(comm.core());
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    void send(ObjectItems items, int dest, int tag) {
        checked(core -> {
            core.sendObject(items.get(), dest, tag, ObjectArrays.CODEC);
            return null;
        });
    }

    Request isend(ObjectItems items, int dest, int tag) {
        return checked(core -> new Request(core.isendObject(items.get(), dest, tag, ObjectArrays.CODEC), comm));
    }

    /** {@return a send that is done when the objects are being received} */
    Request issend(ObjectItems items, int dest, int tag) {
        return checked(core -> new Request(core.issendObject(items.get(), dest, tag, ObjectArrays.CODEC), comm));
    }

    ObjectReceive irecv(ObjectItems items, int source, int tag) {
        return checked(core -> {
            items.require();
            return new ObjectReceive(core.irecvObject(Numbers.source(source), tag, ObjectArrays.CODEC), comm, items);
        });
    }

    Status recv(ObjectItems items, int source, int tag) {
        return irecv(items, source, tag).waitStatus();
    }

    /** {@return a message to be started, which begins so each time} */
    Prequest init(ObjectItems items, Supplier<Request> beginning) {
        return checked(core -> {
            items.require();
            return new ObjectPrequest(comm, beginning);
        });
    }
}
