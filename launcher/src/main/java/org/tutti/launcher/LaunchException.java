package org.tutti.launcher;

/** A job could not be started; the message says why, in words for the user. */
final class LaunchException extends Exception {
    /** The command was given wrongly. */
    static final int USAGE = 2;
    /** The command was right, but what it asks for failed. */
    static final int FAILURE = 1;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LaunchException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** {@return an exception for a command that was given wrongly} */
    static LaunchException usage(String message) {
        return new LaunchException(USAGE, message);
    }

    /** {@return an exception for something that failed} */
    static LaunchException failure(String message) {
        return new LaunchException(FAILURE, message);
    }

    /** {@return the exit code of the command} */
    int exitCode() {
        return exitCode;
    }
}
