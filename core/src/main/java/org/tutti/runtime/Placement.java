package org.tutti.runtime;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;
import org.tutti.spi.NativeAccess;

/**
 * Which processor a rank's thread keeps to. Where ranks outnumber processors, and fill them evenly, neighbours among the ranks get
 * different ones: then the ranks of a pair run at the same time, and each processor's ranks take turns in step with the other
 * processors'. Left to itself the kernel may let two that talk share one, and moves them about. Else a rank keeps to none.
 */
final class Placement {
    private final @Nullable NativeAccess nativeAccess;
    private final BitSet allowed;
    private final BitSet place;

    private Placement(@Nullable NativeAccess nativeAccess, BitSet allowed, BitSet place) {
        this.nativeAccess = nativeAccess;
        this.allowed = allowed;
        this.place = place;
    }

    /** {@return the place of a rank, which it has not taken yet} */
    static Placement of(int rank, Geometry geometry, @Nullable NativeAccess nativeAccess) {
        boolean isWanted = geometry.mode() == Mode.OVERSUBSCRIBED
                && Parameters.ofProcess().text(Parameter.WAIT_BIND).equals("auto");
        if (nativeAccess == null || !isWanted) {
            return new Placement(null, new BitSet(), new BitSet());
        }
        Processors processors = Processors.ofProcess();
        return new Placement(nativeAccess, processors.allowed(), place(rank, geometry.ranks(), processors));
    }

    /** {@return the processor of a rank, or none where some would have more ranks than others, or a quota be used up elsewhere} */
    static BitSet place(int rank, int ranks, Processors processors) {
        BitSet allowed = processors.allowed();
        BitSet place = new BitSet();
        int count = allowed.cardinality();
        if (count > 1 && ranks > count && ranks % count == 0 && processors.count() == count) {
            place.set(allowed.stream().skip(rank % count).findFirst().orElseThrow());
        }
        return place;
    }

    /** Lets the calling thread keep to its place. Where the kernel refuses, it runs wherever it did. */
    void take() {
        bind(place);
    }

    /** Lets the calling thread run wherever it did before. */
    void leave() {
        bind(allowed);
    }

    private void bind(BitSet where) {
        if (nativeAccess != null && !place.isEmpty()) {
            try {
                nativeAccess.bindThread(where);
            } catch (IOException e) {
                // a sandbox that does not allow it: the rank is slower, and as right
            }
        }
    }
}
