package org.tutti.p2p;

/** What is done where a message has other elements than its receive. */
public enum TypeCheck {
    /** It is received, as the bytes that it is. */
    OFF,
    /** The same, and standard error tells. */
    WARN,
    /** The receive fails. */
    ERROR;

    boolean refuses(Receive receive, int sender, int code) {
        if (this == WARN) {
            System.err.println("tutti: warning: " + receive.describe() + " gets other elements than it wants: rank "
                    + sender + " sent " + Mailbox.elements(code, receive.actualBytes()));
        }
        return this == ERROR;
    }
}
