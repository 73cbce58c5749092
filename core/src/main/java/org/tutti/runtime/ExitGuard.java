package org.tutti.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/**
 * Sees to it that a rank which leaves by an exception, or without closing its world, is named as what ended the job,
 * whatever its exit code; and that ranks which only fail with it keep quiet under a launcher, which says it once. A process may be a
 * rank of several jobs that are connected.
 */
public final class ExitGuard implements Thread.UncaughtExceptionHandler {
    /** The jobs of this process, and the thread that is the rank in each. */
    private static final Map<Job, Thread> JOBS = new ConcurrentHashMap<>();

    private static boolean installed;

    private final Thread.@Nullable UncaughtExceptionHandler before;
    private volatile boolean exiting;

    private ExitGuard() {
        this.before = Thread.getDefaultUncaughtExceptionHandler();
    }

    /** Guards this process, whose rank in a job is the calling thread's. */
    public static void install(Job job) {
        JOBS.put(job, Thread.currentThread());
        installOnce();
    }

    private static synchronized void installOnce() {
        if (!installed) {
            installed = true;
            ExitGuard guard = new ExitGuard();
            Thread.setDefaultUncaughtExceptionHandler(guard);
            Runtime.getRuntime().addShutdownHook(new Thread(guard::exit, "tutti-exit"));
        }
    }

    /** Guards no longer for a job, whose memory is about to go. */
    static void forget(Job job) {
        JOBS.remove(job);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable exception) {
        boolean isQuiet = false;
        for (Map.Entry<Job, Thread> each : JOBS.entrySet()) {
            Job job = each.getKey();
            if (thread.equals(each.getValue())) {
                if (!job.isOver()) {
                    job.fail(exception);
                }
                isQuiet |= job.isLaunched() && (exiting || job.endedByAnother());
            }
        }
        if (!isQuiet) {
            tell(thread, exception);
        }
    }

    private void tell(Thread thread, Throwable exception) {
        if (before != null) {
            before.uncaughtException(thread, exception);
        } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            exception.printStackTrace();
        }
    }

    private void exit() {
        exiting = true;
        for (Job job : JOBS.keySet()) {
            if (!job.isOver()) {
                job.fail(ErrorCode.RANK_ENDED, "ended without closing its world; it did last: " + job.lastCall());
            }
            job.stopWatching(); // a thread that is blocked in the kernel would make the JVM wait before it ends
        }
    }
}
