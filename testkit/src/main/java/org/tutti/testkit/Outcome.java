package org.tutti.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What became of a rank that was a process.
 *
 * @param rank the rank
 * @param pid its process id
 * @param result what its program returned, or null
 * @param failure by what its program left, or null
 * @param exitCode with what its process ended, or null where it lives on
 * @param nanos when this was known, as the process's {@link System#nanoTime} told it
 */
public record Outcome(
        int rank,
        long pid,
        @Nullable String result,
        @Nullable Failure failure,
        @Nullable Integer exitCode,
        long nanos) {
    /**
     * An exception of another process.
     *
     * @param type the name of its class
     * @param errorClass a TuttiException's error class, else empty
     * @param culprit a TuttiException's culprit, else -1
     * @param message its message
     * @param stack its stack trace
     */
    public record Failure(String type, String errorClass, int culprit, String message, String stack) {}

    /** {@return what the program returned; an error that shows everything where it did not} */
    public String require() {
        if (result == null) {
            throw new AssertionError("rank " + rank + " returned nothing: " + this);
        }
        return result;
    }

    /** {@return by what the program left; an error where it did not} */
    public Failure requireFailure() {
        if (failure == null) {
            throw new AssertionError("rank " + rank + " did not fail: " + this);
        }
        return failure;
    }

    @Override
    public String toString() {
        return "rank " + rank + " (pid " + pid + ")"
                + (result == null ? "" : " returned " + result)
                + (exitCode == null ? "" : " ended with exit code " + exitCode)
                + (failure == null ? "" : " left by " + failure.stack);
    }
}
