package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.Tutti;

/** Which receive gets which letter in one communicator of one rank, by the words of the standard: two lists. */
final class MatchModel {
    private final List<Wanted> posted = new ArrayList<>();
    private final List<Letter> waiting = new ArrayList<>();

    /** A receive. */
    static final class Wanted {
        final int source;
        final int tag;

        @Nullable
        Letter got;

        Wanted(int source, int tag) {
            this.source = source;
            this.tag = tag;
        }

        boolean accepts(Letter letter) {
            return MatchModel.accepts(source, tag, letter);
        }

        @Override
        public String toString() {
            return "receive(source " + source + ", tag " + tag + ")";
        }
    }

    static boolean accepts(int source, int tag, Letter letter) {
        return (source == Tutti.ANY_SOURCE || source == letter.source())
                && (tag == Tutti.ANY_TAG || tag == letter.tag());
    }

    /** A letter comes. */
    void send(Letter letter) {
        for (Wanted wanted : posted) {
            if (wanted.accepts(letter)) {
                wanted.got = letter;
                posted.remove(wanted);
                return;
            }
        }
        waiting.add(letter);
    }

    /** A receive is posted. */
    void post(Wanted wanted) {
        Letter found = find(wanted.source, wanted.tag);
        if (found == null) {
            posted.add(wanted);
        } else {
            take(found);
            wanted.got = found;
        }
    }

    /** {@return the letter that a probe finds, or null} */
    @Nullable
    Letter find(int source, int tag) {
        return waiting.stream()
                .filter(letter -> accepts(source, tag, letter))
                .findFirst()
                .orElse(null);
    }

    /** A letter is taken out of those that wait. */
    void take(Letter letter) {
        waiting.remove(letter);
    }

    /** A receive that has got no letter is taken back. */
    void cancel(Wanted wanted) {
        posted.remove(wanted);
    }

    /** {@return whether a letter waits for a receive} */
    boolean isWaiting(Letter letter) {
        return waiting.contains(letter);
    }

    /** {@return how many letters wait for a receive} */
    int waiting() {
        return waiting.size();
    }

    /** {@return the first letter that waits} */
    Letter first() {
        return waiting.getFirst();
    }
}
