package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/**
 * A call of a collective operation as a value: it can be made, checked, and sent to another process as text.
 *
 * @param kind which operation
 * @param type the element type; of no meaning for a barrier
 * @param op the reduction, or null where there is none
 * @param count how many elements
 * @param root the root; of no meaning for barrier and allreduce
 * @param placement where the elements lie
 */
public record Call(Kind kind, ElementType type, @Nullable Op op, int count, int root, Placement placement) {
    private static final long GUARD_SEED = 77;
    private static final int GUARD = 5;

    /** The operations. */
    public enum Kind {
        /** {@link Communicator#barrier}. */
        BARRIER,
        /** {@link Communicator#bcast(Object, int)}. */
        BCAST,
        /** {@link Communicator#reduce(Object, Op, int)}. */
        REDUCE,
        /** {@link Communicator#allreduce(Object, Op)}. */
        ALLREDUCE
    }

    /** Where the elements lie. */
    public enum Placement {
        /** A whole array for both directions. */
        IN_PLACE,
        /** A whole array for each direction. */
        OUT_OF_PLACE,
        /** A part of one array for both directions. */
        SAME_PART,
        /** Parts of two arrays. */
        TWO_PARTS,
        /** Two parts of one array. */
        ONE_ARRAY,
        /** A memory segment for both directions, of another kind on each rank; an array on some. */
        SEGMENT,
        /** A memory segment for each direction, of another kind on each rank; arrays on some. */
        TWO_SEGMENTS
    }

    /** {@return a barrier} */
    public static Call barrier() {
        return new Call(Kind.BARRIER, ElementType.BYTE, null, 0, 0, Placement.IN_PLACE);
    }

    /** {@return a broadcast of whole arrays} */
    public static Call bcast(ElementType type, int count, int root) {
        return new Call(Kind.BCAST, type, null, count, root, Placement.IN_PLACE);
    }

    /** {@return a reduction of whole arrays to a root} */
    public static Call reduce(ElementType type, Op op, int count, int root) {
        return new Call(Kind.REDUCE, type, op, count, root, Placement.IN_PLACE);
    }

    /** {@return a reduction of whole arrays to all ranks} */
    public static Call allreduce(ElementType type, Op op, int count) {
        return new Call(Kind.ALLREDUCE, type, op, count, 0, Placement.IN_PLACE);
    }

    /** {@return the same call with elements elsewhere} */
    public Call at(Placement newPlacement) {
        return new Call(kind, type, op, count, root, newPlacement);
    }

    /** {@return the call of this text, which {@link #text} has made} */
    public static Call of(String text) {
        String[] words = text.split(":", -1);
        Op op = Oracle.OPS.stream()
                .filter(candidate -> candidate.toString().equals(words[2]))
                .findFirst()
                .orElse(null);
        return new Call(
                Kind.valueOf(words[0]),
                ElementType.valueOf(words[1]),
                op,
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Placement.valueOf(words[5]));
    }

    /** {@return this call as one word} */
    public String text() {
        return kind + ":" + type.name() + ":" + op + ":" + count + ":" + root + ":" + placement;
    }

