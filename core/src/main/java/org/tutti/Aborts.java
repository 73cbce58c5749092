package org.tutti;

import org.tutti.runtime.Settings;

/** How a program ends its job. */
sealed interface Aborts permits Communicator {
    /**
     * Ends this process and, because of it, the whole job: the others' pending or next calls throw. It never returns. The launcher prints
     * the reason, unless the job has ended already for another one, and exits with the same code; a rank that nothing launched prints it
     * itself.
     *
     * <p>MPI standard: 9.7, MPI_ABORT.
     *
     * @param exitCode the exit code; one that is 0 is 1 for the launcher
     * @param reason why, for a person
     */
    default void abort(int exitCode, String reason) {
        Household household = ((Communicator) this).household;
        boolean isFirst = household.abort("asked for the end of the job: " + reason);
        Settings settings = Settings.ofProcess();
        if (settings == null || !settings.isLaunched()) {
            System.err.println("tutti: rank " + household.worldRank() + ": " + reason
                    + (isFirst ? "" : " (the job had ended before)"));
        }
        Runtime.getRuntime().exit(exitCode);
    }
}
