package org.tutti.launcher;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** A command could not be carried out; the message says why, in words for the user. */
final class LaunchException extends Exception {
    /** The command was given wrongly. */
    static final int USAGE = 2;
    /** The command was right, but what it asks for failed. */
    static final int FAILURE = 1;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LaunchException(int exitCode, ErrorCode code, String reason) {
        super(code.mark(reason));
        this.exitCode = exitCode;
    }

    /** {@return an exception for a command line that is wrong} */
    static LaunchException usage(String reason) {
        return usage(ErrorCode.BAD_COMMAND, reason);
    }

    /** {@return an exception for a command that was given wrongly} */
    static LaunchException usage(ErrorCode code, String reason) {
        return new LaunchException(USAGE, code, reason);
    }

    /** {@return an exception for a command that was given wrongly, as Tutti's core says} */
    static LaunchException usage(String what, TuttiException cause) {
        return usage(cause.code(), what + ": " + cause.reason());
    }

    /** {@return an exception for something that failed} */
    static LaunchException failure(ErrorCode code, String reason) {
        return new LaunchException(FAILURE, code, reason);
    }

    /** {@return the exit code of the command} */
    int exitCode() {
        return exitCode;
    }
}
