package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;

/** Words of any mapping. */
final class AnyMappedWords extends MappedWords {
    private final MemorySegment memory;

    AnyMappedWords(MemorySegment memory, @Nullable NativeAccess nativeAccess) {
        super(nativeAccess);
        this.memory = memory;
    }

    @Override
    MemorySegment memory() {
        return memory;
    }
}
