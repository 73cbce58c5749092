package org.tutti.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Carries what the ranks print to where it shall go: to the launcher's own output, line by line and marked, and to files. */
final class RankOutput {
    /** A process that a rank has left behind may keep its pipe open. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long STACK_BYTES = 256 * 1024;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS ", Locale.ROOT);

    /** Open MPI has a folder for each job of a command; here there is one. */
    private static final String JOB = "1";

    private static final String OUT = "stdout";
    private static final String ERR = "stderr";

    private final OutputStyle style;
    private final int ranks;
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);
    private final OutputStream errors = new FileOutputStream(FileDescriptor.err);
    private final List<Thread> threads = new ArrayList<>();
    private final List<CopyingInputStream> copies = new ArrayList<>();

    RankOutput(OutputStyle style, int ranks) {
        this.style = style;
        this.ranks = ranks;
    }

    /** Makes ready for what a rank prints that is not started yet: where that goes to files alone, it writes them itself. */
    void prepare(int rank, ProcessBuilder builder) throws IOException {
        if (style.folder() == null) {
            return;
        }
        Path folder = folderOf(rank, style.folder());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("there can be no folder for its output: " + e, e);
        }
        if (style.onlyFiles()) {
            builder.redirectOutput(folder.resolve(OUT).toFile());
            builder.redirectError(folder.resolve(ERR).toFile());
        }
    }

    /** Starts to carry what a rank prints. */
    void add(int rank, Process process) throws IOException {
        InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream();
        if (style.folder() != null && !style.onlyFiles()) {
            Path folder = folderOf(rank, style.folder());
            out = copied(out, folder.resolve(OUT));
            err = copied(err, folder.resolve(ERR));
        }
        Supplier<String> tag = tag(rank);
        start(new LineTagger(out, output, tag));
        start(new LineTagger(err, errors, tag));
    }

    private Path folderOf(int rank, Path folder) {
        int width = Integer.toString(ranks - 1).length();
        String name = "rank." + String.format(Locale.ROOT, "%0" + width + "d", rank);
        return folder.resolve(JOB).resolve(name);
    }

    private InputStream copied(InputStream source, Path file) throws IOException {
        CopyingInputStream copying = new CopyingInputStream(source, Files.newOutputStream(file));
        copies.add(copying);
        return copying;
    }

    private Supplier<String> tag(int rank) {
        String tag = style.tags() ? LineTagger.tag(rank, ranks) : "";
        return style.times() ? () -> TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + tag : () -> tag;
    }

    private void start(LineTagger tagger) {
        Thread thread = new Thread(null, tagger, "tutti-output", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /**
     * Waits until all that the ranks have printed is out; they have ended.
     *
     * @return why not all of it is in files, one for each file that is not complete
     */
    List<IOException> finish() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : threads) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, millis));
        }
        List<IOException> failures = new ArrayList<>();
        for (CopyingInputStream copy : copies) {
            IOException failure = copy.failure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
