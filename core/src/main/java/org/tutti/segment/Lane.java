package org.tutti.segment;

import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy;
import org.tutti.spi.Progress;

/**
 * A strictly sequential control area of a communicator, as one rank sees it: operation s + 1 of a rank begins when its
 * operation s is over.
 */
public final class Lane implements WaitStrategy.Waiter {
    /*
     * Why a slot may be written again. Each rank arrives at each operation of the lane, once, after its last read of the
     * operation before: the arrival is the release, whoever sees it acquires. So when a rank has seen all others arrive at
     * operation s - 7, nobody reads anything of operation s - 8 any more, and its unit and its slot, which operation s
     * uses, are free. An operation in which all wait for all gives that knowledge away for nothing; after rooted ones, in
     * which some run ahead, it is looked up, once in seven operations.
     *
     * Fragments are numbered through all operations of the lane, equally on all ranks. A fragment slot is free for
     * fragment f once all others have consumed fragment f - fragmentSlots, which they say in a word of their own and which
     * seeing them arrive at the operation after implies.
     */
    private static final int DIFFERS = 0;
    private static final long GRACE_NANOS = 300_000_000;

    private final String name;
    private final int rank;
    private final Geometry geometry;
    private final AbortRecord abort;
    private final WaitStrategy strategy;
    private final Member member;
    private final Team team;
    private long sequence;
    private long signature;
    private long digest;
    private long fragment;
    private long knownArrived;
    private long knownConsumed;
    private boolean expecting;

    private Lane(String name, int rank, Arena arena, LaneLayout layout, long[] bases, Progress progress) {
        this.name = name;
        this.rank = rank;
        this.geometry = arena.geometry();
        this.abort = arena.abort();
        WaitStrategy.Mode mode = geometry.mode();
        this.strategy = new WaitStrategy(mode, arena.words().canWake(), progress);
        this.team = new Team(arena.words(), layout, rank, bases);
        boolean wakesSleepers =
                mode == WaitStrategy.Mode.OVERSUBSCRIBED && arena.words().canWake();
        this.member = new Member(arena.words(), layout, team, bases[rank], wakesSleepers);
    }

    /** Allocates this rank's part of a lane and names it to the others. */
    public static void prepare(Arena arena, int rank, long key) {
        LaneLayout layout = new LaneLayout(arena.geometry());
        long offset = arena.allocate(rank, layout.bytes());
        arena.publishLane(rank, 0, key, offset);
    }

    /**
     * Opens a lane that all ranks have {@linkplain #prepare prepared}.
     *
     * @param name what messages call it
     */
    public static Lane open(Arena arena, int rank, long key, String name, Progress progress) {
        int ranks = arena.geometry().ranks();
        long[] bases = new long[ranks];
        for (int peer = 0; peer < ranks; peer++) {
            bases[peer] = arena.lane(peer, key) + LaneLayout.colour(peer);
        }
        return new Lane(name, rank, arena, new LaneLayout(arena.geometry()), bases, progress);
    }

    /** {@return this rank in the lane} */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks the lane has} */
    public int size() {
        return team.size();
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

    /** {@return the number of the next fragment} */
    public long fragment() {
        return fragment;
    }

    /** Opens the next operation. */
    public void open(long newSignature) {
        abort.check();
        sequence++;
        signature = newSignature;
        digest = Signature.extend(digest, newSignature);
        expecting = false;
    }

    /** {@return whether the unit and the slot of the open operation may be written} */
    public boolean slotFree() {
        long needed = sequence - (LaneLayout.ARRIVALS - 1);
        if (knownArrived >= needed) {
            return true;
        }
        if (!expecting) {
            team.expectArrivals(needed);
            expecting = true;
        }
        if (!team.met()) {
            return false;
        }
        knownArrived = team.least();
        expecting = false;
        return true;
    }

    /** {@return whether the slots of a fragment may be written} */
    public boolean fragmentFree(long number) {
        long needed = number - geometry.fragmentSlots() + 1;
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
        knownConsumed = team.least();
        expecting = false;
        return true;
    }

    /** Notes that an algorithm has seen all others beyond their last read of the fragments before this number. */
    public void allConsumed(long fragments) {
        knownConsumed = Math.max(knownConsumed, fragments);
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

    /** {@return whether all others have arrived at the open operation} Throws if one was called otherwise. */
    public boolean allArrived() {
        if (!arrived()) {
            return false;
        }
        knownArrived = sequence;
        knownConsumed = Math.max(knownConsumed, fragment);
        return true;
    }

    /** {@return whether those that are waited for have arrived} Throws if one was called otherwise. */
    public boolean arrived() {
        int outcome = team.arrivals(digest);
        if (outcome >= DIFFERS) {
            throw mismatch(outcome);
        }
        return outcome == -1;
    }

    /** Ends the open operation, which used so many fragments. Throws if the job has ended meanwhile. */
    public void complete(long fragments) {
        fragment += fragments;
        abort.check();
    }

    /** Steps an operation until it is done. */
    public void run(Resumable operation) {
        if (operation.step()) {
            return;
        }
        strategy.begin();
        while (!operation.step()) {
            strategy.pause(this);
        }
    }

    @Override
    public void check() {
        abort.check();
    }

    @Override
    public void sleep(long nanos) {
        member.sleepOn(team.missing(), team.missingWord(), team.awaitedValue(), nanos);
    }

    /** {@return what a rank did last on this lane, for a person} */
    public String lastCall(int peer) {
        long last = team.lastSequence(peer);
        if (last == 0) {
            return "no operation of " + name + " yet";
        }
        return "operation " + last + " of " + name + ", " + Signature.describe(team.signature(peer, last));
    }

    /**
     * Ends the job because a rank called something else, here or up to seven operations ago. A rank that is leaving while
     * others are not often does so by an exception, which the leaving rank itself can name better: it has the first word.
     */
    private TuttiException mismatch(int peer) {
        long at = sequence;
        for (long earlier = Math.max(1, sequence - LaneLayout.ARRIVALS + 1); earlier < sequence; earlier++) {
            long mine = team.signature(rank, earlier);
            long theirs = team.signature(peer, earlier);
            if (mine != 0 && theirs != 0 && mine != theirs) {
                at = earlier;
                break;
            }
        }
        long mine = team.signature(rank, at);
        long theirs = team.signature(peer, at);
        String text = "ranks called different operations: rank " + rank + ": " + Signature.describe(mine) + ", rank "
                + peer + ": " + Signature.describe(theirs) + ", operation " + at + " of " + name;
        if (Signature.isClose(mine)) {
            return new TuttiException(ErrorClass.MISMATCH, text, rank, null);
        }
        if (!Signature.isClose(theirs) || !WaitStrategy.until(abort::isWritten, GRACE_NANOS)) {
            abort.write(ErrorClass.MISMATCH, peer, text);
        }
        return abort.exception();
    }
}
