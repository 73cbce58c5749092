package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** What this rank alone writes in a lane: its arrivals, its counters, its slots. */
public final class Member {
    private final Words words;
    private final LaneLayout layout;
    private final Team team;
    private final long base;
    private final boolean wakesSleepers;

    Member(Words words, LaneLayout layout, Team team, long base, boolean wakesSleepers) {
        this.words = words;
        this.layout = layout;
        this.team = team;
        this.base = base;
        this.wakesSleepers = wakesSleepers;
    }

    /** Lays a short message beside the sequence of an operation; {@link #arrive} publishes it. */
    public void putInline(long sequence, ElementType type, Object array, int index, int count) {
        words.copyIn(type, array, index, base + LaneLayout.arrival(sequence) + LaneLayout.INLINE, count);
    }

    /** Lays a part of a message into the slot of an operation; {@link #arrive} publishes it. */
    public void putSlot(long sequence, ElementType type, Object array, int index, int count) {
        words.copyIn(type, array, index, base + layout.slot(sequence), count);
    }

    /** Lays elements into the contribution slot of a fragment; {@link #staged} publishes them. */
    public void contribute(long fragment, long at, ElementType type, Object array, int index, int count) {
        words.copyIn(type, array, index, base + layout.contribution(fragment) + at, count);
    }

    /** Lays elements into the result slot of a fragment; {@link #folded} publishes them. */
    public void putResult(long fragment, long at, ElementType type, Object array, int index, int count) {
        words.copyIn(type, array, index, base + layout.result(fragment) + at, count);
    }

    /** Says that this rank takes part in an operation, and how it was called. */
    void arrive(long sequence, long signature, long digest) {
        long unit = base + LaneLayout.arrival(sequence);
        words.setPlain(unit + LaneLayout.SIGNATURE, signature);
        words.setPlain(unit + LaneLayout.DIGEST, digest);
        // SYNC arrival: signature, digest, inline payload and slot; and that all reads of the operation before are over
        publish(unit + LaneLayout.SEQUENCE, sequence);
    }

    /** Says that all fragments before this number lie in the contribution slots. */
    public void staged(long fragments) {
        // SYNC staged: the contribution slots of the fragments before
        publish(base + LaneLayout.STAGED, fragments);
    }

    /** Says that all fragments before this number lie in the result slots. */
    public void folded(long fragments) {
        // SYNC folded: the result slots of the fragments before
        publish(base + LaneLayout.FOLDED, fragments);
    }

    /** Says that this rank reads nothing of the fragments before this number any more. */
    public void consumed(long fragments) {
        // SYNC consumed: that all reads of the fragments before are over
        publish(base + LaneLayout.CONSUMED, fragments);
    }

    private void publish(long offset, long value) {
        words.setRelease(offset, value);
        if (wakesSleepers) {
            wakeSleepers(offset);
        }
    }

    /** The fence makes sure that either a sleeper sees the new value before it sleeps, or it is seen here. */
    private void wakeSleepers(long offset) {
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
        words.setRelease(base + LaneLayout.SLEEPING, peer + 1L);
        words.fullFence();
        long seen = words.getAcquire(offset);
        if (seen < value) {
            words.sleepWhile(offset, (int) seen, nanos);
        }
        words.setRelease(base + LaneLayout.SLEEPING, 0);
    }
}
