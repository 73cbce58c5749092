package org.tutti.runtime;

import java.util.concurrent.CompletableFuture;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Watches the launcher without native access; the launcher watches the ranks, its children. */
final class LauncherDeathWatch implements DeathWatch {
    private final CompletableFuture<Void> end;

    LauncherDeathWatch(long launcher, Listener listener) {
        this.end = ProcessHandle.of(launcher)
                .orElseThrow(
                        () -> new TuttiException(ErrorCode.LAUNCHER_GONE, "the launcher has ended: pid=" + launcher))
                .onExit()
                .thenRun(listener::launcherEnded);
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
