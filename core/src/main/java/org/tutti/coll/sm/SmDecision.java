package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.segment.Geometry;
import org.tutti.segment.LaneLayout;

/**
 * Which shape an operation takes: the only place with thresholds. Each answer depends on the arena's geometry and on the
 * call's signature alone, so that all ranks give the same one.
 */
final class SmDecision {
    private static final int BCAST_FRAGMENT_BYTES = 16 << 10;
    private static final int ONE_PHASE_REDUCTION_BYTES = 4 << 10;

    private final boolean trees;
    private final int inlineBytes;
    private final int onePhaseBytes;
    private final int fragmentBytes;

    SmDecision(Geometry geometry) {
        this.trees = geometry.hasTrees();
        this.inlineBytes = LaneLayout.inlineBytes(geometry);
        this.onePhaseBytes = geometry.onePhaseBytes();
        this.fragmentBytes = geometry.fragmentBytes();
    }

    /** How a message travels. */
    enum Shape {
        /** Beside the sequence, in the same unit, to all who want it. */
        INLINE,
        /** The same, along a tree. */
        TREE,
        /** Whole, through the ring. */
        ONE_PHASE,
        /** In fragments, through the ring. */
        FRAGMENTED
    }

    Shape barrier() {
        return shortShape();
    }

    Shape bcast(long bytes) {
        return bytes <= inlineBytes ? shortShape() : longShape(bytes, onePhaseBytes);
    }

    /** The root alone reads what all have sent: a tree would only put more hops before it. */
    Shape reduce(long bytes) {
        return bytes <= inlineBytes ? Shape.INLINE : longShape(bytes, ONE_PHASE_REDUCTION_BYTES);
    }

    /** Every rank folds what all have sent, as long as that costs less than meeting once more. */
    Shape allreduce(long bytes) {
        return bytes <= inlineBytes ? shortShape() : longShape(bytes, ONE_PHASE_REDUCTION_BYTES);
    }

    private Shape shortShape() {
        return trees ? Shape.TREE : Shape.INLINE;
    }

    private Shape longShape(long bytes, int limit) {
        return bytes <= Math.min(onePhaseBytes, limit) ? Shape.ONE_PHASE : Shape.FRAGMENTED;
    }

    /** {@return how many elements a fragment of a broadcast has} Short ones let readers start early. */
    int bcastFragment(ElementType type) {
        return type.count(Math.min(fragmentBytes, BCAST_FRAGMENT_BYTES));
    }

    /** {@return how many elements a fragment of a reduction has} */
    int reductionFragment(ElementType type) {
        return type.count(fragmentBytes);
    }
}
