package org.tutti.spi;

/**
 * Work that must go on while a rank waits: operations in flight, messages, an engine between hosts. Waiting calls it
 * after the first short spin, again and again.
 */
@FunctionalInterface
public interface Progress {
    /** Nothing to do. */
    Progress NONE = () -> {};

    /** Does what can be done without blocking. */
    void poll();

    /** {@return whether there is something to do which nobody would wake a sleeping rank for} */
    default boolean isBusy() {
        return false;
    }
}
