package org.tutti.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;
import org.tutti.runtime.Parameter;

/**
 * Runs ranks as threads of this JVM, with parameters of their own and under a watchdog: ranks that hang fail the test with
 * a message that shows where each one stands.
 */
public final class ThreadRanks {
    /** Not a parameter of the arena, but set in the same way: {@code off} makes Tutti do without native access. */
    private static final String NATIVE = "native";

    private static final Duration LIMIT = Slowness.limit(60);

    private ThreadRanks() {}

    /** Runs ranks with the parameters that are the default. */
    public static void run(int ranks, Tutti.Body body) {
        run(ranks, Map.of(), body);
    }

    /** Runs ranks with parameters, e.g. {@code coll.sm.fragment_size}, for at most a minute. */
    public static void run(int ranks, Map<String, String> parameters, Tutti.Body body) {
        run(ranks, parameters, LIMIT, body);
    }

    /**
     * Runs ranks. What the first of them to fail throws is thrown here.
     *
     * @param ranks how many
     * @param parameters names and values, and {@code native}; set as system properties while the ranks run
     * @param limit how long they may take
     * @param body what each one does
     */
    public static void run(int ranks, Map<String, String> parameters, Duration limit, Tutti.Body body) {
        run(ranks, ThreadLevel.SINGLE, parameters, limit, body);
    }

    /** Runs ranks that have further threads, for at most a minute. */
    public static void run(int ranks, ThreadLevel threads, Map<String, String> parameters, Tutti.Body body) {
        run(ranks, threads, parameters, LIMIT, body);
    }

    private static void run(
            int ranks, ThreadLevel threads, Map<String, String> parameters, Duration limit, Tutti.Body body) {
        Map<String, @Nullable String> before = new HashMap<>();
        try {
            parameters.forEach((name, value) -> set(name, value, before));
            runWithin(ranks, threads, limit, body);
        } finally {
            before.forEach(ThreadRanks::restore);
        }
    }

    private static void set(String parameter, String value, Map<String, @Nullable String> before) {
        String property = parameter.equals(NATIVE)
                ? "tutti." + NATIVE
                : Parameter.named(parameter).property();
        before.put(property, System.setProperty(property, value));
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static void runWithin(int ranks, ThreadLevel threads, Duration limit, Tutti.Body body) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread runner = Thread.ofPlatform().daemon().name("ranks").start(() -> {
            try {
                Tutti.runThreads(ranks, threads, body);
            } catch (Throwable e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                AssertionError hang = new AssertionError("the ranks hang, after " + limit + ":\n" + stacks());
                runner.interrupt();
                throw hang;
            }
        } catch (InterruptedException e) {
            runner.interrupt();
            throw new AssertionError("interrupted while ranks ran:\n" + stacks(), e);
        }
        rethrow(failure.get());
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    /** {@return where each rank thread of this JVM stands} */
    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().startsWith("rank-")) {
                text.append(thread.getName())
                        .append(' ')
                        .append(thread.getState())
                        .append('\n');
                for (StackTraceElement element : stack) {
                    text.append("    at ").append(Objects.toString(element)).append('\n');
                }
            }
        });
        return text.toString();
    }
}
