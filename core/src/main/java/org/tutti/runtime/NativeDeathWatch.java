package org.tutti.runtime;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.ProcessWatch;

/** Watches the processes of all other ranks, and the launcher's, by the kernel's process descriptors. */
final class NativeDeathWatch implements DeathWatch {
    private final ProcessWatch watch;

    /** Starts to watch; all ranks are there. */
    NativeDeathWatch(NativeAccess nativeAccess, Arena arena, Settings settings, Listener listener) {
        watch = nativeAccess.newProcessWatch();
        try {
            addAll(arena, settings);
        } catch (IllegalStateException e) {
            watch.close();
            throw new TuttiException(ErrorCode.SYSTEM, String.valueOf(e.getMessage()), settings.rank(), e);
        }
        Thread.ofPlatform().daemon().name("tutti-death-watch").start(() -> run(settings.size(), listener));
    }

    private void addAll(Arena arena, Settings settings) {
        for (int rank = 0; rank < settings.size(); rank++) {
            if (rank != settings.rank()) {
                watch.add(arena.process(rank).pid(), rank);
            }
        }
        if (settings.isLaunched()) {
            watch.add(settings.launcher(), settings.size());
        }
    }

    private void run(int size, Listener listener) {
        for (int tag = watch.awaitEnd(); tag >= 0; tag = watch.awaitEnd()) {
            if (tag == size) {
                listener.launcherEnded();
            } else {
                listener.rankEnded(tag);
            }
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
