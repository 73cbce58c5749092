package org.tutti;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future of a request, or one that depends on it: who waits for it lets the rank's operations go on. */
final class RequestFuture<T> extends CompletableFuture<T> {
    private final Request request;
    private final RequestFuture<Status> source;
    private boolean told;

    private RequestFuture(Request request) {
        this.request = request;
        @SuppressWarnings("unchecked") // that of the request itself
        RequestFuture<Status> own = (RequestFuture<Status>) this;
        this.source = own;
    }

    private RequestFuture(RequestFuture<?> other) {
        this.request = other.request;
        this.source = other.source;
    }

    static CompletableFuture<Status> of(Request request) {
        RequestFuture<Status> future = new RequestFuture<>(request);
        future.look();
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new RequestFuture<>(this);
    }

    /** Completes the request's own future when that is done, and with it what depends on it. */
    private void look() {
        if (!source.told && request.isDone()) {
            source.told = true;
            Status status = request.outcome();
            TuttiException error = status.error();
            if (error == null) {
                source.complete(status);
            } else {
                source.completeExceptionally(request.seen(error));
            }
        }
    }

    private void drive(long nanos) {
        if (!super.isDone()) {
            try {
                request.engine.await(request.work(), nanos);
            } catch (TuttiException e) {
                if (request.isDone() || e.code() != ErrorCode.LATE) {
                    source.completeExceptionally(e);
                }
                return;
            }
            look();
        }
    }

    @Override
    public boolean isDone() {
        if (!super.isDone()) {
            request.engine.poll();
            look();
        }
        return super.isDone();
    }

    @Override
    public T join() {
        drive(0);
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        drive(0);
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        drive(Math.max(1, unit.toNanos(timeout)));
        return super.get(0, unit);
    }
}
