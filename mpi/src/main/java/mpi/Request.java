package mpi;

import java.util.function.Supplier;
import org.tutti.ErrorCode;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * An operation that goes on beside the program. Once the program has learnt that it is done it is null, unless it is persistent; waiting
 * for a null one returns at once. MPI standard: 3.7.
 */
public class Request implements Freeable {
    static final org.tutti.Status NOTHING = org.tutti.Request.waitAll((org.tutti.Request) null)[0];

    private final Comm comm;
    private org.tutti.Request core;

    /** Makes one of core's, null for none. */
    Request(org.tutti.Request core, Comm comm) {
        this.core = core;
        this.comm = comm;
    }

    org.tutti.Request core() {
        return core;
    }

    /** {@return whether there is something whose end the program does not know of} */
    boolean isActive() {
        return core != null;
    }

    /** The program knows that it is done. */
    void forget() {
        core = null;
    }

    final <T> T checked(Supplier<T> call) {
        World.requireOpen();
        try {
            return call.get();
        } catch (TuttiException e) {
            throw Failure.of(e, comm == null ? MPI.COMM_WORLD : comm);
        }
    }

    private static <T> T checked(Request[] requests, Supplier<T> call) {
        for (Request request : requests) {
            if (request != null) {
                return request.checked(call);
            }
        }
        World.requireOpen();
        return call.get();
    }

    /** {@return whether it is one that has not been forgotten} */
    boolean exists() {
        return core != null;
    }

    /** Takes it back. */
    void takeBack() {
        core.cancel();
    }

    /** Leaves it alone. */
    void release() {
        core.free();
        core = null;
    }

    /** Takes a receive back that has got nothing, or a send that has not begun. MPI standard: 3.8.4, MPI_CANCEL. */
    public final void cancel() throws MPIException {
        checked(() -> {
            if (!exists()) {
                throw new TuttiException(ErrorCode.BAD_REQUEST, "the request is null, or is done");
            }
            takeBack();
            return null;
        });
    }

    /** Says that nobody asks for it any more. One that is null stays so. MPI standard: 3.7.3, MPI_REQUEST_FREE. */
    @Override
    public final void free() throws MPIException {
        World.requireOpen();
        if (exists()) {
            release();
        }
    }

    /** {@return whether it is none, or the program knows that it is done} */
    public final boolean isNull() {
        return !exists();
    }

    /** Waits until it is done. MPI standard: 3.7.3, MPI_WAIT. */
    public final void waitFor() throws MPIException {
        checked(this::finish);
    }

    /** {@return what is known of its message} Waits until it is done. MPI standard: 3.7.3, MPI_WAIT. */
    public final Status waitStatus() throws MPIException {
        return checked(this::finish);
    }

    /** {@return what is known of its message} Waits until it is done. */
    Status finish() {
        if (!isActive()) {
            return new Status(NOTHING);
        }
        try {
            return statusOf(core().waitFor());
        } finally {
            forget();
        }
    }

    /** {@return the program's status of what has become of it} */
    Status statusOf(org.tutti.Status outcome) {
        return new Status(outcome);
    }

    /** {@return whether it is done} MPI standard: 3.7.3, MPI_TEST. */
    public final boolean test() throws MPIException {
        return checked(() -> isDone() && finish() != null);
    }

    /** {@return what is known of its message, or null where it is not done} MPI standard: 3.7.3, MPI_TEST. */
    public final Status testStatus() throws MPIException {
        return checked(() -> isDone() ? finish() : null);
    }

    /** {@return what {@link #testStatus} does; it stays what it is} MPI standard: 3.7.6, MPI_REQUEST_GET_STATUS. */
    public final Status getStatus() throws MPIException {
        return checked(() -> isActive() ? known() : new Status(NOTHING));
    }

    /** {@return what is known of its message, or null where it is not done} */
    Status known() {
        return Status.of(core().status());
    }

    /** {@return whether it is done} */
    boolean isDone() {
        return !isActive() || core().status() != null;
    }

    private static org.tutti.Request[] active(Request[] requests) {
        org.tutti.Request[] active = new org.tutti.Request[requests.length];
        for (int i = 0; i < active.length; i++) {
            active[i] = requests[i] != null && requests[i].isActive() ? requests[i].core() : null;
        }
        return active;
    }

    private static void forget(Request[] requests) {
        for (Request request : requests) {
            if (request != null && request.isActive()) {
                request.forget();
            }
        }
    }

    /** Waits until all are done. MPI standard: 3.7.5, MPI_WAITALL. */
    public static void waitAll(Request[] requests) throws MPIException {
        waitAllStatus(requests);
    }