    /** {@return what errors call it, e.g. {@code allreduce(SUM, double, 8 bytes)}} */
    public String description() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        String data = type + ", " + type.bytes(count) + " bytes";
        return name
                + switch (kind) {
                    case BARRIER -> "()";
                    case BCAST -> "(" + data + ", root " + root + ")";
                    case REDUCE -> "(" + op + ", " + data + ", root " + root + ")";
                    case ALLREDUCE -> "(" + op + ", " + data + ")";
                };
    }

    /** {@return inputs and result for this call} */
    public Oracle oracle(int ranks, long seed) {
        return op == null ? Oracle.of(ranks, type, count, seed) : Oracle.of(ranks, type, op, count, seed);
    }

    /** Makes the call with an array of zeros. */
    public void make(Communicator world) {
        make(world, type.newArray(count));
    }

    /** Makes the call in place. */
    public void make(Communicator world, Object array) {
        switch (kind) {
            case BARRIER -> world.barrier();
            case BCAST -> world.bcast(array, root);
            case REDUCE -> world.reduce(array, reduction(), root);
            case ALLREDUCE -> world.allreduce(array, reduction());
        }
    }

    /** Makes the call with an oracle's inputs and compares everything with what must be there afterwards. */
    public void check(Communicator world, Oracle oracle) {
        switch (kind) {
            case BARRIER -> world.barrier();
            case BCAST -> checkBcast(world, oracle);
            case REDUCE, ALLREDUCE -> checkReduction(world, oracle);
        }
    }

    private void checkBcast(Communicator world, Oracle oracle) {
        int rank = world.rank();
        SegmentBuffer.Kind kind = segmentKind(rank);
        if (isInSegments() && kind != null) {
            checkSegmentBcast(world, oracle, kind);
            return;
        }
        Object array = guarded(placement == Placement.IN_PLACE ? 0 : GUARD + rank);
        Object expected = Elements.copy(array, 0, java.lang.reflect.Array.getLength(array));
        int offset = placement == Placement.IN_PLACE ? 0 : GUARD + rank;
        System.arraycopy(oracle.input(rank), 0, array, offset, count);
        System.arraycopy(oracle.input(root), 0, expected, offset, count);
        if (placement == Placement.IN_PLACE) {
            world.bcast(array, root);
        } else {
            world.bcast(array, offset, count, root);
        }
        require(world, array, expected, "array");
    }

    private boolean isInSegments() {
        return placement == Placement.SEGMENT || placement == Placement.TWO_SEGMENTS;
    }

    /** {@return what kind of segment a rank uses, or null for an array; in some calls all share theirs} */
    private SegmentBuffer.@Nullable Kind segmentKind(int rank) {
        SegmentBuffer.Kind[] kinds = SegmentBuffer.Kind.values();
        if (count % 3 == 0) {
            return SegmentBuffer.Kind.SHARED;
        }
        int choice = Math.floorMod(count + type.name().length() + 2 * root + rank, kinds.length + 1);
        return choice < kinds.length ? kinds[choice] : null;
    }

    private void checkSegmentBcast(Communicator world, Oracle oracle, SegmentBuffer.Kind segmentKind) {
        int rank = world.rank();
        try (SegmentSpace space = new SegmentSpace(world)) {
            SegmentBuffer buffer = SegmentBuffer.of(segmentKind, space, Elements.copy(oracle.input(rank), 0, count));
            MemorySegment segment = rank == root ? buffer.segment().asReadOnly() : buffer.segment();
            world.bcast(segment, count, buffer.datatype(), root);
            require(world, buffer.elements(), Elements.copy(oracle.input(root), 0, count), "segment");
        }
    }

    private void checkSegments(Communicator world, Oracle oracle, SegmentBuffer.Kind segmentKind) {
        Object input = Elements.copy(oracle.input(world.rank()), 0, count);
        Object expected = receives(world) ? Elements.copy(oracle.expected(), 0, count) : null;
        try (SegmentSpace space = new SegmentSpace(world)) {
            SegmentBuffer send = SegmentBuffer.of(segmentKind, space, input);
            if (placement == Placement.SEGMENT) {
                if (kind == Kind.REDUCE) {
                    world.reduce(send.segment(), count, send.datatype(), reduction(), root);
                } else {
                    world.allreduce(send.segment(), count, send.datatype(), reduction());
                }
                require(world, send.elements(), expected == null ? input : expected, "received");
                return;
            }
            Object noise = Elements.copy(guarded(0), 0, count);
            SegmentBuffer recv = SegmentBuffer.of(segmentKind, space, noise);
            MemorySegment sent = send.segment().asReadOnly();
            if (kind == Kind.REDUCE) {
                world.reduce(sent, recv.segment(), count, send.datatype(), reduction(), root);
            } else {
                world.allreduce(sent, recv.segment(), count, send.datatype(), reduction());
            }
            require(world, recv.elements(), expected == null ? noise : expected, "received");
            require(world, send.elements(), input, "sent");
        }
    }

    private void checkReduction(Communicator world, Oracle oracle) {
        switch (placement) {
            case SEGMENT, TWO_SEGMENTS -> {
                SegmentBuffer.Kind segmentKind = segmentKind(world.rank());
                if (segmentKind == null) {
                    checkWhole(world, oracle, placement == Placement.SEGMENT);
                } else {
                    checkSegments(world, oracle, segmentKind);
                }
            }
            case IN_PLACE, OUT_OF_PLACE -> checkWhole(world, oracle, placement == Placement.IN_PLACE);
            case SAME_PART -> {
                Object array = guarded(GUARD);
                checkParts(world, oracle, array, GUARD, array, GUARD);
            }
            case ONE_ARRAY -> {
                Object array = guarded(count + GUARD);
                boolean forward = world.rank() % 2 == 0;
                checkParts(world, oracle, array, forward ? 0 : count + 3, array, forward ? count + 3 : 0);
            }
            case TWO_PARTS -> {
                int shift = GUARD + world.rank();
                checkParts(world, oracle, guarded(shift), shift, guarded(shift + 1), 2 * shift);
            }
        }
    }

    private void checkWhole(Communicator world, Oracle oracle, boolean inPlace) {
        Object send = Elements.copy(oracle.input(world.rank()), 0, count);
        Object recv = inPlace ? send : guarded(0);
        Object expected = Elements.copy(receives(world) ? oracle.expected() : recv, 0, count);
        if (inPlace && kind == Kind.REDUCE) {
            world.reduce(send, reduction(), root);
        } else if (inPlace) {
            world.allreduce(send, reduction());
        } else if (kind == Kind.REDUCE) {
            world.reduce(send, recv, reduction(), root);
        } else {
            world.allreduce(send, recv, reduction());
        }
        require(world, recv, expected, "received");
        if (!inPlace) {
            require(world, send, Elements.copy(oracle.input(world.rank()), 0, count), "sent");
        }
    }

    @SuppressWarnings("ReferenceEquality") // one array for both directions, or two
    private void checkParts(
            Communicator world, Oracle oracle, Object send, int sendOffset, Object recv, int recvOffset) {
        System.arraycopy(oracle.input(world.rank()), 0, send, sendOffset, count);
        Object expectedSend = Elements.copy(send, 0, java.lang.reflect.Array.getLength(send));
        Object expectedRecv =
                send == recv ? expectedSend : Elements.copy(recv, 0, java.lang.reflect.Array.getLength(recv));
        if (receives(world)) {
            System.arraycopy(oracle.expected(), 0, expectedRecv, recvOffset, count);
        }
        if (kind == Kind.REDUCE) {
            world.reduce(send, sendOffset, recv, recvOffset, count, reduction(), root);
        } else {
            world.allreduce(send, sendOffset, recv, recvOffset, count, reduction());
        }
        require(world, recv, expectedRecv, "received");
        require(world, send, expectedSend, "sent");
    }

    private boolean receives(Communicator world) {
        return kind == Kind.ALLREDUCE || world.rank() == root;
    }

    /** {@return an array with room for the elements and {@code extra} ones before and behind, filled with noise} */
    private Object guarded(int extra) {
        Object array = type.newArray(count + 2 * extra);
        for (int i = 0; i < count + 2 * extra; i++) {
            Elements.set(array, i, Oracle.random(GUARD_SEED, 0, i) & 0x3FF7FFFF3F7FFFFFL);
        }
        return array;
    }

    private void require(Communicator world, Object found, Object expected, String what) {
        if (Elements.mismatch(found, expected) >= 0) {
            Elements.requireEqual(
                    found, expected, List.of("rank " + world.rank() + " of " + world.size(), text(), what));
        }
    }

    private Op reduction() {
        return Objects.requireNonNull(op);
    }
}
