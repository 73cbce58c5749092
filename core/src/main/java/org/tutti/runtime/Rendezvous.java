package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutti.segment.Arena;
import org.tutti.spi.NativeAccess;

/** How a rank comes to its job's arena. */
interface Rendezvous {
    /** {@return the job's arena, opened or made} */
    Arena join(@Nullable NativeAccess nativeAccess) throws IOException;

    /**
     * {@return what watches over the others without native access, or null where that is not needed} Called once, after
     * {@link #join} and before this rank says that it is there: so when all are there, all watch.
     */
    @Nullable
    DeathWatch watch(DeathWatch.Listener listener, @Nullable NativeAccess nativeAccess) throws IOException;

    /** {@return the file through which the arena can be opened} */
    Path file();

    /** Takes away what nobody needs once all ranks are there, or once the job cannot begin. */
    void finish();

    /** {@return how long to wait for the others, in nanoseconds} */
    long patienceNanos();
}
