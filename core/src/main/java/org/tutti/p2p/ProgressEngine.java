package org.tutti.p2p;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.Patience;
import org.tutti.memory.WaitStrategy;
import org.tutti.segment.Post;
import org.tutti.segment.Resumable;
import org.tutti.segment.Vigil;
import org.tutti.spi.Progress;

/**
 * What must go on at a rank while it waits for anything: its messages and its operations in flight. Where several threads may use a
 * rank at the same time a lock lets one after the other in; else there is none.
 */
public final class ProgressEngine implements Progress {
    private static final long LONGEST_NAP_NANOS = 200_000;
    private static final Awaitable NOTHING = Awaitable.until(() -> true, () -> "nothing");

    private final @Nullable Post post;
    private final @Nullable Vigil vigil;
    private final PostOffice office;
    private final @Nullable ReentrantLock lock;
    private final List<Resumable> inFlight = new ArrayList<>();
    private final Waiting waiting;
    private final ConnectedProgress connected = new ConnectedProgress();
    private volatile @Nullable Thread owner;
    private boolean polling;
    private boolean closed;

    /** One wait of a thread. */
    private final class Waiting implements WaitStrategy.Waiter {
        private Awaitable wanted = NOTHING;
        private boolean forATime;
        private boolean lingered;
        private final WaitStrategy strategy =
                new WaitStrategy(post == null ? WaitStrategy.Mode.DEDICATED : post.mode(), wakes(), connected);
        private final Patience patience =
                lock == null ? Patience.ofOneThread(strategy.looks()) : Patience.ofOneWait(strategy.looks());

        @Override
        public void check() {
            office.check();
        }

        @Override
        public void linger() {
            office.tell();
            if (vigil != null && lock == null) {
                vigil.blocks(wanted.from(), 1, wanted.describe(), forATime);
                lingered = true;
            }
        }

        /** Says so before it takes what has come: nobody shall see neither the message on its way nor that it was taken. */
        private void lookUp() {
            if (lingered && office.hasNews()) {
                goesOn();
            }
        }

        /** Something has come, or the wait is over: until it lingers again this rank does not count as one that waits in vain. */
        private void goesOn() {
            if (lingered && vigil != null) {
                lingered = false;
                vigil.goesOn();
            }
        }

        @Override
        public void sleep(long nanos) {
            office.tell();
            if (!lingered) {
                linger();
            }
            if (vigil != null && lock == null) {
                vigil.hasLooked();
            }
            if (post == null || !wakes() || hasWork()) {
                WaitStrategy.nap(wakes() ? Math.min(nanos, LONGEST_NAP_NANOS) : nanos);
                return;
            }
            post.lieDown();
            if (!office.hasNews() && !post.abort().isWritten()) {
                post.sleep(nanos);
            }
            post.getUp();
        }
    }

    /**
     * The engine of a rank.
     *
     * @param post where its messages come from, or null where it is alone
     * @param vigil to whom it tells what it waits for
     * @param manyThreads whether several threads may use the rank at the same time
     */
    public ProgressEngine(@Nullable Post post, @Nullable Vigil vigil, MessageSizes sizes, boolean manyThreads) {
        this.post = post;
        this.vigil = vigil;
        this.office = new PostOffice(post, sizes, manyThreads);
        this.lock = manyThreads ? new ReentrantLock() : null;
        this.waiting = new Waiting();
    }

    private boolean wakes() {
        return post != null && post.wakes() && lock == null;
    }

    /** {@return the rank's messages} To be used between {@link #enter} and {@link #exit}. */
    public PostOffice office() {
        return office;
    }

    /** Begins to use what the rank's threads share. */
    @SuppressWarnings("ReferenceEquality")
    public void enter() {
        Thread current = Thread.currentThread();
        if (lock != null) {
            lock.lock();
        } else if (owner != current) {
            owner = current; // no store where it changes nothing: a volatile one waits until all before it are seen
        }
    }

    /** Ends to use what the rank's threads share. */
    public void exit() {
        if (lock != null) {
            lock.unlock();
        }
    }

    /** Lets an operation go on, now and whenever the rank waits, until it is done. */
    public void add(Resumable operation) {
        if (!operation.step()) {
            inFlight.add(operation);
        }
    }

    /** Takes notice that an operation in flight has gone on. */
    public void moved() {
        waiting.goesOn();
    }

    /** {@return whether something is to be done at this rank which nobody rings for} */
    public boolean hasWork() {
        return !inFlight.isEmpty() || office.isSending();
    }

    /** Lets what this process has to do in another job, connected with this one, go on while it waits in this one. */
    public void goOnWith(ProgressEngine other) {
        connected.add(other);
    }

    /** Forgets another job, whose memory is about to go: another thread that waits in this one may still know it, and does nothing there. */
    public void leave(ProgressEngine other) {
        connected.remove(other);
        other.enter();
        other.closed = true;
        other.exit();
    }

    /** A rank that waits for something else does not hear the bell: what comes for its transfers is looked for. */
    @Override
    public boolean isBusy() {
        return hasWorkHere() || connected.isBusy();
    }

