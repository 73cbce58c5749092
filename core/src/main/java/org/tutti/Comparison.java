package org.tutti;

/** How two groups, or two communicators, compare. MPI standard: 7.3.1, MPI_GROUP_COMPARE; 7.4.1, MPI_COMM_COMPARE. */
public enum Comparison {
    /** Groups: the same ranks in the same order. Communicators: one and the same. */
    IDENT,
    /** Two communicators with the same ranks in the same order; groups never compare so. */
    CONGRUENT,
    /** The same ranks in another order. */
    SIMILAR,
    /** Not the same ranks. */
    UNEQUAL
}
