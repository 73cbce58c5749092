package org.tutti.proofs;

/** A set of ordered pairs of the events 0 to n - 1, n at most 64. */
final class Relation {
    private final long[] rows;

    Relation(int events) {
        rows = new long[events];
    }

    void add(int from, int to) {
        rows[from] |= 1L << to;
    }

    boolean has(int from, int to) {
        return (rows[from] >>> to & 1) != 0;
    }

    void addAll(Relation other) {
        for (int from = 0; from < rows.length; from++) {
            rows[from] |= other.rows[from];
        }
    }

    /** {@return whether no event comes before itself, by any number of pairs} */
    boolean isAcyclic() {
        long[] reach = rows.clone();
        for (int via = 0; via < reach.length; via++) {
            for (int from = 0; from < reach.length; from++) {
                if ((reach[from] >>> via & 1) != 0) {
                    reach[from] |= reach[via];
                }
            }
        }
        for (int event = 0; event < reach.length; event++) {
            if ((reach[event] >>> event & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
