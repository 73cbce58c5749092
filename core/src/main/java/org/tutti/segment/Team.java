package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** The other ranks of a lane: what this rank reads of them and waits for. */
public final class Team {
    private final Words words;
    private final LaneLayout layout;
    private final int rank;
    private final long[] bases;
    private final int[] missing;
    private int missingCount;
    private long awaitedWord;
    private long awaitedValue;
    private long least;

    Team(Words words, LaneLayout layout, int rank, long[] bases) {
        this.words = words;
        this.layout = layout;
        this.rank = rank;
        this.bases = bases;
        this.missing = new int[bases.length];
    }

    /** {@return how many ranks there are, this one included} */
    public int size() {
        return bases.length;
    }

    /** Starts to wait until the contribution slots of all others hold the fragments before this number. */
    public void expectStaged(long fragments) {
        expect(LaneLayout.STAGED, fragments);
    }

    /** Starts to wait until one other's contribution slots hold the fragments before this number. */
    public void expectStaged(long fragments, int peer) {
        expect(LaneLayout.STAGED, fragments, peer);
    }

    /** Starts to wait until the result slots of all others hold the fragments before this number. */
    public void expectFolded(long fragments) {
        expect(LaneLayout.FOLDED, fragments);
    }

    /** Starts to wait until all others have read the fragments before this number. */
    void expectConsumed(long fragments) {
        expect(LaneLayout.CONSUMED, fragments);
    }

    /** Starts to wait until all others have arrived at an operation. */
    void expectArrivals(long sequence) {
        expect(LaneLayout.arrival(sequence) + LaneLayout.SEQUENCE, sequence);
    }

    /** Starts to wait until one other has arrived at an operation. */
    void expectArrival(long sequence, int peer) {
        expect(LaneLayout.arrival(sequence) + LaneLayout.SEQUENCE, sequence, peer);
    }

    private void expect(long word, long value) {
        awaitedWord = word;
        awaitedValue = value;
        least = Long.MAX_VALUE;
        missingCount = 0;
        for (int i = 1; i < bases.length; i++) {
            int peer = rank + i;
            missing[missingCount++] = peer < bases.length ? peer : peer - bases.length;
        }
    }

    private void expect(long word, long value, int peer) {
        awaitedWord = word;
        awaitedValue = value;
        least = Long.MAX_VALUE;
        missing[0] = peer;
        missingCount = 1;
    }

    /** {@return whether all that are waited for have come} Looks at each missing one once. */
    public boolean met() {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            int peer = missing[i];
            // SYNC staged, folded, consumed, arrival: as the writer says
            long seen = words.getAcquire(bases[peer] + awaitedWord);
            if (seen < awaitedValue) {
                missing[left++] = peer;
            } else {
                least = Math.min(least, seen);
            }
        }
        missingCount = left;
        return left == 0;
    }

    /**
     * Looks at each missing arrival once, and compares what was called.
     *
     * @return -1 when all have arrived, -2 when some are missing, else a rank whose calls differ from this rank's
     */
    int arrivals(long digest) {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            int peer = missing[i];
            long unit = bases[peer] + awaitedWord;
            // SYNC arrival: signature, digest, inline payload and slot; and that all reads of the operation before are
            // over
            long seen = words.getAcquire(unit + LaneLayout.SEQUENCE);
            if (seen < awaitedValue) {
                missing[left++] = peer;
            } else if (seen == awaitedValue && words.getPlain(unit + LaneLayout.DIGEST) != digest) {
                missing[left++] = peer;
                missingCount = left;
                return peer;
            }
        }
        missingCount = left;
        return left == 0 ? -1 : -2;
    }

    /** {@return the smallest value that the last wait saw} */
    long least() {
        return least;
    }

    /** {@return the first rank that the last wait still misses} */
    int missing() {
        return missing[0];
    }

    /** {@return where the word lies that the last wait still misses} */
    long missingWord() {
        return bases[missing[0]] + awaitedWord;
    }

    /** {@return the value that the last wait needs} */
    long awaitedValue() {
        return awaitedValue;
    }

    /** {@return whether some rank sleeps on a word of this rank} */
    boolean sleepsOnMe() {
        for (long base : bases) {
            if (words.getAcquire(base + LaneLayout.SLEEPING) == rank + 1L) {
                return true;
            }
        }
        return false;
    }

    /** {@return how a rank called an operation of the last eight, or 0 if it has not arrived or is beyond} */
    long signature(int peer, long sequence) {
        long unit = bases[peer] + LaneLayout.arrival(sequence);
        if (words.getAcquire(unit + LaneLayout.SEQUENCE) != sequence) {
            return 0;
        }
        return words.getPlain(unit + LaneLayout.SIGNATURE);
    }

    /** {@return the number of the last operation at which a rank has arrived} */
    long lastSequence(int peer) {
        long last = 0;
        for (int i = 0; i < LaneLayout.ARRIVALS; i++) {
            last = Math.max(last, words.getAcquire(bases[peer] + LaneLayout.arrival(i) + LaneLayout.SEQUENCE));
        }
        return last;
    }

    /** Copies a rank's short message out of its arrival at an operation. */
    public void getInline(int peer, long sequence, ElementType type, Object array, int index, int count) {
        words.copyOut(type, bases[peer] + LaneLayout.arrival(sequence) + LaneLayout.INLINE, array, index, count);
    }

    /** Copies elements out of a rank's slot of an operation. */
    public void getSlot(int peer, long sequence, long at, ElementType type, Object array, int index, int count) {
        words.copyOut(type, bases[peer] + layout.slot(sequence) + at, array, index, count);
    }

    /** Copies elements out of a rank's contribution slot of a fragment. */
    public void getContribution(
            int peer, long fragment, long at, ElementType type, Object array, int index, int count) {
        words.copyOut(type, bases[peer] + layout.contribution(fragment) + at, array, index, count);
    }

    /** Copies elements out of a rank's result slot of a fragment. */
    public void getResult(int peer, long fragment, long at, ElementType type, Object array, int index, int count) {
        words.copyOut(type, bases[peer] + layout.result(fragment) + at, array, index, count);
    }
}
