package org.tutti.runtime;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * What this process was told by whoever started it: by environment variables ({@code TUTTI_RANK}) or, where they are
 * absent, system properties ({@code tutti.rank}).
 *
 * @param job the name of the job
 * @param rank this process's rank in the world
 * @param size how many ranks the world has
 * @param arena where the launcher's arena can be opened, or null: then the ranks meet at the job's name
 * @param launcher the launcher's process id, or 0
 * @param values all names and values
 */
public record Settings(
        String job,
        int rank,
        int size,
        @Nullable String arena,
        long launcher,
        Function<String, @Nullable String> values) {
    /** The job's name. */
    public static final String JOB = "TUTTI_JOB";
    /** This process's rank. */
    public static final String RANK = "TUTTI_RANK";
    /** The number of ranks. */
    public static final String SIZE = "TUTTI_SIZE";
    /** Where the arena can be opened. */
    public static final String ARENA = "TUTTI_ARENA";
    /** The launcher's process id. */
    public static final String LAUNCHER = "TUTTI_LAUNCHER";

    /** {@return whether a launcher started this process} */
    public boolean isLaunched() {
        return launcher != 0;
    }

    /** {@return the settings of this process, or null when nothing started it as a rank} */
    public static @Nullable Settings ofProcess() {
        return of(Settings::value);
    }

    /** {@return the environment variable of this name or else the system property that it stands for, or null} */
    public static @Nullable String value(String variable) {
        String value = System.getenv(variable);
        return value != null
                ? value
                : System.getProperty(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    /** {@return the settings that these values give, or null when they name no job} */
    public static @Nullable Settings of(Function<String, @Nullable String> values) {
        String job = values.apply(JOB);
        String rank = values.apply(RANK);
        String size = values.apply(SIZE);
        if (job == null && rank == null && size == null) {
            return null;
        }
        if (job == null || rank == null || size == null) {
            throw new TuttiException(
                    ErrorCode.BAD_SETTINGS,
                    "a rank needs all three of them: " + JOB + "=" + job + ", " + RANK + "=" + rank + ", " + SIZE + "="
                            + size);
        }
        int ranks = Parameters.integer(SIZE, size, 1, Parameters.MAX_RANKS);
        String launcher = values.apply(LAUNCHER);
        return new Settings(
                job,
                Parameters.integer(RANK, rank, 0, ranks - 1),
                ranks,
                values.apply(ARENA),
                launcher == null ? 0 : Long.parseLong(launcher),
                values);
    }
}
