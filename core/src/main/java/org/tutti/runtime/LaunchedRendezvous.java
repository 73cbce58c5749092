package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutti.segment.Arena;
import org.tutti.spi.NativeAccess;

/** Opens the arena that the launcher has made, through the launcher's descriptor: the file has no name any more. */
final class LaunchedRendezvous implements Rendezvous {
    private final Path file;
    private final long launcher;

    LaunchedRendezvous(String arena, long launcher) {
        this.file = Path.of(arena);
        this.launcher = launcher;
    }

    @Override
    public Arena join(@Nullable NativeAccess nativeAccess) throws IOException {
        return Arena.attach(file, nativeAccess);
    }

    @Override
    public @Nullable DeathWatch watch(DeathWatch.Listener listener, @Nullable NativeAccess nativeAccess) {
        return nativeAccess == null ? new LauncherDeathWatch(launcher, listener) : null;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void finish() {}

    /** The launcher sees to it that ranks which end before they come end the job. */
    @Override
    public long patienceNanos() {
        return Long.MAX_VALUE;
    }
}
