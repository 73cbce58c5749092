package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.memory.ElementType;

/**
 * A call of an operation that moves blocks, as a value: it can be made, checked against what must have moved, and sent to another
 * process as text.
 *
 * @param kind which operation
 * @param type the type of the elements
 * @param count how many elements a block has, at least where blocks vary
 * @param vary blocks of operations that let them vary have less than so many elements more, and some have none
 * @param root the root; of no meaning where there is none
 * @param form how the blocks are passed
 */
public record Move(Kind kind, ElementType type, int count, int vary, int root, Form form) {
    private static final int GAP = 3;
    private static final long MASK = 0x3FF7FFFF3F7FFFFFL;

    /** The operations. */
    public enum Kind {
        GATHER,
        GATHERV,
        SCATTER,
        SCATTERV,
        ALLGATHER,
        ALLGATHERV,
        ALLTOALL,
        ALLTOALLV,
        ALLTOALLW;

        /** {@return whether only a root sends, or receives} */
        public boolean isRooted() {
            return isGather() || isScatter();
        }

        /** {@return whether blocks have sizes of their own} */
        public boolean varies() {
            return this == GATHERV || this == SCATTERV || this == ALLGATHERV || this == ALLTOALLV || this == ALLTOALLW;
        }

        private boolean isScatter() {
            return this == SCATTER || this == SCATTERV;
        }

        private boolean isGather() {
            return this == GATHER || this == GATHERV;
        }

        private boolean isAllgather() {
            return this == ALLGATHER || this == ALLGATHERV;
        }

        private boolean isAlltoall() {
            return this == ALLTOALL || this == ALLTOALLV || this == ALLTOALLW;
        }
    }

    /** How blocks are passed. */
    public enum Form {
        /** Two whole arrays. */
        WHOLE,
        /** One whole array, in place. */
        IN_PLACE,
        /** Parts of two arrays; blocks that vary lie apart, the last one first. */
        PARTS,
        /** Parts of one array. */
        ONE_ARRAY,
        /** Memory segments, of another kind on each rank. */
        SEGMENTS,
        /** A memory segment, in place. */
        SEGMENT_IN_PLACE,
        /** What is received is a new array. */
        RETURNED
    }

