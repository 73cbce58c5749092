package org.tutti.segment;

import java.time.Instant;

/**
 * A process of this host; the start time tells it from a later one with the same number.
 *
 * @param pid its process id
 * @param start when it started, in milliseconds since the epoch, or 0 where the system does not tell
 */
public record ProcessId(long pid, long start) {
    /** {@return this process} */
    public static ProcessId current() {
        return of(ProcessHandle.current());
    }

    /** {@return the process of a handle} */
    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(
                handle.pid(),
                handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** {@return whether this very process still runs} */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> start == 0 || ProcessId.of(handle).start == start)
                .orElse(false);
    }
}
