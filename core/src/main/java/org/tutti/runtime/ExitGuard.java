package org.tutti.runtime;

import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/**
 * Sees to it that a rank which leaves by an exception, or without closing its world, is named as what ended the job,
 * whatever its exit code; and that ranks which only fail with it keep quiet under a launcher, which says it once.
 */
public final class ExitGuard implements Thread.UncaughtExceptionHandler {
    private final Job job;
    private final Thread rankThread;
    private final Thread.@Nullable UncaughtExceptionHandler before;
    private volatile boolean exiting;

    private ExitGuard(Job job, Thread rankThread) {
        this.job = job;
        this.rankThread = rankThread;
        this.before = Thread.getDefaultUncaughtExceptionHandler();
    }

    /** Guards this process, whose rank is the calling thread's. */
    public static void install(Job job) {
        ExitGuard guard = new ExitGuard(job, Thread.currentThread());
        Thread.setDefaultUncaughtExceptionHandler(guard);
        Runtime.getRuntime().addShutdownHook(new Thread(guard::exit, "tutti-exit"));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable exception) {
        if (thread.equals(rankThread) && !job.isOver()) {
            job.fail(exception);
        }
        if (thread.equals(rankThread) && job.isLaunched() && (exiting || job.endedByAnother())) {
            return;
        }
        if (before != null) {
            before.uncaughtException(thread, exception);
        } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            exception.printStackTrace();
        }
    }

    private void exit() {
        exiting = true;
        if (!job.isOver()) {
            job.fail(ErrorCode.RANK_ENDED, "ended without closing its world; it did last: " + job.lastCall());
        }
        job.stopWatching(); // a thread that is blocked in the kernel would make the JVM wait before it ends
    }
}
