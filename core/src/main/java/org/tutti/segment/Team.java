package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Patience;
import org.tutti.memory.Words;

/** The other ranks of a lane: what this rank reads of them and waits for. */
public final class Team {
    /** All have arrived, and have called the same. */
    static final int ALL = -1;
    /** Some have not arrived. */
    static final int SOME_MISSING = -2;

    private final Words words;
    private final LaneLayout layout;
    private final int rank;
    private final long[] bases;
    private final int[] missing;
    private int missingCount;
    private long awaitedWord;
    private long awaitedValue;
    private long least;
    private final int looks;
    private final Patience patience;
    private boolean looksOften;
    private boolean awaitsOne;

    /**
     * The team of a rank.
     *
     * @param looks how often a wait looks before it says that something is missing, if it may look more than once
     */
    Team(Words words, LaneLayout layout, int rank, long[] bases, int looks) {
        this.words = words;
        this.layout = layout;
        this.rank = rank;
        this.bases = bases;
        this.missing = new int[bases.length];
        this.looks = looks;
        this.patience = Patience.ofOneThread(looks);
    }

    /** {@return how many ranks there are, this one included} */
    public int size() {
        return bases.length;
    }

    /** Starts to wait until all others' rings may be read before a position. */
    public void expectStaged(long position) {
        // SYNC staged: the ring before the position
        expect(layout.staged, position);
    }

    /** Starts to wait until one other's ring may be read before a position. */
    public void expectStaged(long position, int peer) {
        // SYNC staged: the ring before the position
        expect(layout.staged, position, peer);
    }

    /** Starts to wait until some others' rings may be read before a position. */
    public void expectStaged(long position, int[] peers) {
        // SYNC staged: the ring before the position
        expect(layout.staged, position, peers);
    }

    /** Starts to wait until all others' results may be read before a position. */
    public void expectFolded(long position) {
        // SYNC folded: the results in the ring before the position
        expect(layout.folded, position);
    }

    /** Starts to wait until all others read nothing before a position any more. */
    public void expectConsumed(long position) {
        // SYNC consumed: that all reads before the position are over
        expect(layout.consumed, position);
    }

    /** Starts to wait until some others read nothing before a position any more. */
    public void expectConsumed(long position, int[] peers) {
        // SYNC consumed: that all reads before the position are over
        expect(layout.consumed, position, peers);
    }

