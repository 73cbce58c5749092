package org.tutti;

/** What a communicator is called, and how it compares to others. */
abstract class Identity extends InterCreations {
    Identity(Foundation foundation) {
        super(foundation);
    }

    /** {@return what messages call it, e.g. {@code world}, or {@code world.dup}} MPI standard: 7.8, MPI_COMM_GET_NAME. */
    public String name() {
        return roster.name();
    }

    /**
     * Calls it something else, for this rank's messages. Whoever looks from outside, as {@code tutti dump} does, sees the name
     * that it had when it was used first, and of a long one the beginning.
     *
     * <p>MPI standard: 7.8, MPI_COMM_SET_NAME.
     *
     * @param name the name
     */
    public void setName(String name) {
        requireOpen();
        if (name == null) {
            throw new TuttiException(ErrorCode.BAD_NAME, "must not be null: name=null");
        }
        roster.setName(name);
    }

    /** {@return the hints that go with it} MPI standard: 7.4.4, MPI_COMM_GET_INFO. */
    public Info info() {
        return info;
    }

    /**
     * {@return IDENT where both are the same communicator, CONGRUENT where they have the same ranks in the same order, SIMILAR
     * where only the order differs, else UNEQUAL}
     *
     * <p>MPI standard: 7.4.1, MPI_COMM_COMPARE.
     *
     * @param other the other communicator
     */
    public Comparison compare(Communicator other) {
        requireOpen();
        if (other == this) {
            return Comparison.IDENT;
        }
        if (membership.hasTwoGroups() != other.membership.hasTwoGroups()) {
            return Comparison.UNEQUAL;
        }
        Comparison groups = group().compare(other.group());
        return groups == Comparison.IDENT ? Comparison.CONGRUENT : groups;
    }
}
