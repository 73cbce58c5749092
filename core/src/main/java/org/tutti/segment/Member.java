package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.PayloadPath;
import org.tutti.memory.Words;

/** What this rank alone writes in a lane: its arrivals, its counters, its slots. */
public final class Member {
    private final Words words;
    private final PayloadPath path;
    private final LaneLayout layout;
    private final Team team;
    private final long base;
    private final boolean wakesSleepers;
    private long published;

    Member(Words words, LaneLayout layout, Team team, long base, boolean wakesSleepers) {
        this.words = words;
        this.path = words.newPayloadPath();
        this.layout = layout;
        this.team = team;
        this.base = base;
        this.wakesSleepers = wakesSleepers;
    }

    /** Lays a short message beside the sequence of an operation, so many bytes behind; {@link #arrive} publishes it. */
    public void putInline(long sequence, long at, ElementType type, Object buffer, long index, int count) {
        words.copyIn(type, buffer, index, base + layout.arrival(sequence) + LaneLayout.INLINE + at, count);
    }

    /** Says where elements lie that this rank passes, for others to read them there, or 0; {@link #arrive} publishes it. */
    public void putShared(long sequence, int number, long place) {
        words.setPlain(base + layout.arrival(sequence) + LaneLayout.INLINE + (long) number * Long.BYTES, place);
    }

    /** Lays elements into this rank's slots or ring; {@link #arrive}, {@link #staged} or {@link #folded} publishes them. */
    public void put(long position, ElementType type, Object buffer, long index, int count) {
        path.copyIn(type, buffer, index, base + layout.payload(position), count);
    }

    /** Says that this rank takes part in an operation, and how it was called. */
    void arrive(long sequence, long signature, long digest) {
        long unit = base + layout.arrival(sequence);
        words.setPlain(unit + LaneLayout.SIGNATURE, signature);
        words.setPlain(unit + LaneLayout.DIGEST, digest);
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        publish(unit + LaneLayout.SEQUENCE, sequence);
    }

    /** Says that all that are below this rank in a tree have arrived at an operation, itself included. */
    void fanIn(long sequence, long digest) {
        long unit = base + layout.fanIn(sequence);
        words.setPlain(unit + LaneLayout.DIGEST, digest);
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        publish(unit + LaneLayout.SEQUENCE, sequence);
    }

    /** Lays a short message beside the fan-in of an operation; {@link #fanIn} publishes it. */
    public void putFanIn(long sequence, ElementType type, Object buffer, long index, int count) {
        words.copyIn(type, buffer, index, base + layout.fanIn(sequence) + LaneLayout.INLINE, count);
    }

    /** Lays a short message beside the fan-out of an operation; {@link #fanOut} publishes it. */
    public void putFanOut(long sequence, ElementType type, Object buffer, long index, int count) {
        words.copyIn(type, buffer, index, base + layout.fanOut(sequence) + LaneLayout.INLINE, count);
    }

    /** Lets those go that are below this rank in a tree. */
    void fanOut(long sequence, long digest) {
        long unit = base + layout.fanOut(sequence);
        words.setPlain(unit + LaneLayout.DIGEST, digest);
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        publish(unit + LaneLayout.SEQUENCE, sequence);
    }

    /** Says that others may read what lies in this rank's ring before a position. */
    public void staged(long position) {
        // SYNC staged: the ring before the position
        publish(base + layout.staged, position);
    }

    /** Says that others may read all results that lie in this rank's ring before a position. */
    public void folded(long position) {
        // SYNC folded: the results in the ring before the position
        publish(base + layout.folded, position);
    }

    /** Says that this rank reads nothing before a position any more, of anybody's ring. */
    public void consumed(long position) {
        // SYNC consumed: that all reads before the position are over
        publish(base + layout.consumed, position);
    }

    /** {@return how often this rank has published something in the lane} */
    long published() {
        return published;
    }

    private void publish(long offset, long value) {
        published++;
        words.setRelease(offset, value);
        if (wakesSleepers) {
            wakeSleepers(offset);
        }
    }

    private void wakeSleepers(long offset) {
        // SYNC sleep: either the sleeper sees the new value, or who stores it sees the sleeper
        words.fullFence();
        if (team.sleepsOnMe()) {
            words.wake(offset);
        }
    }

    /**
     * Sleeps on another rank's word while it is below a value.
     *
     * @param peer whose word it is
     */
    void sleepOn(int peer, long offset, long value, long nanos) {
        saySleeping(peer + 1L);
        // SYNC sleep: either the sleeper sees the new value, or who stores it sees the sleeper
        words.fullFence();
        long seen = words.getAcquire(offset);
        if (seen < value) {
            words.sleepWhile(offset, (int) seen, nanos);
        }
        saySleeping(0);
    }

    /**
     * Says whom a wait is for that has become long. It stays when the wait is over: then the word has the value.
     *
     * @param peer a rank that is missing
     * @param ranks how many are
     * @param word which of the peer's words is awaited, in bytes from its base
     * @param value its least value that ends the wait
     */
    void sayAwaited(int peer, int ranks, long word, long value) {
        words.setPlain(base + layout.awaitedValue, value);
        words.setPlain(base + layout.awaitedWord, word);
        // SYNC awaited: the word that is waited for, and the value
        words.setRelease(base + layout.awaited, Awaited.pack(peer, ranks));
    }

    private void saySleeping(long on) {
        // SYNC sleep: either the sleeper sees the new value, or who stores it sees the sleeper
        words.setRelease(base + layout.sleeping, on);
    }
}
