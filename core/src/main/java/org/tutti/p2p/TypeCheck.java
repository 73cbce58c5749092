package org.tutti.p2p;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is done where a message has other elements than its receive. */
public enum TypeCheck {
    /** It is received, as the bytes that it is. */
    OFF,
    /** The same, and standard error tells of the first one. */
    WARN,
    /** The receive fails. */
    ERROR;

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    boolean refuses(Receive receive, int sender, int code) {
        if (this == WARN && TOLD.compareAndSet(false, true)) {
            System.err.println("tutti: warning: " + receive.describe() + " gets other elements than it wants: rank "
                    + sender + " sent " + Mailbox.elements(code, receive.actualBytes())
                    + " (said once; p2p.types=off says nothing, =error fails)");
        }
        return this == ERROR;
    }
}
