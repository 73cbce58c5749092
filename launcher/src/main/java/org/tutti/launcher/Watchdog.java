package org.tutti.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills the ranks when the launcher has been killed and could not do it itself. Ranks that have joined their job notice on
 * their own, but a program may do so late, or never. It is a shell that reads from a pipe, which ends with the launcher.
 */
final class Watchdog {
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            pids=
            while read -r what pid; do
                case $what in
                    started) pids="$pids $pid" ;;
                    ended)
                        left=
                        for p in $pids; do
                            [ "$p" = "$pid" ] || left="$left $p"
                        done
                        pids=$left ;;
                esac
            done
            [ -z "$pids" ] || kill -9 $pids
            """;
    private static final long PATIENCE_SECONDS = 1;

    private final @Nullable Process shell;

    /** Starts it; where there is no shell, there is none. */
    Watchdog() {
        Process started = null;
        try {
            started = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "tutti-watchdog")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // the ranks' own watch remains
        }
        shell = started;
    }

    /** Tells of a process that shall not outlive the launcher. */
    void started(long pid) {
        tell("started " + pid + "\n");
    }

    /** Tells that a process has ended: its number may become another's. */
    void ended(long pid) {
        tell("ended " + pid + "\n");
    }

    private void tell(String line) {
        if (shell == null) {
            return;
        }
        try {
            OutputStream pipe = shell.getOutputStream();
            pipe.write(line.getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // it has been killed; the ranks' own watch remains
        }
    }

    /** Ends it, and leaves all processes alone. */
    void close() throws InterruptedException {
        if (shell != null) {
            shell.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
