package org.tutti.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.tutti.Communicator;
import org.tutti.Op;

/**
 * A rank that does anything for some seconds: operations on all kinds of communicators and messages, with pauses and garbage, each
 * result checked. Arguments: a seed, and for how many seconds. It returns what it had in use after a quarter of the time, what at the
 * end, and how many parts it has played.
 */
final class Soak implements RankTask {
    private static final int CALLS_OF_A_PART = 40;
    private static final int ROUNDS_OF_A_PART = 8;
    private static final int LONGEST_PAUSE_NANOS = 3_000_000;
    private static final int MOST_GARBAGE = 4 << 20;
    private static final int COLLECTIONS = 3;
    private static final double NANOS = 1e9;

    /**
     * What a process has in use.
     *
     * @param heap bytes of objects that can be reached
     * @param shared bytes of this rank's part of the arena
     */
    record Usage(long heap, long descriptors, long threads, long mappings, long shared) {
        private static Usage of(Communicator world) throws Exception {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
                Thread.sleep(20); // cleaners run in a thread of their own
            }
            return new Usage(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    entries("fd"),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    Files.readAllLines(Path.of("/proc/self/maps")).size(),
                    sharedBytes(world));
        }

        private static long entries(String folder) throws IOException {
            try (Stream<Path> files = Files.list(Path.of("/proc/self", folder))) {
                return files.count();
            }
        }

        private static long sharedBytes(Communicator world) throws ReflectiveOperationException {
            Class<?> type = Communicator.class;
            while (true) {
                try {
                    Field field = type.getDeclaredField("household");
                    field.setAccessible(true);
                    Method bytes = field.getType().getDeclaredMethod("sharedBytes");
                    bytes.setAccessible(true);
                    return (long) bytes.invoke(field.get(world));
                } catch (NoSuchFieldException e) {
                    type = type.getSuperclass();
                }
            }
        }

        /** {@return five numbers, to be read by {@link #parse}} */
        private String text() {
            return heap + " " + descriptors + " " + threads + " " + mappings + " " + shared;
        }

        static Usage parse(String text) {
            List<Long> all = new ArrayList<>();
            for (String number : text.split(" ", -1)) {
                all.add(Long.parseLong(number));
            }
            return new Usage(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
        }
    }

    @Override
    public String run(Communicator world, String... args) throws Exception {
        long seed = Long.parseLong(args[0]);
        double seconds = Double.parseDouble(args[1]);
        long start = System.nanoTime();
        long parts = playUntil(world, seed, start, seconds / 4);
        Usage early = Usage.of(world);
        parts += playUntil(world, seed + parts, start, seconds);
        return early.text() + "," + Usage.of(world).text() + "," + parts;
    }

    /** {@return how many parts there was time for: the same number on all ranks} */
    private static long playUntil(Communicator world, long seed, long start, double seconds) {
        Random own = new Random(seed + world.rank());
        long parts = 0;
        do {
            Medley.play(world, seed + parts, CALLS_OF_A_PART);
            MessageRounds.play(world, seed + parts, ROUNDS_OF_A_PART);
            byte[] garbage = new byte[own.nextInt(MOST_GARBAGE)];
            LockSupport.parkNanos(own.nextInt(LONGEST_PAUSE_NANOS) + (long) garbage[0]);
            parts++;
        } while (world.allreduce((System.nanoTime() - start) / NANOS, Op.MAX) < seconds);
        return parts;
    }
}
