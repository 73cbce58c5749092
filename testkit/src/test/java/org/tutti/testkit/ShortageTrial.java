package org.tutti.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * A job of ranks that are threads, whose shared memory may be too little for what they do: it works, or each rank is told the same, with
 * numbers.
 *
 * @param errand what they do
 * @param shortOf what there is little of
 * @param amount how much of it there is, in pages or threads, above what makes no sense
 * @param nativeAccess whether ranks have it
 */
record ShortageTrial(Errand errand, ShortOf shortOf, int amount, boolean nativeAccess) {
    static final int RANKS = 4;
    private static final Path SHM = Path.of("/dev/shm");
    private static final long PAGE = 4096;
    private static final long LEAST_ARENA = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Each message of an error that memory is short tells how much was wanted or used, and how much there is. */
    private static final Pattern NUMBERS =
            Pattern.compile("wanted=[0-9.]+.*(pool=\\d+|\\d+ bytes free|free there|arena.size=|"
                    + "threads, started=\\d+)|heap used=\\d+ bytes, limit=\\d+|looks after ranks: ranks=\\d+");

    /** What there is little of. */
    enum ShortOf {
        /** Address space of the arena, of which each rank has the same share. */
        ARENA,
        /** What is left of one rank's share. */
        SHARE_OF_ONE,
        /** What the file system of the arena has left; another one than the machine's, which is there for this alone. */
        FILE_SYSTEM,
        /** Threads that the process may start: one that runs as another user, of whom the system wants no more. */
        THREADS
    }

    /** What became of a job. */
    enum End {
        /** There was not even memory for the world, as whoever started it was told. */
        NOT_STARTED,
        /** All ranks were told that it is too little. */
        TOLD,
        /** All ranks had the right results. */
        WORKED
    }

    /** Runs the job; an error unless it ends in one of these ways. */
    End run() {
        if (shortOf != ShortOf.THREADS) {
            return runJob();
        }
        try (ThreadHoard _ = new ThreadHoard(amount)) {
            return runJob();
        }
    }

    private End runJob() {
        @Nullable Throwable[] thrown = new @Nullable Throwable[RANKS];
        boolean[] began = new boolean[RANKS];
        try {
            runRanks(world -> {
                began[world.rank()] = true;
                try {
                    leaveLittle(world);
                    errand.body().run(world);
                    world.close();
                } catch (Throwable e) {
                    thrown[world.rank()] = e;
                    throw e;
                }
            });
        } catch (TuttiException e) {
            if (Arrays.equals(began, new boolean[RANKS])) {
                requireNumbers(e);
                return End.NOT_STARTED;
            }
        }
        return judge(thrown);
    }

    /** The watchdog has a thread of its own, which is another one's where there are few. */
    private void runRanks(Tutti.Body body) {
        if (shortOf == ShortOf.THREADS) {
            System.setProperty("tutti.coll", "^sm"); // operations in flight have threads
            Tutti.runThreads(RANKS, body);
        } else {
            ThreadRanks.run(RANKS, parameters(), LIMIT, body);
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("coll.sm.ring_size", "256k");
        parameters.put("p2p.ring_size", "64k");
        parameters.put("native", nativeAccess ? "on" : "off");
        parameters.put("arena.place", "shm");
        long bytes = shortOf == ShortOf.ARENA ? LEAST_ARENA + amount * PAGE * RANKS : 32 << 20;
        parameters.put("arena.size", Long.toString(bytes));
        return parameters;
    }

    private int needy() {
        return amount % RANKS;
    }

    private void leaveLittle(Communicator world) {
        if (shortOf == ShortOf.SHARE_OF_ONE || shortOf == ShortOf.FILE_SYSTEM) {
            if (world.rank() == needy()) {
                if (shortOf == ShortOf.SHARE_OF_ONE) {
                    takeShare(world);
                } else {
                    fillFileSystem();
                }
            }
            world.barrier();
        }
    }

    /** Takes all of this rank's share of the arena but so many pages, which lie together. */
    private void takeShare(Communicator world) {
        var rest = amount == 0 ? null : world.allocate(Datatype.BYTE, (long) amount * PAGE);
        for (long bytes = 64 << 20; bytes >= PAGE; ) {
            try {
                Objects.requireNonNull(world.allocate(Datatype.BYTE, bytes));
            } catch (TuttiException e) {
                requireNumbers(e);
                bytes /= 2;
            }
        }
        if (rest != null) {
            world.free(rest);
        }
    }

    private void fillFileSystem() {
        try (FileChannel filler = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect((int) PAGE);
            long left = Files.getFileStore(SHM).getUsableSpace() - (long) amount * PAGE;
            for (; left > 0; left -= PAGE) {
                filler.write(page.clear());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the file that takes the room} Whoever runs the job removes it. */
    static Path filler() {
        return SHM.resolve("filler");
    }

    private static void requireNumbers(TuttiException e) {
        if (e.errorClass() != ErrorClass.NO_SPACE
                || !NUMBERS.matcher(String.valueOf(e.getMessage())).find()) {
            throw new AssertionError("no error of memory with numbers", e);
        }
    }

    private End judge(@Nullable Throwable[] thrown) {
        if (Arrays.stream(thrown).allMatch(Objects::isNull)) {
            return End.WORKED;
        }
        String told = null;
        for (int rank = 0; rank < RANKS; rank++) {
            if (!(thrown[rank] instanceof TuttiException e)) {
                throw new AssertionError("rank " + rank + " was not told: " + Arrays.toString(thrown), thrown[rank]);
            }
            requireNumbers(e);
            String message = String.valueOf(e.getMessage());
            if (told != null && !told.equals(message)) {
                throw new AssertionError("ranks were told different things: " + Arrays.toString(thrown), e);
            }
            told = message;
            if (!message.startsWith("rank ")
                    || (shortOf == ShortOf.SHARE_OF_ONE && !message.startsWith("rank " + needy()))) {
                throw new AssertionError("the rank without memory is not named: " + message, e);
            }
        }
        return End.TOLD;
    }

    @Override
    public String toString() {
        return errand + ", short of " + shortOf + ", amount=" + amount
                + (nativeAccess ? "" : ", without native access");
    }
}
