package org.tutti.launcher.bench;

/** What the parts of an operation take on this machine at least, in nanoseconds. */
interface Limits {
    /** {@return the time of a cache line from core to core, one way} */
    double hop();

    /** {@return the time to copy so many bytes which another core has written last} */
    double copy(long bytes);

    /** {@return the time to add so many bytes of floats to others, all in the cache of the own core} */
    double sum(long bytes);

    /** {@return the time from one process to the next on the same processor, by giving it away} */
    double turn();
}
