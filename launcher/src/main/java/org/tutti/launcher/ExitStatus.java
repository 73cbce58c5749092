package org.tutti.launcher;

import java.util.Map;

/**
 * How a process ended.
 *
 * @param code its exit code, or 128 and the signal that killed it
 */
record ExitStatus(int code) {
    private static final int SIGNALLED = 128;
    private static final int MOST_SIGNALS = 64;
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    /** {@return whether it is the end of a process that has done what it should} */
    boolean isSuccess() {
        return code == 0;
    }

    /** {@return whether it is the end that a terminal brings about, or whoever ends a whole job from outside} */
    boolean isInterruption() {
        return code == SIGNALLED + 1 || code == SIGNALLED + 2 || code == SIGNALLED + 15;
    }

    /** {@return whether a signal ended it, as far as the code tells} */
    boolean isSignal() {
        return code > SIGNALLED && code <= SIGNALLED + MOST_SIGNALS;
    }

    /** {@return what happened to the process, as the end of a sentence} */
    @Override
    public String toString() {
        if (!isSignal()) {
            return "exited with code " + code;
        }
        int signal = code - SIGNALLED;
        String name = NAMES.get(signal);
        return "was killed by signal " + signal + (name == null ? "" : " (" + name + ")");
    }
}
