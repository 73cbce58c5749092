package org.tutti.p2p;

import org.jspecify.annotations.Nullable;

/** A place in a {@link MatchTable}. */
class Link {
    long key;
    boolean isLinked;

    @Nullable
    Link before;

    @Nullable
    Link behind;
}
