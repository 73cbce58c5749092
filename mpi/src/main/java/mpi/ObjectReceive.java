package mpi;

import java.util.ArrayList;
import java.util.List;
import org.tutti.Communicator;
import org.tutti.Message;

/** A receive of objects. Nobody knows how long their message is, so it is taken when it is there: whenever the program asks. */
final class ObjectReceive extends Request {
    private final Comm comm;
    private final Object buf;
    private final int offset;
    private final int count;
    private final int source;
    private final int tag;
    private boolean over;
    private boolean cancelled;

    private ObjectReceive(Comm comm, Object buf, int offset, int count, int source, int tag) {
        super(null, comm);
        this.comm = comm;
        this.buf = buf;
        this.offset = offset;
        this.count = count;
        this.source = source;
        this.tag = tag;
    }

    /** {@return a receive; bad arguments are told at once} */
    static ObjectReceive of(Comm comm, Object buf, int offset, int count, int source, int tag) {
        ObjectReceive receive = new ObjectReceive(comm, buf, offset, count, source, tag);
        receive.checked(() -> {
            ObjectArrays.require(buf, offset, count);
            return receive.known();
        });
        return receive;
    }

    /** {@return whether one of these is among them whose end the program does not know of} */
    static boolean isAmong(Request[] requests) {
        for (Request request : requests) {
            if (request instanceof ObjectReceive receive && receive.isActive()) {
                return true;
            }
        }
        return false;
    }

    /** {@return what is known of the messages of those that are such receives, null for the others} Waits until all are done. */
    static Status[] finishAll(Request[] requests) {
        Status[] statuses = new Status[requests.length];
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] instanceof ObjectReceive receive && receive.isActive()) {
                statuses[i] = finishOne(requests, i);
            }
        }
        return statuses;
    }

    /** {@return the same as {@link #finishSome}, at least one} Waits for it, in a way that nobody who looks takes for a wait. */
    @SuppressWarnings("ThreadPriorityCheck") // the rank that sends may need the processor
    static Status[] awaitSome(Request[] requests, int most) {
        while (true) {
            Status[] some = finishSome(requests, most);
            if (some.length > 0) {
                return some;
            }
            Thread.yield();
        }
    }

    /** {@return what is known of the messages of those that are done, of any kind, and so many at most} */
    static Status[] finishSome(Request[] requests, int most) {
        List<Status> statuses = new ArrayList<>();
        for (int i = 0; i < requests.length && statuses.size() < most; i++) {
            if (requests[i] != null && requests[i].isActive() && requests[i].isDone()) {
                statuses.add(finishOne(requests, i));
            }
        }
        return statuses.toArray(Status[]::new);
    }

    @Override
    boolean isActive() {
        return !over;
    }

    @Override
    void forget() {
        over = true;
    }

    @Override
    boolean isDone() {
        return over || cancelled || communicator().iprobe(Numbers.source(source), tag) != null;
    }

    private Communicator communicator() {
        return comm.core();
    }

    @Override
    Status known() {
        Status found = Status.of(communicator().iprobe(Numbers.source(source), tag));
        return cancelled ? new Status(NOTHING) : found;
    }

    @Override
    Status finish() {
        if (over) {
            return new Status(NOTHING);
        }
        over = true;
        if (cancelled) {
            Status none = new Status(NOTHING);
            none.setCancelled(true);
            return none;
        }
        Message message = communicator().mprobe(Numbers.source(source), tag);
        byte[] bytes = new byte[Numbers.fit(message.status().bytes())];
        Status status = new Status(message.recv(bytes));
        if (status.source == MPI.PROC_NULL) {
            return status.ofObjects(0);
        }
        return status.ofObjects(ObjectArrays.put(ObjectArrays.decode(bytes), buf, offset, count));
    }

    @Override
    void takeBack() {
        cancelled = true;
    }

    @Override
    boolean exists() {
        return !over;
    }

    @Override
    void release() {
        over = true;
    }
}
