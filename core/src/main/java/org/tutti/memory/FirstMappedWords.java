package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;

/**
 * Words of the first mapping that claimed this class. The compiler knows a constant's address, bounds and lifetime, which spares
 * each access half of its checks.
 */
final class FirstMappedWords extends MappedWords {
    private static final AtomicReference<@Nullable MemorySegment> CLAIM = new AtomicReference<>();

    /** Initialised once there is a claim. */
    private static final class Holder {
        private static final MemorySegment MEMORY = Objects.requireNonNull(CLAIM.get());

        private Holder() {}
    }

    FirstMappedWords(@Nullable NativeAccess nativeAccess) {
        super(nativeAccess);
    }

    /** {@return whether these are words of this mapping, and of no other one ever} */
    static boolean claim(MemorySegment memory) {
        return CLAIM.compareAndSet(null, memory);
    }

    @Override
    MemorySegment memory() {
        return Holder.MEMORY;
    }
}
