package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.MemorySegment.Scope;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a range of a mapped file that was mapped once more for a program, and is unmapped when nothing of it can be reached any
 * more. That may be before this is forgotten: so other memory may have the same address, but never the same scope.
 */
public final class AutomaticWindow {
    private static volatile @Nullable Cleaner cleaner;

    private final long offset;
    private final long address;
    private final long bytes;
    private final WeakReference<Scope> scope;

    private AutomaticWindow(long offset, MemorySegment memory) {
        this.offset = offset;
        this.address = memory.address();
        this.bytes = memory.byteSize();
        this.scope = new WeakReference<>(memory.scope());
    }

    /**
     * Describes memory, and does not keep it.
     *
     * @param offset where it begins in the file
     * @param memory as {@link SharedMapping#automatic} gives it
     * @param whenGone is told, on a thread of its own, when nothing of it can be reached any more
     */
    public static AutomaticWindow of(long offset, Object memory, Consumer<AutomaticWindow> whenGone) {
        MemorySegment segment = (MemorySegment) memory;
        AutomaticWindow window = new AutomaticWindow(offset, segment);
        cleaner().register(segment.scope(), () -> whenGone.accept(window));
        return window;
    }

    /**
     * {@return what looks after them} It needs a thread. Where none can be started now, a later call may find one; a second one, which two
     * threads at once may make, does no harm.
     */
    private static Cleaner cleaner() {
        Cleaner known = cleaner;
        if (known == null) {
            known = Cleaner.create();
            cleaner = known;
        }
        return known;
    }

    /** {@return where it begins in the file} */
    public long offset() {
        return offset;
    }

    /** {@return how long it is} */
    public long bytes() {
        return bytes;
    }

    /** {@return where bytes of a native segment lie in the file that begin at an address, or 0 where they are not all in the window} */
    public long offsetOf(Object buffer, long from, long length) {
        boolean isInside = from >= address && from - address <= bytes - length;
        return isInside && scope.refersTo(((MemorySegment) buffer).scope()) ? offset + from - address : 0;
    }
}
