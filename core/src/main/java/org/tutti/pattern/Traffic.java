package org.tutti.pattern;

/**
 * Who lays which blocks for whom when data moves without being combined, as one rank sees it. Each rank lays a row of blocks,
 * all rows equally long; others read some blocks of it, one at a turn. What a rank sends to itself takes part in neither: it
 * is copied.
 */
public interface Traffic {
    /** In place of a rank or a block: there is none. */
    int NONE = -1;

    /** No ranks. */
    int[] NOBODY = {};

    /** Takes another root, or {@link #NONE}. */
    default void setRoot(int newRoot) {}

    /** {@return how many blocks a row has, at least 1} */
    int rowBlocks();

    /** {@return whether this rank lays a row} */
    boolean lays();

    /** {@return which block of what this rank sends lies at a place of its row, or {@link #NONE}} */
    int laid(int place);

    /**
     * {@return who reads this rank's row, if {@link #sent} tells which blocks these are, so that others could read them where they lie;
     * else nobody} Nobody else changes it.
     */
    default int[] readers() {
        return NOBODY;
    }

    /** {@return how many blocks a rank that lays a row sends, where it has {@linkplain #readers readers}: those for itself included} */
    default int sentBlocks() {
        return rowBlocks();
    }

    /** {@return how many blocks this rank reads: at so many turns} */
    int reads();

    /** {@return whether this rank reads rows of all others} */
    boolean readsAllOthers();

    /** {@return whose rows this rank reads, each once, where they are not those of all others} Nobody else changes it. */
    int[] peers();

    /** {@return whose row this rank reads at a turn} */
    int peer(int turn);

    /** {@return at which place of the peer's row lies what this rank reads at a turn} */
    int place(int turn);

    /** {@return which block of what the peer sends this rank reads at a turn, where the peer has {@linkplain #readers readers}} */
    default int sent(int turn) {
        return place(turn);
    }

    /** {@return which block of what this rank receives it reads at a turn} */
    int received(int turn);

    /** {@return how many blocks this rank sends to itself} */
    int copies();

    /** {@return which block of what this rank sends is one that it sends to itself} */
    int copySent(int copy);

    /** {@return which block of what this rank receives is one that it sends to itself} */
    int copyReceived(int copy);
}
