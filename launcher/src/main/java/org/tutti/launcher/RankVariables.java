package org.tutti.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutti.runtime.Settings;

/**
 * The environment variables that the options -x give to ranks. Ranks inherit the launcher's anyway, so that one without a
 * value is only looked for.
 *
 * @param values those with a value
 * @param unset the options that name a variable which has no value anywhere
 */
record RankVariables(Map<String, String> values, List<String> unset) {
    private static final Set<String> OWN_VARIABLES =
            Set.of(Settings.JOB, Settings.RANK, Settings.SIZE, Settings.ARENA, Settings.LAUNCHER);

    /**
     * {@return the variables}
     *
     * @param options each {@code VAR} or {@code VAR=VALUE}
     */
    static RankVariables parse(List<String> options) throws LaunchException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> unset = new ArrayList<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (name.isEmpty() || OWN_VARIABLES.contains(name)) {
                throw LaunchException.usage("not a variable that can be given to ranks: -x " + option);
            }
            if (equals >= 0) {
                values.put(name, option.substring(equals + 1));
            } else if (System.getenv(name) == null) {
                unset.add(option);
            }
        }
        return new RankVariables(values, unset);
    }
}
