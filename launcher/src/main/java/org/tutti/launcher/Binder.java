package org.tutti.launcher;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Processors;
import org.tutti.runtime.Settings;
import org.tutti.spi.NativeAccess;

/**
 * Starts each rank on the processors that it is bound to. A process inherits the binding of the thread that starts it, so
 * that all threads of the rank's JVM have it from the first: this thread binds itself, starts the rank, and goes back.
 */
final class Binder {
    private final Processors own = Processors.ofProcess();
    private final List<BitSet> binding;
    private final @Nullable NativeAccess nativeAccess;

    /** Binds nothing where {@code binding} is empty. */
    Binder(List<BitSet> binding) throws LaunchException {
        this.binding = binding;
        this.nativeAccess = binding.isEmpty() ? null : NativeAccessFinder.find(Settings::value);
        if (!binding.isEmpty() && nativeAccess == null) {
            throw LaunchException.failure(
                    ErrorCode.NOT_BOUND, "--bind-to core cannot bind: " + NativeAccessFinder.whyNot(Settings::value));
        }
    }

    /** Starts a rank; null when the launcher is stopping. */
    @Nullable
    Process start(int rank, Ranks ranks, ProcessBuilder builder) throws IOException {
        if (nativeAccess == null) {
            return ranks.start(builder);
        }
        try {
            nativeAccess.bindThread(binding.get(rank));
            return ranks.start(builder);
        } finally {
            nativeAccess.bindThread(own.allowed());
        }
    }

    /** {@return where a rank runs, for a person} */
    String placeOf(int rank) {
        return nativeAccess == null ? own.toString() : "processors " + Processors.format(binding.get(rank));
    }
}
