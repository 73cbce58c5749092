package org.tutti.spi;

/** A set of processes of this host whose end one thread awaits in the kernel. */
public interface ProcessWatch extends AutoCloseable {
    /**
     * Adds a process. One that has ended already is reported by the next {@link #awaitEnd}.
     *
     * @param pid its process id
     * @param tag what {@link #awaitEnd} returns for it, at least 0
     */
    void add(long pid, int tag);

    /**
     * Blocks until a watched process has ended, and forgets it.
     *
     * @return the tag of a process that has ended, or -1 once the watch is closed
     */
    int awaitEnd();

    /** Makes a blocked {@link #awaitEnd} return -1 and gives the kernel's resources back. */
    @Override
    void close();
}
