package org.tutti.launcher.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Leaves the processors to this virtual machine's compilers. Where ranks outnumber processors the compilers of many virtual machines share
 * them, and one that still compiles when a turn begins takes a processor for whole time slices from ranks that yield: a message of a
 * microsecond takes four milliseconds then.
 */
final class Compilers {
    private static final long PAUSE_NANOS = 100_000_000;
    /** Longer than one method takes most of the time: what is being compiled is counted when it is done. */
    private static final int QUIET_PAUSES = 3;

    private static final int MOST_PAUSES = 50;

    private Compilers() {}

    /** Sleeps for a while, in which two ranks' compilers are done with most of what there is. */
    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Sleeps until nothing is compiled any more, some seconds at most; where all is interpreted, not at all. */
    static void await() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        if (compilers == null || !compilers.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long before = compilers.getTotalCompilationTime();
        int quiet = 0;
        for (int pause = 0; pause < MOST_PAUSES && quiet < QUIET_PAUSES; pause++) {
            pause();
            long now = compilers.getTotalCompilationTime();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }
}
