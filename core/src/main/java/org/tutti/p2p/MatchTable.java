package org.tutti.p2p;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Links by key; those of one key in the order in which they were added. To add, to find the first of a key and to remove takes a
 * time that does not depend on how many there are, and allocates nothing but now and then a larger table.
 */
final class MatchTable {
    private static final int LEAST_CHAINS = 16;

    private @Nullable Link[] first = new @Nullable Link[LEAST_CHAINS];
    private @Nullable Link[] last = new @Nullable Link[LEAST_CHAINS];
    private int size;

    /** {@return how many links there are} */
    int size() {
        return size;
    }

    private int chain(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return ((int) (mixed >>> 32)) & (first.length - 1);
    }

    /** Adds a link behind all others of a key. */
    void add(long key, Link link) {
        if (size >= 2 * first.length) {
            grow();
        }
        link.key = key;
        append(link);
        size++;
    }

    private void append(Link link) {
        int chain = chain(link.key);
        Link end = last[chain];
        link.before = end;
        link.behind = null;
        link.isLinked = true;
        if (end == null) {
            first[chain] = link;
        } else {
            end.behind = link;
        }
        last[chain] = link;
    }

    /** Chains keep their order: all links of a key are in one, before and afterwards. */
    private void grow() {
        @Nullable Link[] old = first;
        first = new @Nullable Link[2 * old.length];
        last = new @Nullable Link[2 * old.length];
        for (Link start : old) {
            Link link = start;
            while (link != null) {
                Link next = link.behind;
                append(link);
                link = next;
            }
        }
    }

    /** {@return the first link of a key, or null} */
    @Nullable
    Link find(long key) {
        Link link = first[chain(key)];
        while (link != null && link.key != key) {
            link = link.behind;
        }
        return link;
    }

    /** {@return the first link of all, of any key, or null} For cold paths only. */
    @Nullable
    Link any() {
        for (Link link : first) {
            if (link != null) {
                return link;
            }
        }
        return null;
    }

    /** Removes a link that is there. */
    void remove(Link link) {
        int chain = chain(link.key);
        if (link.before == null) {
            first[chain] = link.behind;
        } else {
            link.before.behind = link.behind;
        }
        if (link.behind == null) {
            last[chain] = link.before;
        } else {
            Objects.requireNonNull(link.behind).before = link.before;
        }
        link.before = null;
        link.behind = null;
        link.isLinked = false;
        size--;
    }
}
