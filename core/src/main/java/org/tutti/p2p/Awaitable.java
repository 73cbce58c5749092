package org.tutti.p2p;

/** What a rank waits for while its work goes on. */
public interface Awaitable {
    /** {@return whether it is there, or has failed} */
    boolean isDone();

    /** {@return the rank of the world that it is awaited from, or -1 where it may be any} */
    default int from() {
        return -1;
    }

    /** {@return what it is, for a person, e.g. {@code recv(source 1, tag 5) in world}} */
    String describe();
}
