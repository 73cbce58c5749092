package org.tutti.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Carries what the ranks print to the launcher's own output, line by line, with the rank before each line. */
final class TaggedOutput {
    /** A process that a rank has left behind may keep its pipe open. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long STACK_BYTES = 256 * 1024;

    private final int ranks;
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);
    private final OutputStream errors = new FileOutputStream(FileDescriptor.err);
    private final List<Thread> threads = new ArrayList<>();

    TaggedOutput(int ranks) {
        this.ranks = ranks;
    }

    /** Starts to carry what a rank prints. */
    void add(int rank, Process process) {
        String tag = LineTagger.tag(rank, ranks);
        start(new LineTagger(process.getInputStream(), output, tag));
        start(new LineTagger(process.getErrorStream(), errors, tag));
    }

    private void start(LineTagger tagger) {
        Thread thread = new Thread(null, tagger, "tutti-output", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Waits until all that the ranks have printed is out; they have ended. */
    void finish() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : threads) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, millis));
        }
    }
}
