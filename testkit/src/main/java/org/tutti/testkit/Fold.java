package org.tutti.testkit;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/**
 * A call of a reduction that gives each rank a result of its own, as a value: it can be made, checked, and sent to another process
 * as text.
 *
 * @param kind which operation
 * @param type the element type
 * @param op the reduction
 * @param count how many elements; of a block where results are scattered, about so many where blocks vary
 * @param form how the elements are passed
 */
public record Fold(Kind kind, ElementType type, Op op, int count, Form form) {
    private static final long MASK = 0x3FF7FFFF3F7FFFFFL;
    private static final int GAP = 3;

    /** The operations. */
    public enum Kind {
        SCAN("scan"),
        EXSCAN("exscan"),
        REDUCE_SCATTER("reduceScatter"),
        REDUCE_SCATTER_BLOCK("reduceScatterBlock");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        private boolean scatters() {
            return this == REDUCE_SCATTER || this == REDUCE_SCATTER_BLOCK;
        }
    }

    /** How elements are passed. */
    public enum Form {
        /** One whole array. */
        IN_PLACE,
        /** Two whole arrays. */
        WHOLE,
        /** Parts of two arrays, from different offsets on. */
        PARTS,
        /** Memory segments, of another kind on each rank; arrays where the operation takes no segments. */
        SEGMENTS
    }

    /** {@return the call of this text, which {@link #text} has made} */
    public static Fold of(String text) {
        String[] words = text.split(":", -1);
        Op op = Oracle.OPS.stream()
                .filter(candidate -> candidate.toString().equals(words[2]))
                .findFirst()
                .orElseThrow();
        return new Fold(
                Kind.valueOf(words[0]),
                ElementType.valueOf(words[1]),
                op,
                Integer.parseInt(words[3]),
                Form.valueOf(words[4]));
    }

    /** {@return this call as one word} */
    public String text() {
        return kind + ":" + type.name() + ":" + op + ":" + count + ":" + form;
    }

    /** {@return what errors of a communicator of this size call it, e.g. {@code scan(SUM, double, 8 bytes)}} */
    public String description(int size) {
        return kind.method + "(" + op + ", " + type + ", " + type.bytes(sent(size)) + " bytes)";
    }

    /** Makes the call in place, with arrays of zeros. */
    public void make(Communicator communicator) {
        Object array = type.newArray(sent(communicator.size()));
        make(communicator, array, 0, array, 0);
    }

    /** {@return how many elements of the result a rank gets} */
    private int received(int rank) {
        return kind == Kind.REDUCE_SCATTER ? (3 * rank + 1) % 4 * count / 2 : count;
    }

    private int[] blockCounts(int size) {
        int[] counts = new int[size];
        Arrays.setAll(counts, this::received);
        return counts;
    }

    /** {@return how many elements each rank of a communicator of this size gives} */
    private int sent(int size) {
        return kind.scatters() ? Arrays.stream(blockCounts(size)).sum() : count;
    }

    /** {@return what a rank must receive; nothing where nobody is before it} */
    private @Nullable Object expected(int rank, int size, long seed) {
        if (!kind.scatters()) {
            int ranks = kind == Kind.SCAN ? rank + 1 : rank;
            return ranks == 0 ? null : Oracle.of(ranks, type, op, count, seed).expected();
        }
        int start = Arrays.stream(blockCounts(size)).limit(rank).sum();
        return Elements.copy(Oracle.of(size, type, op, sent(size), seed).expected(), start, received(rank));
    }

    /** Makes the call and compares everything with what must be there afterwards. */
    public void check(Communicator communicator, long seed) {
        int rank = communicator.rank();
        int size = communicator.size();
        boolean inPlace = form == Form.IN_PLACE;
        int sendOffset = form == Form.PARTS ? GAP + rank : 0;
        int recvOffset = form == Form.PARTS ? 2 * GAP : 0;
        Object send = noise(sent(size) + 2 * sendOffset);
        Object input = Oracle.of(size, type, op, sent(size), seed).input(rank);
        System.arraycopy(input, 0, send, sendOffset, sent(size));
        Object recv = inPlace ? send : noise(received(rank) + 2 * recvOffset);
        Object expectedSend = copy(send);
        Object expectedRecv = copy(recv);
        Object result = expected(rank, size, seed);
        if (result != null) {
            System.arraycopy(result, 0, expectedRecv, recvOffset, received(rank));
        }
        if (form == Form.SEGMENTS && kind != Kind.REDUCE_SCATTER) {
            inSegments(communicator, send, recv);
        } else {
            make(communicator, send, sendOffset, recv, recvOffset);
        }
        if (inPlace) {
            int known = received(rank); // what is behind the own block may be anything
            require(communicator, Elements.copy(recv, 0, known), Elements.copy(expectedRecv, 0, known), "result");
        } else {
            require(communicator, recv, expectedRecv, "received");
            require(communicator, send, expectedSend, "sent");
        }
    }

    private void make(Communicator communicator, Object send, int sendOffset, Object recv, int recvOffset) {
        int size = communicator.size();
        switch (kind) {
            case SCAN -> communicator.scan(send, sendOffset, recv, recvOffset, count, op);
            case EXSCAN -> communicator.exscan(send, sendOffset, recv, recvOffset, count, op);
            case REDUCE_SCATTER ->
                communicator.reduceScatter(send, sendOffset, recv, recvOffset, blockCounts(size), op);
            case REDUCE_SCATTER_BLOCK -> communicator.reduceScatterBlock(send, sendOffset, recv, recvOffset, count, op);
        }
    }

    /** Copies the arrays into segments, makes the call there, and copies everything back. */
    private void inSegments(Communicator communicator, Object send, Object recv) {
        SegmentBuffer.Kind segmentKind = SegmentBuffer.Kind.of(count, communicator.rank());
        try (SegmentSpace space = new SegmentSpace(communicator)) {
            SegmentBuffer from = SegmentBuffer.of(segmentKind, space, send);
            SegmentBuffer to = SegmentBuffer.of(segmentKind, space, recv);
            switch (kind) {
                case SCAN -> communicator.scan(from.segment().asReadOnly(), to.segment(), count, from.datatype(), op);
                case EXSCAN ->
                    communicator.exscan(from.segment().asReadOnly(), to.segment(), count, from.datatype(), op);
                default ->
                    communicator.reduceScatterBlock(
                            from.segment().asReadOnly(), to.segment(), count, from.datatype(), op);
            }
            System.arraycopy(to.elements(), 0, recv, 0, Array.getLength(recv));
            System.arraycopy(from.elements(), 0, send, 0, Array.getLength(send));
        }
    }

    private Object noise(int length) {
        Object array = type.newArray(length);
        for (int i = 0; i < length; i++) {
            Elements.set(array, i, Oracle.random(77, 2, i) & MASK);
        }
        return array;
    }

    private static Object copy(Object array) {
        return Elements.copy(array, 0, Array.getLength(array));
    }

    private void require(Communicator communicator, Object found, Object expected, String what) {
        List<String> which = List.of("rank " + communicator.rank() + " of " + communicator.size(), text(), what);
        Elements.requireEqual(found, expected, which);
    }
}
