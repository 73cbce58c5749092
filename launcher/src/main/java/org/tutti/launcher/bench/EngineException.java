package org.tutti.launcher.bench;

/** An engine has not started, has ended, or does not answer; the message says which one, and what it printed last. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
        super(message);
    }

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