    /** {@return the move of this text, which {@link #text} has made} */
    public static Move of(String text) {
        String[] words = text.split(":", -1);
        return new Move(
                Kind.valueOf(words[0]),
                ElementType.valueOf(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Form.valueOf(words[5]));
    }

    /** {@return this move as one word} */
    public String text() {
        return kind + ":" + type.name() + ":" + count + ":" + vary + ":" + root + ":" + form;
    }

    /** {@return what errors call it, e.g. {@code gather(double, 8 bytes, root 0)}} */
    public String description() {
        String name = kind == Kind.ALLTOALLW ? "alltoallv" : kind.name().toLowerCase(Locale.ROOT);
        String data = kind.varies() ? "" : type + ", " + type.bytes(count) + " bytes";
        String comma = data.isEmpty() || !kind.isRooted() ? "" : ", ";
        return name + "(" + data + comma + (kind.isRooted() ? "root " + root : "") + ")";
    }

    /** Makes the call with whole arrays of zeros. */
    public void make(Communicator world) {
        new Move(kind, type, count, vary, root, Form.WHOLE).check(world, 0);
    }

    private boolean isInPlace() {
        return form == Form.IN_PLACE || form == Form.SEGMENT_IN_PLACE;
    }

    private boolean isInSegments() {
        return form == Form.SEGMENTS || form == Form.SEGMENT_IN_PLACE;
    }

    /** {@return how many elements go from a rank to another} In place as many as go back. */
    int elements(int from, int to) {
        if (!kind.varies()) {
            return count;
        }
        int sender = kind.isScatter() ? root : from;
        int receiver = kind.isGather() || kind.isAllgather() ? 0 : to;
        int mixed = kind.isAlltoall() && isInPlace() ? 5 * (sender + receiver) : 7 * sender + 5 * receiver;
        return vary > 0 && mixed % 4 == 3 ? 0 : count + (vary == 0 ? 0 : mixed % vary);
    }

    /** {@return the type of what goes from a rank to another} */
    ElementType type(int from, int to) {
        ElementType[] types = ElementType.values();
        return kind == Kind.ALLTOALLW ? types[(List.of(types).indexOf(type) + from + to) % types.length] : type;
    }

    /** {@return what goes from a rank to another} */
    Object block(int from, int to, long seed) {
        int receiver = kind.isGather() || kind.isAllgather() ? 0 : to;
        Object block = type(from, to).newArray(elements(from, to));
        for (int i = 0; i < Array.getLength(block); i++) {
            Elements.set(block, i, Oracle.random(seed, 64L * from + receiver, i) & MASK);
        }
        return block;
    }

    /** Makes the call and compares everything with what must be there afterwards. */
    public void check(Communicator world, long seed) {
        if (kind == Kind.ALLTOALLW) {
            new WideMove(this, world, seed).check();
        } else if (form == Form.RETURNED) {
            checkReturned(world, seed);
        } else {
            checkPlaced(world, seed);
        }
    }

    private boolean sends(int rank) {
        return !kind.isScatter() || rank == root;
    }

    private boolean receives(int rank) {
        return !kind.isGather() || rank == root;
    }

    /** {@return to whom this rank's blocks go, one behind the other in what it sends} */
    private int[] receivers(int rank, int size) {
        if (!sends(rank)) {
            return new int[0];
        }
        return kind.isGather() ? new int[] {root} : kind.isAllgather() ? new int[] {rank} : all(size);
    }

    /** {@return of whom this rank's blocks come, one behind the other in what it receives} */
    private int[] senders(int rank, int size) {
        if (!receives(rank)) {
            return new int[0];
        }
        return kind.isScatter() ? new int[] {root} : all(size);
    }

    private static int[] all(int size) {
        return IntStream.range(0, size).toArray();
    }

    private int[] sendCounts(int rank, int size) {
        return Arrays.stream(receivers(rank, size))
                .map(to -> elements(rank, to))
                .toArray();
    }

    private int[] recvCounts(int rank, int size) {
        return Arrays.stream(senders(rank, size))
                .map(from -> elements(from, rank))
                .toArray();
    }

    private Object packed(int[] counts, java.util.function.IntFunction<Object> blocks) {
        Object array = type.newArray(Arrays.stream(counts).sum());
        for (int i = 0, at = 0; i < counts.length; at += counts[i++]) {
            System.arraycopy(blocks.apply(i), 0, array, at, counts[i]);
        }
        return array;
    }

    private void checkReturned(Communicator world, long seed) {
        int rank = world.rank();
        int[] receivers = receivers(rank, world.size());
        int[] senders = senders(rank, world.size());
        int[] counts = sendCounts(rank, world.size());
        Object send = packed(counts, i -> block(rank, receivers[i], seed));
        Object found = returned(world, send, counts);
        if (receives(rank)) {
            require(
                    world,
                    found,
                    packed(recvCounts(rank, world.size()), i -> block(senders[i], rank, seed)),
                    "returned");
        } else if (found != null) {
            throw new AssertionError("rank " + rank + " received " + found + ": " + text());
        }
    }

    private @Nullable Object returned(Communicator world, Object send, int[] counts) {
        Object sendAtRoot = world.rank() == root ? send : null;
        return switch (kind) {
            case GATHER -> world.gather(send, root);
            case GATHERV -> world.gatherv(send, root);
            case SCATTER -> world.<Object>scatter(sendAtRoot, root);
            case SCATTERV -> world.<Object>scatterv(sendAtRoot, counts, root);
            case ALLGATHER -> world.allgather(send);
            case ALLGATHERV -> world.allgatherv(send);
            case ALLTOALL -> world.alltoall(send);
            default -> world.alltoallv(send, counts);
        };
    }

    private void checkPlaced(Communicator world, long seed) {
        int rank = world.rank();
        int size = world.size();
        Placed send = Placed.of(this, sendCounts(rank, size), rank, 0);
        Placed recv = Placed.of(this, recvCounts(rank, size), rank, form == Form.ONE_ARRAY ? send.end() : 0);
        boolean inPlace = isInPlace() && sends(rank) && receives(rank);
        Object from = noise(Math.max(send.end(), form == Form.ONE_ARRAY ? recv.end() : 0));
        Object to = form == Form.ONE_ARRAY ? from : noise(recv.end());
        if (inPlace) {
            if (kind.isScatter()) {
                to = from;
                recv = send.block(rank);
            } else {
                from = to;
                send = kind.isAlltoall() ? recv : recv.block(rank);
            }
        }
        int[] receivers = receivers(rank, size);
        int[] senders = senders(rank, size);
        for (int i = 0; i < receivers.length; i++) {
            send.put(from, i, block(rank, receivers[i], seed));
        }
        Object expectedFrom = Elements.copy(from, 0, Array.getLength(from));
        Object expectedTo = sameArray(from, to) ? expectedFrom : Elements.copy(to, 0, Array.getLength(to));
        for (int i = 0; i < senders.length; i++) {
            recv.put(expectedTo, i, block(senders[i], rank, seed));
        }
        if (isInSegments()) {
            inSegments(world, from, send, to, recv);
        } else {
            new ArrayMove(this, world, from, send, to, recv).make();
        }
        require(world, to, expectedTo, "received");
        require(world, from, expectedFrom, "sent");
    }

    @SuppressWarnings("ReferenceEquality")
    static boolean sameArray(Object left, Object right) {
        return left == right;
    }

    private Object noise(int length) {
        Object array = type.newArray(length);
        for (int i = 0; i < length; i++) {
            Elements.set(array, i, Oracle.random(77, 1, i) & MASK);
        }
        return array;
    }

    /** Copies the arrays into segments, makes the call there, and copies everything back. */
    private void inSegments(Communicator world, Object from, Placed send, Object to, Placed recv) {
        SegmentBuffer.Kind segmentKind = SegmentBuffer.Kind.of(count, world.rank());
        try (SegmentSpace space = new SegmentSpace(world)) {
            SegmentBuffer received = SegmentBuffer.of(segmentKind, space, to);
            boolean isOne = sameArray(from, to);
            SegmentBuffer sent = isOne ? received : SegmentBuffer.of(segmentKind, space, from);
            new SegmentMove(this, world, sent, send, received, recv).make();
            System.arraycopy(received.elements(), 0, to, 0, Array.getLength(to));
            System.arraycopy(sent.elements(), 0, from, 0, Array.getLength(from));
        }
    }

    private void require(Communicator world, @Nullable Object found, Object expected, String what) {
        List<String> which = List.of("rank " + world.rank() + " of " + world.size(), text(), what);
        if (found == null || Array.getLength(found) != Array.getLength(expected)) {
            throw new AssertionError(
                    which + ": found " + (found == null ? null : Array.getLength(found) + " elements"));
        }
        Elements.requireEqual(found, expected, which);
    }

    /** Where blocks lie in an array: from an offset on, or each at a displacement of its own. */
    @SuppressWarnings("ArrayRecordComponent") // nobody else has them
    record Placed(int offset, int[] counts, int[] displacements, boolean isPacked, int end) {
        static Placed of(Move move, int[] counts, int rank, int from) {
            boolean apart = move.form == Form.PARTS || move.form == Form.ONE_ARRAY;
            boolean permuted = move.kind.varies() && (apart || (move.form == Form.SEGMENTS && move.count % 2 == 0));
            int offset = apart ? from + GAP + rank : from;
            int gap = permuted ? GAP : 0;
            int[] displacements = new int[counts.length];
            int at = offset;
            for (int i = 0; i < counts.length; i++) {
                int block = permuted ? counts.length - 1 - i : i;
                displacements[block] = at;
                at += counts[block] + gap;
            }
            return new Placed(offset, counts, displacements, !apart && !permuted, apart ? at + GAP : at);
        }

        /** {@return one of these blocks alone} */
        Placed block(int block) {
            return new Placed(
                    displacements[block], new int[] {counts[block]}, new int[] {displacements[block]}, false, end);
        }

        void put(Object array, int block, Object elements) {
            System.arraycopy(elements, 0, array, displacements[block], counts[block]);
        }

        int @Nullable [] displacementsUnlessPacked() {
            return isPacked ? null : displacements;
        }

        long[] longCounts() {
            return Arrays.stream(counts).asLongStream().toArray();
        }

        long @Nullable [] longDisplacementsUnlessPacked() {
            return isPacked ? null : Arrays.stream(displacements).asLongStream().toArray();
        }

        /** {@return a segment that begins with the first block} */
        MemorySegment slice(SegmentBuffer buffer) {
            Datatype type = buffer.datatype();
            return counts.length == 0 ? buffer.segment() : buffer.segment().asSlice(type.size() * displacements[0]);
        }
    }
}
