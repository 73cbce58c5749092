package org.tutti.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Tutti;

/** What a rank's process has little of, when its world is there. */
enum ProcessShortage {
    /** Nothing: it is the arena that is small. */
    NOTHING {
        @Override
        AutoCloseable leave(int amount) {
            return () -> {};
        }
    },
    /** Heap: so many KiB are left. */
    HEAP {
        @Override
        AutoCloseable leave(int amount) {
            Hoard hoard = new Hoard();
            hoard.rest = new byte[amount * KIB];
            for (int bytes = LARGEST; bytes >= LEAST; ) {
                try {
                    hoard.first = new Chunk(new byte[bytes], hoard.first);
                } catch (OutOfMemoryError e) {
                    bytes /= 2;
                }
            }
            hoard.rest = null;
            return hoard;
        }
    },
    /** File descriptors: so many are left. */
    DESCRIPTORS {
        @Override
        AutoCloseable leave(int amount) throws IOException {
            limitDescriptors(Long.toString(openDescriptors() + MORE_DESCRIPTORS));
            Deque<InputStream> hoard = new ArrayDeque<>();
            try {
                while (true) {
                    hoard.push(Files.newInputStream(Path.of("/dev/null")));
                }
            } catch (IOException e) {
                for (int i = 0; i < amount; i++) {
                    hoard.pop().close();
                }
            }
            return () -> {
                for (InputStream each : hoard) {
                    each.close();
                }
                limitDescriptors(ENOUGH_DESCRIPTORS);
            };
        }
    };

    private static final int KIB = 1024;
    private static final int LARGEST = 256 * KIB;
    private static final int LEAST = 64;
    private static final int MORE_DESCRIPTORS = 20;
    private static final String ENOUGH_DESCRIPTORS = "1024";

    /** A part of what has been used up, and the others. */
    private record Chunk(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes,
            @Nullable Chunk next) {}

    /** Nothing is needed to give it up. */
    private static final class Hoard implements AutoCloseable {
        @SuppressWarnings("UnusedVariable") // held until all else is
        private byte @Nullable [] rest;

        private @Nullable Chunk first;

        @Override
        public void close() {
            first = null;
        }
    }

    /** Uses up what there is but for this amount, until it is closed. */
    abstract AutoCloseable leave(int amount) throws IOException;

    private static long openDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    /** Sets how many descriptors this process may have. */
    private static void limitDescriptors(String limit) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        List<String> command = List.of("prlimit", "--pid", pid, "--nofile=" + limit + ":");
        Process limiting = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(limiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!said.isEmpty()) {
            throw new IOException(command + ": " + said);
        }
    }

    /** Arguments: the shortage, an amount, the rank that has it, and the name of an errand. */
    static final class Player implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            ProcessShortage shortage = valueOf(args[0].toUpperCase(Locale.ROOT));
            Errand errand = Errand.named(args[3]);
            try (Communicator world = Tutti.init(args)) {
                if (shortage == DESCRIPTORS) {
                    errand.body().run(world); // classes are loaded from files
                }
                boolean isNeedy = world.rank() == Integer.parseInt(args[2]);
                try (AutoCloseable _ = isNeedy ? shortage.leave(Integer.parseInt(args[1])) : () -> {}) {
                    world.barrier();
                    errand.body().run(world);
                }
            }
            return "done";
        }
    }
}