    /** {@return what {@link #isBusy} does, of this job alone} */
    public boolean hasWorkHere() {
        return hasWork() || office.hasTransfers();
    }

    @Override
    public void poll() {
        pollHere();
        connected.poll();
    }

    /** Called by whoever waits for something else: a thread that may not use the messages leaves them alone. */
    @SuppressWarnings("ReferenceEquality")
    public void pollHere() {
        if (lock != null) {
            if (lock.tryLock()) {
                try {
                    go();
                } finally {
                    lock.unlock();
                }
            }
        } else if (owner == Thread.currentThread()) {
            go();
            office.tell(); // nobody else does, for as long as the other wait lasts
        }
    }

    private void go() {
        if (polling || closed) {
            return;
        }
        polling = true;
        try {
            waiting.lookUp();
            if (office.poll()) {
                waiting.goesOn();
            }
            stepAll();
        } catch (TuttiException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw failure(e);
        } finally {
            polling = false;
        }
    }

    private void stepAll() {
        for (int i = inFlight.size() - 1; i >= 0; i--) {
            if (inFlight.get(i).step()) {
                inFlight.remove(i);
            }
        }
    }

    /** {@return what ends the job, so that the others do not wait for this rank in vain: something that goes on here has thrown} */
    public TuttiException failure(Throwable thrown) {
        return post == null
                ? new TuttiException(ErrorCode.DEFECT, "an operation failed by " + thrown, office.rank(), thrown)
                : post.breakDown(thrown);
    }

    /** {@return whether something is done} Where another thread may have done it, what that one has written is seen. */
    public boolean isDone(Awaitable wanted) {
        if (lock == null) {
            return wanted.isDone();
        }
        lock.lock();
        try {
            return wanted.isDone();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether something is done} Lets everything go on once. */
    public boolean test(Awaitable wanted) {
        if (isDone(wanted)) {
            return true;
        }
        enter();
        try {
            go();
        } finally {
            exit();
        }
        boolean done = isDone(wanted);
        if (!done) {
            office.check();
        }
        return done;
    }

    /** Waits until something is done. */
    public void await(Awaitable wanted) {
        await(wanted, 0);
    }

    /**
     * Waits until something is done.
     *
     * @param nanos how long at most, or 0
     */
    public void await(Awaitable wanted, long nanos) {
        long start = nanos == 0 ? 0 : System.nanoTime();
        Waiting wait = lock == null ? waiting : new Waiting();
        wait.wanted = wanted;
        wait.forATime = nanos != 0;
        try {
            await(wait, wanted, nanos, start);
        } finally {
            wait.goesOn();
            wait.wanted = NOTHING;
        }
    }

    private void await(Waiting wait, Awaitable wanted, long nanos, long start) {
        wait.strategy.begin();
        while (true) {
            int looks = wait.patience.looks();
            for (int look = 0; look < looks; look++) {
                if (isThere(wanted)) {
                    wait.patience.foundAfter(look);
                    return;
                }
                Thread.onSpinWait();
            }
            wait.patience.foundNothing();
            if (nanos != 0 && System.nanoTime() - start > nanos) {
                throw late(wanted, nanos);
            }
            wait.strategy.pause(wait);
        }
    }

    /**
     * Receives a message.
     *
     * @param nanos how long it waits at most, or 0; when that is over the receive is cancelled, and nothing is lost: a message that has
     *     begun to come is received to its end
     */
    public void receive(Receive receive, long nanos) {
        enter();
        try {
            Inbox direct = lock == null ? office.directInbox(receive) : null;
            if (direct != null && direct.isSoonReady(waiting.patience) && direct.receiveNext(receive)) {
                return;
            }
            office.start(receive);
        } finally {
            exit();
        }
        if (!isDone(receive)) {
            awaitReceive(receive, nanos);
        }
    }

    private void awaitReceive(Receive receive, long nanos) {
        try {
            await(receive, nanos);
        } catch (TuttiException e) {
            if (isCancelled(receive) || e.code() != ErrorCode.LATE) {
                throw e;
            }
            await(receive, 0);
        }
    }

    private boolean isCancelled(Receive receive) {
        enter();
        try {
            return office.cancel(receive);
        } finally {
            exit();
        }
    }

    /** Sends a message, and waits until its memory may be written again. */
    public void send(Send send, long nanos) {
        enter();
        try {
            office.start(send);
        } finally {
            exit();
        }
        if (!isDone(send)) {
            await(send, nanos);
        }
    }

    private boolean isThere(Awaitable wanted) {
        enter();
        try {
            if (!wanted.isDone()) {
                go();
            }
            return wanted.isDone();
        } finally {
            exit();
        }
    }

    private TuttiException late(Awaitable wanted, long nanos) {
        return new TuttiException(
                ErrorCode.LATE,
                "rank " + office.rank() + " has waited " + nanos / 1_000_000 + " ms in " + wanted.describe());
    }
}