    /** Starts to wait until all others have arrived at an operation. */
    void expectArrivals(long sequence) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        expect(layout.arrival(sequence) + LaneLayout.SEQUENCE, sequence);
    }

    /** {@return whether all others have arrived at an operation} It waits for nobody. */
    boolean haveArrived(long sequence) {
        long unit = layout.arrival(sequence);
        for (int i = 1; i < bases.length; i++) {
            int peer = rank + i;
            if (arrivedAt(bases[peer < bases.length ? peer : peer - bases.length] + unit) < sequence) {
                return false;
            }
        }
        return true;
    }

    /** Starts to wait until one other has arrived at an operation. */
    void expectArrival(long sequence, int peer) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        expect(layout.arrival(sequence) + LaneLayout.SEQUENCE, sequence, peer);
    }

    /** Starts to wait until some others have arrived at an operation. */
    void expectArrivals(long sequence, int[] peers) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        expect(layout.arrival(sequence) + LaneLayout.SEQUENCE, sequence, peers);
    }

    /** Starts to wait until all lower ranks have arrived at an operation. */
    void expectLowerArrivals(long sequence) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        begin(layout.arrival(sequence) + LaneLayout.SEQUENCE, sequence, rank);
        for (int peer = 0; peer < rank; peer++) {
            missing[missingCount++] = peer;
        }
    }

    /** Starts to wait until some others, and all that are below them in a tree, have arrived at an operation. */
    void expectFanIns(long sequence, int[] peers) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        expect(layout.fanIn(sequence) + LaneLayout.SEQUENCE, sequence, peers);
    }

    /** Starts to wait until one other lets those go that are below it in a tree. */
    void expectFanOut(long sequence, int peer) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        expect(layout.fanOut(sequence) + LaneLayout.SEQUENCE, sequence, peer);
    }

    private void expect(long word, long value) {
        begin(word, value, bases.length - 1);
        for (int i = 1; i < bases.length; i++) {
            int peer = rank + i;
            missing[missingCount++] = peer < bases.length ? peer : peer - bases.length;
        }
    }

    private void expect(long word, long value, int peer) {
        begin(word, value, 1);
        missing[missingCount++] = peer;
    }

    private void expect(long word, long value, int[] peers) {
        begin(word, value, peers.length);
        for (int peer : peers) {
            missing[missingCount++] = peer;
        }
    }

    private void begin(long word, long value, int ranks) {
        awaitsOne = ranks == 1;
        awaitedWord = word;
        awaitedValue = value;
        least = Long.MAX_VALUE;
        missingCount = 0;
    }

    /** Says whether a wait may look more than once before it says that something is missing. */
    void lookOften(boolean often) {
        looksOften = often;
    }

    /** {@return how often the wait looks now} One rank may be running on another processor at this time; of many rarely all are. */
    private int looks() {
        return !looksOften ? 1 : awaitsOne ? patience.looks() : looks;
    }

    /** {@return whether all that are waited for have come} Looks at all missing ones in one pass, as often as it may. */
    public boolean met() {
        if (missingCount == 1) {
            return hasMet(bases[missing[0]] + awaitedWord);
        }
        if (lookAtWords()) {
            return true;
        }
        for (int look = looks(); look > 1; look--) {
            Thread.onSpinWait();
            if (lookAtWords()) {
                foundLate();
                return true;
            }
        }
        foundNothing();
        return false;
    }

    private boolean hasMet(long word) {
        long seen = lookAt(word);
        if (seen < awaitedValue) {
            return false;
        }
        least = Math.min(least, seen);
        missingCount = 0;
        return true;
    }

    /**
     * {@return what a word has come to} Looks, as often as it may, until that is what is waited for. What is done then is not in this loop: looks
     * in vain would let the compiler take it for cold.
     */
    private long lookAt(long word) {
        long seen = words.getAcquire(word);
        if (seen >= awaitedValue) {
            return seen;
        }
        for (int look = looks(); look > 1; look--) {
            Thread.onSpinWait();
            seen = words.getAcquire(word);
            if (seen >= awaitedValue) {
                foundLate();
                return seen;
            }
        }
        foundNothing();
        return seen;
    }

    private void foundLate() {
        if (awaitsOne) {
            patience.foundAfter(1);
        }
    }

    private void foundNothing() {
        if (awaitsOne && looksOften) {
            patience.foundNothing();
        }
    }

    private boolean lookAtWords() {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            int peer = missing[i];
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
     * Looks at all missing arrivals in one pass, as often as it may, and compares what was called.
     *
     * @return {@link #ALL}, {@link #SOME_MISSING}, or a rank whose calls differ from this rank's
     */
    int arrivals(long digest) {
        if (missingCount == 1) {
            return arrival(missing[0], digest);
        }
        int outcome = lookAtArrivals(digest);
        if (outcome != SOME_MISSING) {
            return outcome;
        }
        for (int look = looks(); look > 1; look--) {
            Thread.onSpinWait();
            outcome = lookAtArrivals(digest);
            if (outcome != SOME_MISSING) {
                foundLate();
                return outcome;
            }
        }
        foundNothing();
        return SOME_MISSING;
    }

    private int arrival(int peer, long digest) {
        long unit = bases[peer] + awaitedWord;
        long seen = lookAt(unit);
        if (seen < awaitedValue) {
            return SOME_MISSING;
        }
        if (seen == awaitedValue && words.getPlain(unit + LaneLayout.DIGEST) != digest) {
            return peer;
        }
        missingCount = 0;
        return ALL;
    }

    private int lookAtArrivals(long digest) {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            int peer = missing[i];
            long unit = bases[peer] + awaitedWord;
            // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
            // operation before are over
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
        return left == 0 ? ALL : SOME_MISSING;
    }

    private long arrivedAt(long unit) {
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        return words.getAcquire(unit + LaneLayout.SEQUENCE);
    }

    /** {@return a rank that has arrived at an operation with another digest, or -1} */
    int differingArrival(long sequence, long digest) {
        long unit = layout.arrival(sequence);
        for (int peer = 0; peer < bases.length; peer++) {
            if (peer != rank
                    && arrivedAt(bases[peer] + unit) == sequence
                    && words.getPlain(bases[peer] + unit + LaneLayout.DIGEST) != digest) {
                return peer;
            }
        }
        return -1;
    }

    /** {@return the smallest value that the last wait saw} */
    long least() {
        return least;
    }

    /** {@return the first rank that the last wait still misses} */
    int missing() {
        return missing[0];
    }

    /** {@return how many ranks the last wait still misses} */
    int missingRanks() {
        return missingCount;
    }

    /** {@return which of a rank's words the last wait needs, in bytes from the rank's base} */
    long awaitedWord() {
        return awaitedWord;
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
            // SYNC sleep: either the sleeper sees the new value, or who stores it sees the sleeper
            if (words.getAcquire(base + layout.sleeping) == rank + 1L) {
                return true;
            }
        }
        return false;
    }

    /** {@return how a rank called one of its last operations, or 0 if it has not arrived or is beyond} */
    long signature(int peer, long sequence) {
        long unit = bases[peer] + layout.arrival(sequence);
        if (arrivedAt(unit) != sequence) {
            return 0;
        }
        return words.getPlain(unit + LaneLayout.SIGNATURE);
    }

    /** Copies a rank's short message, or what lies so many bytes behind, out of its arrival at an operation. */
    public void getInline(int peer, long sequence, long at, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, bases[peer] + layout.arrival(sequence) + LaneLayout.INLINE + at, buffer, index, count);
    }

    /** Copies a short message out of a rank's fan-in. */
    public void getFanIn(int peer, long sequence, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, bases[peer] + layout.fanIn(sequence) + LaneLayout.INLINE, buffer, index, count);
    }

    /** Copies a short message out of what a rank lets those below it have. */
    public void getFanOut(int peer, long sequence, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, bases[peer] + layout.fanOut(sequence) + LaneLayout.INLINE, buffer, index, count);
    }

    /** {@return where a rank passes elements that others can read there, or 0} Of an operation at which it has arrived. */
    public long shared(int peer, long sequence, int number) {
        return words.getPlain(bases[peer] + layout.arrival(sequence) + LaneLayout.INLINE + (long) number * Long.BYTES);
    }

    /** Copies elements that a rank passes out of where they lie. */
    public void getShared(long place, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, place, buffer, index, count);
    }

    /** Orders all reads of others' memory before what follows: whether the job has ended meanwhile. */
    public void allRead() {
        words.acquireFence();
    }

    /** Copies elements out of a rank's slots or ring. */
    public void get(int peer, long position, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, bases[peer] + layout.payload(position), buffer, index, count);
    }
}
