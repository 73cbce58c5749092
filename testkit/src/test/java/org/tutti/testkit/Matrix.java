package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The cells of the matrix operation x type x reduction x count x root x placement, for one size of fragments. */
final class Matrix {
    private static final int ONE_PHASE_REDUCTION_BYTES = 4096;
    /** Up to so many elements are copied one by one. */
    private static final int SHORT_COPY = 16;

    private static final List<Call.Placement> BROADCAST_PLACEMENTS =
            List.of(Call.Placement.IN_PLACE, Call.Placement.SEGMENT, Call.Placement.TWO_PARTS);

    private static final int CONTROL_WORD_BYTES = 24;
    private static final int SLOT_BYTES = 1024;
    private static final int BCAST_FRAGMENT_BYTES = 16384;

    private Matrix() {}

    /**
     * The sizes of an arena on which the shapes of operations depend.
     *
     * @param onePhase the parameter coll.sm.one_phase_max
     * @param fragment the parameter coll.sm.fragment_size
     * @param ring the parameter coll.sm.ring_size
     * @param control the parameter coll.sm.control_size
     */
    record Sizes(int onePhase, int fragment, int ring, int control) {
        /** So small that some KiB take the longest way, and go round the ring. */
        static final Sizes SMALL = new Sizes(2048, 1024, 32768, 128);
        /** As small as can be. */
        static final Sizes SMALLEST = new Sizes(128, 128, 8192, 128);
        /** What a job of two ranks has. */
        static final Sizes USUAL = new Sizes(8192, 65536, 4 << 20, 512);

        /** {@return the parameters that make an arena of these sizes} */
        Map<String, String> parameters() {
            return Map.of(
                    "coll.sm.one_phase_max",
                    onePhase + "",
                    "coll.sm.fragment_size",
                    fragment + "",
                    "coll.sm.ring_size",
                    ring + "",
                    "coll.sm.control_size",
                    control + "");
        }

        /** {@return the same as settings of a process} */
        Map<String, String> settings() {
            return Map.of(
                    "TUTTI_COLL_SM_ONE_PHASE_MAX", onePhase + "",
                    "TUTTI_COLL_SM_FRAGMENT_SIZE", fragment + "",
                    "TUTTI_COLL_SM_RING_SIZE", ring + "",
                    "TUTTI_COLL_SM_CONTROL_SIZE", control + "");
        }
    }

    /** {@return counts at and beside every border between shapes, between fragments, and of the ring} */
    static List<Integer> counts(ElementType type, Sizes sizes) {
        SortedSet<Integer> counts = new TreeSet<>(List.of(0, 1, SHORT_COPY - 1, SHORT_COPY, SHORT_COPY + 1));
        int bcastFragment = Math.min(BCAST_FRAGMENT_BYTES, sizes.fragment);
        for (int bytes : new int[] {
            sizes.control - CONTROL_WORD_BYTES,
            Math.min(sizes.onePhase, ONE_PHASE_REDUCTION_BYTES),
            sizes.onePhase,
            SLOT_BYTES,
            bcastFragment,
            sizes.fragment,
            2 * sizes.fragment,
            sizes.ring
        }) {
            int count = type.count(bytes);
            counts.addAll(List.of(count - 1, count, count + 1));
        }
        counts.add(type.count(5L * sizes.fragment) + 3);
        counts.add(type.count(sizes.ring + sizes.ring / 4 + 104));
        return List.copyOf(counts);
    }

    static int largest(List<Integer> counts) {
        return counts.getLast();
    }

    /** {@return all calls of one reduction: for every count every root; every placement somewhere} */
    static List<Call> reductions(ElementType type, Op op, List<Integer> counts, int ranks) {
        List<Call> calls = new ArrayList<>();
        Call.Placement[] placements = Call.Placement.values();
        int next = spread(type, op);
        for (int count : counts) {
            calls.add(Call.allreduce(type, op, count).at(placements[next++ % placements.length]));
            calls.add(Call.allreduce(type, op, count).at(placements[next++ % placements.length]));
            for (int root = 0; root < ranks; root++) {
                calls.add(Call.reduce(type, op, count, root).at(placements[next++ % placements.length]));
            }
        }
        return calls;
    }

    /** {@return a number by which types and reductions begin at different places of a list} */
    static int spread(ElementType type, Op op) {
        return (type + "," + op).hashCode() & 255;
    }

    /** {@return all broadcasts of one type: for every count every root; whole arrays, parts and segments by turns} */
    static List<Call> broadcasts(ElementType type, List<Integer> counts, int ranks) {
        List<Call> calls = new ArrayList<>();
        int turn = 0;
        for (int count : counts) {
            turn++;
            for (int root = 0; root < ranks; root++) {
                Call.Placement placement = BROADCAST_PLACEMENTS.get((turn + root) % BROADCAST_PLACEMENTS.size());
                calls.add(Call.bcast(type, count, root).at(placement));
            }
        }
        return calls;
    }

    /** Makes and checks calls, in this order, with the first elements of an oracle that is large enough. */
    static void check(Communicator world, List<Call> calls, Oracle oracle) {
        for (Call call : calls) {
            call.check(world, oracle);
        }
    }
}
