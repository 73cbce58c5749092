package org.tutti.segment;

import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy;
import org.tutti.memory.Words;
import org.tutti.spi.Progress;

/**
 * A strictly sequential control area of a communicator, as one rank sees it: operation s + 1 of a rank begins when its
 * operation s is over.
 */
public final class Lane implements WaitStrategy.Waiter {
    /*
     * Why a unit may be written again. Each rank arrives at each operation of the lane, once, after its last read of the
     * operation before: the arrival is the release, whoever sees it acquires. With 8 slots: when a rank has seen all others
     * arrive at operation s - 7, nobody reads anything of operation s - 8 any more, and its units and slot, which operation
     * s uses, are free. An operation in which all wait for all gives that knowledge away for nothing; after rooted ones, in
     * which some run ahead, it is looked up: once in seven operations, if all have arrived at the one before, as mostly.
     *
     * Why a part of the ring may be written again. Positions count up through all operations of the lane, equally on all
     * ranks. Position p is free once nobody reads before p - ringBytes. Who has arrived at an operation reads nothing
     * before the position at which it begins; and in operations with fragments each rank says in a word of its own what it
     * has consumed: first the beginning, before it waits for the ring itself, at last the end. That is always enough: the
     * ring holds 14 messages of one phase with the gaps between them, so what is needed lies either before the operation
     * seven back, or before the end of a later one with fragments.
     */
    /** Of an operation that is carried on step by step: after so many that found nothing it counts as a long wait. */
    private static final int STEPS_PER_COMPARISON = 1024;

    private static final long BRIEF_NANOS = 20_000_000;

    private final Roster roster;
    private final @Nullable Vigil vigil;
    private final int rank;
    private final Geometry geometry;
    private final LaneLayout layout;
    private final AbortRecord abort;
    private final LaneErrors errors;
    private final SharedBuffers buffers;
    private final WaitStrategy strategy;
    private final Member member;
    private final Team team;
    private long sequence;
    private long signature;
    private long digest;
    private long position;
    private long knownArrived;
    private long knownConsumed;
    private final long[] beginnings;
    private boolean expecting;
    private boolean isOpen;
    private boolean failed;
    private boolean deferred;
    private boolean lingered;
    private long seenPublished;
    private int stepsInVain;
    private @Nullable Resumable launched;

    /** Opens a lane of any words, over an arena or not; the bases are where the ranks' parts begin. */
    Lane(
            Roster roster,
            int rank,
            Geometry geometry,
            Words words,
            AbortRecord abort,
            long[] bases,
            SharedBuffers buffers,
            Progress progress,
            @Nullable Vigil vigil) {
        this.roster = roster;
        this.buffers = buffers;
        this.vigil = vigil;
        this.rank = rank;
        this.geometry = geometry;
        this.layout = new LaneLayout(geometry);
        this.beginnings = new long[layout.slots()];
        this.abort = abort;
        this.errors = new LaneErrors(roster, rank, layout.slots(), abort);
        this.strategy = new WaitStrategy(geometry.mode(), words.canWake(), progress);
        this.team = new Team(words, layout, rank, bases, strategy.looks());
        boolean wakesSleepers = geometry.mode() == WaitStrategy.Mode.OVERSUBSCRIBED && words.canWake();
        this.member = new Member(words, layout, team, bases[rank], wakesSleepers);
    }

    /** Allocates this rank's part of a lane of all ranks and names it to the others. */
    public static void prepare(Arena arena, int rank, long key) {
        prepare(arena, rank, key, 0);
    }

    /** Allocates this rank's part of a lane of all ranks and names it to the others, with what all must have in common. */
    public static void prepare(Arena arena, int rank, long key, long common) {
        Geometry geometry = arena.geometry();
        LaneLayout layout = new LaneLayout(geometry);
        long offset = arena.pool(rank).allocate(layout.bytes());
        arena.directory(rank).publish(key, offset + layout.colour(rank), geometry.ringBytes(), common);
    }

    /**
     * Opens a lane that all ranks have {@linkplain #prepare prepared}.
     *
     * @param name what messages call it
     */
    public static Lane open(Arena arena, int rank, long key, String name, Progress progress) {
        Roster all = Roster.ofAll(key, name, arena.geometry().ranks());
        return open(arena, rank, all, progress, null);
    }

    /** Opens a lane that all ranks have {@linkplain #prepare prepared}, whose long waits are watched. */
    public static Lane open(Arena arena, int rank, Roster all, Progress progress, @Nullable Vigil vigil) {
        long[] bases = new long[all.size()];
        for (int peer = 0; peer < bases.length; peer++) {
            bases[peer] = arena.lane(peer, all.key());
        }
        return new Lane(
                all, rank, arena.geometry(), arena.words(), arena.abort(), bases, arena.buffers(rank), progress, vigil);
    }

