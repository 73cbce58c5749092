package org.tutti.launcher;

import java.util.List;
import java.util.Map;

/**
 * A rank that has been started, for a person.
 *
 * @param rank its number
 * @param pid its process
 * @param place on which processors it runs
 * @param variables the environment variables that were set for it
 * @param command its command line
 */
record StartedRank(int rank, long pid, String place, Map<String, String> variables, List<String> command) {
    /** {@return where it runs} */
    String placed() {
        return "rank " + rank + " (pid " + pid + ") on " + place;
    }

    /** {@return where it runs, and what, as it can be typed in a shell} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(placed()).append(':');
        variables.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(ShellWords.quote(value)));
        command.forEach(word -> text.append(' ').append(ShellWords.quote(word)));
        return text.toString();
    }
}
