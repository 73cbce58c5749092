package org.tutti;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.ProgressEngine;

/**
 * An operation that goes on while its caller does something else. It goes on whenever the rank is inside any call of Tutti; until it is
 * done, what it sends must not be changed and what it receives must not be looked at.
 *
 * <p>A request that is done stays so: asking again gives the same answer. MPI standard: 3.7.
 */
public abstract sealed class Request
        permits MessageRequest, ObjectRequest, ExchangeRequest, CollectiveRequest, CreationRequest, PersistentRequest {
    final ProgressEngine engine;
    private @Nullable Status outcome;

    Request(ProgressEngine engine) {
        this.engine = engine;
    }

    /** {@return what is waited for; done where this is not active} */
    abstract Awaitable work();

    /** {@return what has become of it, now that it is done} Asked once; it lets go of the caller's memory. */
    abstract Status conclude();

    /** {@return what has become of it, now that it is done} */
    final Status outcome() {
        Status known = outcome;
        if (known == null) {
            known = conclude();
            outcome = known;
        }
        return known;
    }

    /** {@return whether somebody has asked what has become of it} */
    final boolean isConcluded() {
        return outcome != null;
    }

    /** Sets what has become of it; null where it has begun anew. */
    final void setOutcome(@Nullable Status newOutcome) {
        outcome = newOutcome;
    }

    /** Takes notice that its failure is about to be thrown. */
    abstract TuttiException seen(TuttiException failure);

    /**
     * {@return whether it is done} Lets the rank's operations go on, and waits for nothing.
     *
     * <p>MPI standard: 3.7.3, MPI_TEST.
     *
     * @throws TuttiException why it failed, or when the job has ended
     */
    public boolean test() {
        if (!look()) {
            return false;
        }
        require(outcome());
        return true;
    }

    private boolean look() {
        try {
            return engine.test(work());
        } catch (TuttiException e) {
            throw seen(e);
        }
    }

    /** {@return whether it is done} Looks, and lets nothing go on. */
    public boolean isDone() {
        return engine.isDone(work());
    }

    /**
     * Waits until it is done.
     *
     * <p>MPI standard: 3.7.3, MPI_WAIT.
     *
     * @return what is known of the message, for a receive
     * @throws TuttiException why it failed, or when the job has ended
     */
    public Status waitFor() {
        return waitFor(0);
    }

    /**
     * Waits until it is done, but not for ever: when the time is over it goes on as before.
     *
     * @param limit how long
     * @return what is known of the message, for a receive
     * @throws TuttiException of class TIMEOUT where it is not done in time; why it failed, or when the job has ended
     */
    public Status waitFor(Duration limit) {
        return waitFor(Math.max(1, limit.toNanos()));
    }

    private Status waitFor(long nanos) {
        Awaitable work = work();
        if (!engine.isDone(work)) {
            await(work, nanos);
        }
        return require(outcome());
    }

    private void await(Awaitable what, long nanos) {
        try {
            engine.await(what, nanos);
        } catch (TuttiException e) {
            throw seen(e);
        }
    }

    private Status require(Status status) {
        TuttiException error = status.error();
        if (error != null) {
            throw seen(error);
        }
        return status;
    }

    /**
     * {@return what is known of it if it is done, with its error in place of throwing it; else null} Lets the rank's operations go on.
     *
     * <p>MPI standard: 3.7.6, MPI_REQUEST_GET_STATUS.
     */
    public @Nullable Status status() {
        return look() ? outcome() : null;
    }

    /**
     * Takes a receive back that has got no message, or a send that has not begun; it is done then, and its status is {@linkplain
     * Status#isCancelled cancelled}. Where it is too late it goes on; other operations cannot be cancelled.
     *
     * <p>MPI standard: 3.8.4, MPI_CANCEL.
     */
    public abstract void cancel();

    /**
     * Says that nobody asks for this request any more. The operation goes on to its end; what a persistent one has is let go. There is
     * nothing that must be freed.
     *
     * <p>MPI standard: 3.7.3, MPI_REQUEST_FREE.
     */
    public void free() {}

    /**
     * {@return a future that is completed when this is done} Whoever waits for it, or for a future that depends on it, lets the rank's
     * operations go on meanwhile, so it is to be waited for by a thread that may call Tutti. What depends on it runs in the
     * thread that sees it done.
     */
    public CompletableFuture<Status> toFuture() {
        return RequestFuture.of(this);
    }

    /**
     * Waits until all are done. MPI standard: 3.7.5, MPI_WAITALL.
     *
     * @param requests null ones are passed over
     * @return what is known of each
     * @throws TuttiException why the first one failed that did, once all are done; the others' failures are suppressed in it
     */
    public static Status[] waitAll(@Nullable Request... requests) {
        for (Request request : requests) {
            if (request != null && !request.isDone()) {
                request.await(request.work(), 0);
            }
        }
        return outcomes(requests);
    }

    private static Status[] outcomes(@Nullable Request... requests) {
        Status[] all = new Status[requests.length];
        TuttiException first = null;
        for (int i = 0; i < all.length; i++) {
            Request request = requests[i];
            all[i] = request == null ? Status.EMPTY : request.outcome();
            TuttiException error = all[i].error();
            if (error != null && request != null) {
                if (first == null) {
                    first = request.seen(error);
                } else if (first != error) {
                    first.addSuppressed(error);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return all;
    }

    /**
     * Waits until all are done. MPI standard: 3.7.5, MPI_WAITALL.
     *
     * @param requests the requests
     * @return what is known of each
     */
    public static List<Status> waitAll(List<? extends Request> requests) {
        return List.of(waitAll(requests.toArray(Request[]::new)));
    }

    /**
     * {@return whether all are done} Waits for nothing. MPI standard: 3.7.5, MPI_TESTALL.
     *
     * @param requests null ones are passed over
     */
    public static boolean testAll(@Nullable Request... requests) {
        for (Request request : requests) {
            if (request != null && !request.look()) {
                return false;
            }
        }
        outcomes(requests);
        return true;
    }

    /**
     * Waits until one is done that is active. MPI standard: 3.7.5, MPI_WAITANY.
     *
     * @param requests null ones, and those that were asked for before, are not passed again
     * @return which one, or {@link Tutti#UNDEFINED} where there is none
     */
    public static int waitAny(@Nullable Request... requests) {
        Request some = first(requests);
        if (some == null) {
            return Tutti.UNDEFINED;
        }
        some.await(new AnyOf(requests), 0);
        return testAny(requests);
    }

    /**
     * {@return one that is done, or {@link Tutti#UNDEFINED}} MPI standard: 3.7.5, MPI_TESTANY.
     *
     * @param requests null ones are passed over
     */
    public static int testAny(@Nullable Request... requests) {
        Request some = first(requests);
        if (some == null) {
            return Tutti.UNDEFINED;
        }
        some.engine.poll();
        for (int i = 0; i < requests.length; i++) {
            Request request = requests[i];
            if (request != null && request.isDone()) {
                request.require(request.outcome());
                return i;
            }
        }
        some.look();
        return Tutti.UNDEFINED;
    }

    /**
     * {@return which are done, at least one, of those that are not null} MPI standard: 3.7.5, MPI_WAITSOME.
     *
     * @param requests null ones are passed over
     */
    public static int[] waitSome(@Nullable Request... requests) {
        Request some = first(requests);
        if (some != null) {
            some.await(new AnyOf(requests), 0);
        }
        return testSome(requests);
    }

    /**
     * {@return which are done, of those that are not null} MPI standard: 3.7.5, MPI_TESTSOME.
     *
     * @param requests null ones are passed over
     */
    public static int[] testSome(@Nullable Request... requests) {
        Request some = first(requests);
        if (some == null) {
            return new int[0];
        }
        some.look();
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < requests.length; i++) {
            Request request = requests[i];
            if (request != null && request.isDone()) {
                request.require(request.outcome());
                done.add(i);
            }
        }
        return done.stream().mapToInt(Integer::intValue).toArray();
    }

    private static @Nullable Request first(@Nullable Request... requests) {
        for (Request request : requests) {
            if (request != null) {
                return request;
            }
        }
        return null;
    }

    /** Several requests, of which one is enough. */
    private static final class AnyOf implements Awaitable {
        private final @Nullable Request[] requests;

        AnyOf(@Nullable Request... requests) {
            this.requests = requests;
        }

        @Override
        public boolean isDone() {
            for (Request request : requests) {
                if (request != null && request.isDone()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String describe() {
            Request some = first(requests);
            return "one of " + requests.length + " requests"
                    + (some == null ? "" : ", as " + some.work().describe());
        }
    }
}