    /** {@return this rank in the lane} */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks the lane has} */
    public int size() {
        return team.size();
    }

    /** {@return who shares the lane} */
    public Roster roster() {
        return roster;
    }

    /** {@return what this rank writes} */
    public Member member() {
        return member;
    }

    /** {@return what this rank reads and waits for} */
    public Team team() {
        return team;
    }

    /** {@return the sizes that all ranks share} */
    public Geometry geometry() {
        return geometry;
    }

    /** {@return the number of the operation that is open} */
    public long sequence() {
        return sequence;
    }

    /** {@return the position of the ring at which the open operation begins} */
    public long position() {
        return position;
    }

    /** {@return the position at which each rank lays so many bytes for the open operation} Negative ones are slots. */
    public long place(long bytes) {
        return layout.place(sequence, position, bytes);
    }

    /** {@return the position at which an operation ends that laid so many bytes at a position} */
    public long endOf(long place, long bytes) {
        return place < 0 ? position : place + bytes;
    }

    /** {@return the first position, from a given one on, at which so many bytes lie in one piece} */
    public long fit(long from, long bytes) {
        return layout.fit(from, bytes);
    }

    /** {@return whether an operation of this lane has thrown what ended the job} */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * Opens the next operation.
     *
     * @param newSignature how it was called
     * @param salt what ranks must have in common besides, or 0
     */
    public void open(long newSignature, long salt) {
        if (abort.isWritten()) {
            failed = true;
            throw roster.seen(abort.exception());
        }
        if (isOpen) {
            throw LaneErrors.nested(newSignature, signature);
        }
        isOpen = true;
        sequence++;
        signature = newSignature;
        digest = Signature.extend(digest, newSignature, salt);
        beginnings[(int) layout.slot(sequence)] = position;
        expecting = false;
    }

    /** {@return whether the unit of the open operation may be written} */
    public boolean unitFree() {
        long needed = sequence - (layout.slots() - 1);
        if (knownArrived >= needed) {
            return true;
        }
        if (!expecting) {
            if (team.haveArrived(sequence - 1)) {
                return knownToHaveArrived(sequence - 1);
            }
            team.expectArrivals(needed);
            expecting = true;
        }
        if (!team.met()) {
            return false;
        }
        expecting = false;
        return knownToHaveArrived(needed);
    }

    private boolean knownToHaveArrived(long earlier) {
        knownArrived = earlier;
        allConsumed(beginnings[(int) layout.slot(earlier)]);
        return true;
    }

    /** {@return whether the ring may be written up to a position} Asked only when the unit is free. */
    public boolean ringFree(long end) {
        long needed = end - geometry.ringBytes();
        if (knownConsumed >= needed) {
            return true;
        }
        if (!expecting) {
            team.expectConsumed(needed);
            expecting = true;
        }
        if (!team.met()) {
            return false;
        }
        expecting = false;
        allConsumed(team.least());
        return true;
    }

    /** Notes that nobody reads before a position any more. */
    public void allConsumed(long before) {
        knownConsumed = Math.max(knownConsumed, before);
    }

    /** {@return where elements lie that this rank passes, if other ranks can read them there; else 0} */
    public long shared(ElementType elements, Object buffer, long index, long count) {
        return buffers.offsetOf(elements, buffer, index, count);
    }

    /** Takes part in the open operation, and waits for nobody. */
    public void arrive() {
        member.arrive(sequence, signature, digest);
    }

    /** Starts to wait for all others; {@link #allArrived} tells whether they take part. */
    public void expectAll() {
        team.expectArrivals(sequence);
    }

    /** Takes part in the open operation; {@link #allArrived} tells whether all others do. */
    public void arriveAndExpectAll() {
        arrive();
        expectAll();
    }

    /** Takes part in the open operation; {@link #arrived} tells whether one other does. */
    public void arriveAndExpect(int peer) {
        arrive();
        team.expectArrival(sequence, peer);
    }

    /** Takes part in the open operation; {@link #arrived} tells whether all lower ranks do. */
    public void arriveAndExpectLower() {
        arrive();
        team.expectLowerArrivals(sequence);
    }

    /** {@return whether all others have arrived at the open operation} Throws if one was called otherwise. */
    public boolean allArrived() {
        if (!arrived()) {
            return false;
        }
        knownArrived = sequence;
        allConsumed(position);
        return true;
    }

    /** Starts to wait for the arrivals of these ranks; {@link #arrived} tells. */
    public void expectArrivals(int[] peers) {
        team.expectArrivals(sequence, peers);
    }

    /** Starts to wait, in an operation along a tree, for the fan-ins of these ranks; {@link #arrived} tells. */
    public void expectFanIns(int[] children) {
        team.expectFanIns(sequence, children);
    }

    /** Says, in an operation along a tree, that this rank and all below it have arrived. */
    public void fanIn() {
        member.fanIn(sequence, digest);
    }

    /** Starts to wait, in an operation along a tree, until a rank lets those below it go; {@link #arrived} tells. */
    public void expectFanOut(int parent) {
        team.expectFanOut(sequence, parent);
    }

    /** Lets go, in an operation along a tree, those below this rank. */
    public void fanOut() {
        member.fanOut(sequence, digest);
    }

    /** {@return whether those that are waited for have arrived} Throws if one was called otherwise. */
    public boolean arrived() {
        int outcome = team.arrivals(digest);
        if (outcome >= 0) {
            throw mismatch(outcome);
        }
        return outcome == Team.ALL;
    }

    /** Ends the open operation, which used the ring up to a position. Throws if the job has ended meanwhile. */
    public void complete(long end) {
        position = end;
        isOpen = false;
        check();
    }

    /** Says whether {@link #run} launches operations from now on, which {@link #step} carries on: then nothing waits in this lane. */
    public void defer(boolean isDeferred) {
        deferred = isDeferred;
    }

    /** {@return whether the operation that was launched is done, or none was} Carries it on, as far as it goes without waiting. */
    public boolean step() {
        Resumable operation = launched;
        if (operation == null) {
            return true;
        }
        team.lookOften(false);
        try {
            if (operation.step()) {
                launched = null;
                return true;
            }
            if ((++stepsInVain & (STEPS_PER_COMPARISON - 1)) == 0) {
                requireSameCalls();
            }
            return false;
        } catch (TuttiException e) {
            throw roster.seen(e);
        } catch (RuntimeException | Error e) {
            throw roster.seen(failure(e));
        }
    }

    /** {@return whether an operation of this lane has gone on since this was asked last} */
    public boolean hasMoved() {
        boolean moved = member.published() != seenPublished;
        seenPublished = member.published();
        return moved;
    }

    /** Steps an operation until it is done. Whatever it throws, the others do not wait for this rank in vain. */
    public void run(Resumable operation) {
        if (deferred) {
            launched = operation;
            return;
        }
        team.lookOften(true);
        try {
            if (operation.step()) {
                return;
            }
            strategy.begin();
            do {
                strategy.pause(this);
            } while (!hasEnded(operation));
            goOn();
        } catch (TuttiException e) {
            throw roster.seen(e);
        } catch (RuntimeException | Error e) {
            throw roster.seen(failure(e));
        }
    }

    /** {@return whether an operation is done} Steps it; where others may go on by that, this rank does not wait in vain. */
    private boolean hasEnded(Resumable operation) {
        boolean done = operation.step();
        if (lingered && hasMoved()) {
            goOn();
        }
        return done;
    }

    private void goOn() {
        if (lingered && vigil != null) {
            lingered = false;
            vigil.goesOn();
        }
    }

    /** {@return whether an operation is done} Steps it for as long as ranks that do the same at once may differ. */
    public boolean runBriefly(Resumable operation) {
        long deadline = System.nanoTime() + BRIEF_NANOS;
        team.lookOften(true);
        strategy.begin();
        while (!operation.step()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            strategy.pause(this);
        }
        goOn();
        return true;
    }

    @Override
    public void check() {
        if (abort.isWritten()) {
            failed = true;
            throw abort.exception();
        }
    }

    /** Says whom this rank waits for, to whoever looks. */
    @Override
    public void linger() {
        int missing = roster.worldRank(team.missing());
        member.sayAwaited(missing, team.missingRanks(), team.awaitedWord(), team.awaitedValue());
        if (vigil != null) {
            vigil.lingersIn(roster.key());
            if (!lingered) {
                vigil.blocks(missing, team.missingRanks(), "", false);
                lingered = true;
                seenPublished = member.published();
            }
        }
    }

    /** Before a long wait goes on it looks whether the others have called the same: what it waits for may not tell. */
    @Override
    public void sleep(long nanos) {
        requireSameCalls();
        linger();
        if (vigil != null) {
            vigil.look();
        }
        member.sleepOn(team.missing(), team.missingWord(), team.awaitedValue(), nanos);
    }

    private void requireSameCalls() {
        int peer = team.differingArrival(sequence, digest);
        if (peer >= 0) {
            throw mismatch(peer);
        }
    }

    /**
     * {@return what ends the job, which this rank has found out in the open operation}
     *
     * @param culprit the rank of this lane whose fault it is
     */
    public TuttiException end(ErrorCode code, int culprit, String text) {
        failed = true;
        return errors.end(code, culprit, text, signature, sequence);
    }

    private TuttiException failure(Throwable thrown) {
        failed = true;
        return errors.breakdown(thrown, signature, sequence);
    }

    private TuttiException mismatch(int peer) {
        failed = true;
        return errors.mismatch(team, peer, sequence);
    }
}