    /** {@return what is known of each message} Waits until all are done. MPI standard: 3.7.5, MPI_WAITALL. */
    public static Status[] waitAllStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> finishAll(requests));
    }

    private static Status[] finishAll(Request[] requests) {
        org.tutti.Request[] active = active(requests);
        try {
            org.tutti.Status[] outcomes = org.tutti.Request.waitAll(active);
            Status[] statuses = new Status[outcomes.length];
            for (int i = 0; i < statuses.length; i++) {
                statuses[i] = active[i] == null ? new Status(outcomes[i]) : requests[i].statusOf(outcomes[i]);
                statuses[i].index = i;
            }
            return statuses;
        } finally {
            forget(requests);
        }
    }

    /** {@return whether all are done} MPI standard: 3.7.5, MPI_TESTALL. */
    public static boolean testAll(Request[] requests) throws MPIException {
        return testAllStatus(requests) != null;
    }

    /** {@return what is known of each message, or null where not all are done} MPI standard: 3.7.5, MPI_TESTALL. */
    public static Status[] testAllStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> {
            for (Request request : requests) {
                if (request != null && !request.isDone()) {
                    return null;
                }
            }
            return finishAll(requests);
        });
    }

    /** {@return which one is done, or {@link MPI#UNDEFINED} where all are null} MPI standard: 3.7.5, MPI_WAITANY. */
    public static int waitAny(Request[] requests) throws MPIException {
        return waitAnyStatus(requests).getIndex();
    }

    /** {@return what is known of one that is done, with its index} MPI standard: 3.7.5, MPI_WAITANY. */
    public static Status waitAnyStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> {
            return finishOne(requests, org.tutti.Request.waitAny(active(requests)));
        });
    }

    /** {@return which one is done, or {@link MPI#UNDEFINED} where none is} MPI standard: 3.7.5, MPI_TESTANY. */
    public static int testAny(Request[] requests) throws MPIException {
        Status one = testAnyStatus(requests);
        return one == null ? MPI.UNDEFINED : one.getIndex();
    }

    /** {@return what is known of one that is done, with its index; null where none is} MPI standard: 3.7.5, MPI_TESTANY. */
    public static Status testAnyStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> {
            org.tutti.Request[] active = active(requests);
            int one = org.tutti.Request.testAny(active);
            return one == Tutti.UNDEFINED && !isNothing(active) ? null : finishOne(requests, one);
        });
    }

    private static boolean isNothing(org.tutti.Request[] active) {
        for (org.tutti.Request request : active) {
            if (request != null) {
                return false;
            }
        }
        return true;
    }

    private static Status finishOne(Request[] requests, int one) {
        if (one == Tutti.UNDEFINED) {
            return new Status(NOTHING);
        }
        Status status = requests[one].finish();
        status.index = one;
        return status;
    }

    /** {@return which are done, at least one; null where all are null} MPI standard: 3.7.5, MPI_WAITSOME. */
    public static int[] waitSome(Request[] requests) throws MPIException {
        return indices(waitSomeStatus(requests));
    }

    /** {@return what is known of those that are done, with their indices; null where all are null} MPI standard: 3.7.5, MPI_WAITSOME. */
    public static Status[] waitSomeStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> {
            org.tutti.Request[] active = active(requests);
            return isNothing(active) ? null : finishSome(requests, org.tutti.Request.waitSome(active));
        });
    }

    /** {@return which are done; null where all are null} MPI standard: 3.7.5, MPI_TESTSOME. */
    public static int[] testSome(Request[] requests) throws MPIException {
        return indices(testSomeStatus(requests));
    }

    /** {@return what is known of those that are done, with their indices; null where all are null} MPI standard: 3.7.5, MPI_TESTSOME. */
    public static Status[] testSomeStatus(Request[] requests) throws MPIException {
        return checked(requests, () -> {
            org.tutti.Request[] active = active(requests);
            return isNothing(active) ? null : finishSome(requests, org.tutti.Request.testSome(active));
        });
    }

    private static Status[] finishSome(Request[] requests, int[] done) {
        Status[] statuses = new Status[done.length];
        for (int i = 0; i < done.length; i++) {
            statuses[i] = finishOne(requests, done[i]);
        }
        return statuses;
    }

    private static int[] indices(Status[] statuses) {
        if (statuses == null) {
            return null;
        }
        int[] indices = new int[statuses.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = statuses[i].getIndex();
        }
        return indices;
    }

    /** {@return what {@link #waitStatus} does} MPI standard: 3.7.3, MPI_WAIT. */
    public final Status Wait() throws MPIException {
        return waitStatus();
    }

    /** {@return what {@link #testStatus} does} MPI standard: 3.7.3, MPI_TEST. */
    public final Status Test() throws MPIException {
        return testStatus();
    }

    /** Does what {@link #free} does. MPI standard: 3.7.3, MPI_REQUEST_FREE. */
    public final void Free() throws MPIException {
        free();
    }

    /** Does what {@link #cancel} does. MPI standard: 3.8.4, MPI_CANCEL. */
    public final void Cancel() throws MPIException {
        cancel();
    }

    /** {@return what {@link #isNull} does} */
    public final boolean Is_null() {
        return isNull();
    }

    /** {@return what {@link #waitAnyStatus} does} MPI standard: 3.7.5, MPI_WAITANY. */
    public static Status Waitany(Request[] requests) throws MPIException {
        return waitAnyStatus(requests);
    }

    /** {@return what {@link #testAnyStatus} does} MPI standard: 3.7.5, MPI_TESTANY. */
    public static Status Testany(Request[] requests) throws MPIException {
        return testAnyStatus(requests);
    }

    /** {@return what {@link #waitAllStatus} does} MPI standard: 3.7.5, MPI_WAITALL. */
    public static Status[] Waitall(Request[] requests) throws MPIException {
        return waitAllStatus(requests);
    }

    /** {@return what {@link #testAllStatus} does} MPI standard: 3.7.5, MPI_TESTALL. */
    public static Status[] Testall(Request[] requests) throws MPIException {
        return testAllStatus(requests);
    }

    /** {@return what {@link #waitSomeStatus} does} MPI standard: 3.7.5, MPI_WAITSOME. */
    public static Status[] Waitsome(Request[] requests) throws MPIException {
        return waitSomeStatus(requests);
    }

    /** {@return what {@link #testSomeStatus} does} MPI standard: 3.7.5, MPI_TESTSOME. */
    public static Status[] Testsome(Request[] requests) throws MPIException {
        return testSomeStatus(requests);
    }
}
