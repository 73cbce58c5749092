package org.tutti.testkit;

import java.time.Duration;

/** How much longer than usual everything may take: on an emulated processor, say. {@code tutti.test.slowness} tells it. */
final class Slowness {
    private static final int FACTOR = Integer.getInteger("tutti.test.slowness", 1);

    private Slowness() {}

    /** {@return a limit for so many seconds' work of a usual machine} */
    static Duration limit(int seconds) {
        return Duration.ofSeconds((long) seconds * FACTOR);
    }
}
