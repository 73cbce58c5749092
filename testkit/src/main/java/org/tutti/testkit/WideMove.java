package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.memory.ElementType;

/** Makes and checks an alltoallw: of arrays, or of segments, each of another type. */
record WideMove(Move move, Communicator world, long seed) {
    void check() {
        int rank = world.rank();
        int size = world.size();
        Object[] send = new Object[size];
        Object[] recv = new Object[size];
        Object[] expected = new Object[size];
        boolean inPlace = move.form() == Move.Form.IN_PLACE || move.form() == Move.Form.SEGMENT_IN_PLACE;
        for (int peer = 0; peer < size; peer++) {
            send[peer] = move.block(rank, peer, seed);
            expected[peer] = move.block(peer, rank, seed);
            ElementType type = move.type(peer, rank);
            recv[peer] = inPlace ? send[peer] : type.newArray(move.elements(peer, rank));
        }
        if (move.form() == Move.Form.SEGMENTS || move.form() == Move.Form.SEGMENT_IN_PLACE) {
            inSegments(send, recv, inPlace);
        } else {
            world.alltoallw(send, recv);
        }
        for (int peer = 0; peer < size; peer++) {
            List<String> which = List.of("rank " + rank + " of " + size, move.text(), "received of " + peer);
            Elements.requireEqual(recv[peer], expected[peer], which);
        }
    }

    private void inSegments(Object[] send, Object[] recv, boolean inPlace) {
        int size = send.length;
        SegmentBuffer.Kind[] kinds = SegmentBuffer.Kind.values();
        try (SegmentSpace space = new SegmentSpace(world)) {
            List<SegmentBuffer> sent = new ArrayList<>();
            List<SegmentBuffer> received = new ArrayList<>();
            for (int peer = 0; peer < size; peer++) {
                SegmentBuffer.Kind kind = kinds[(move.count() + world.rank() + peer) % kinds.length];
                sent.add(SegmentBuffer.of(kind, space, send[peer]));
                received.add(inPlace ? sent.get(peer) : SegmentBuffer.of(kind, space, recv[peer]));
            }
            world.alltoallw(
                    segments(sent), counts(send), types(sent), segments(received), counts(recv), types(received));
            for (int peer = 0; peer < size; peer++) {
                System.arraycopy(received.get(peer).elements(), 0, recv[peer], 0, Array.getLength(recv[peer]));
            }
        }
    }

    private static MemorySegment[] segments(List<SegmentBuffer> buffers) {
        return buffers.stream().map(SegmentBuffer::segment).toArray(MemorySegment[]::new);
    }

    private static long[] counts(Object[] arrays) {
        return Arrays.stream(arrays).mapToLong(Array::getLength).toArray();
    }

    private static Datatype[] types(List<SegmentBuffer> buffers) {
        return buffers.stream().map(SegmentBuffer::datatype).toArray(Datatype[]::new);
    }
}
