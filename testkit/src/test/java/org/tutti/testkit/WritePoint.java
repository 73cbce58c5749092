package org.tutti.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A place just before this process changes what others see. {@link WriteAgent} puts one before each write to shared memory. Those that
 * one thread passes are counted, and at a given one something is done.
 */
public final class WritePoint {
    private static @Nullable Thread counted;
    private static long passed;
    private static long struck;
    private static @Nullable Runnable strike;

    private WritePoint() {}

    /** Called before each write. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself alone
    public static void pass() {
        if (Thread.currentThread() == counted && passed++ == struck && strike != null) {
            Runnable now = strike;
            strike = null;
            now.run();
        }
    }

    /** Counts the writes of this thread from now on. */
    static void count() {
        counted = Thread.currentThread();
        passed = 0;
        strike = null;
    }

    /** {@return how many writes this thread has come to since it began to {@link #count}} */
    static long passed() {
        return passed;
    }

    /** Does something once this thread is about to make a write, after so many others. */
    static void strikeAfter(long writes, Runnable action) {
        count();
        struck = writes;
        strike = action;
    }

    /** Does nothing any more. */
    static void stop() {
        counted = null;
        strike = null;
    }
}
