package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;
import org.tutti.memory.TypeMap;

/**
 * Checks that what is sent and what is received are the same place or apart, and that no two blocks are received at one place.
 * What is apart at first sight (two arrays, blocks that lie in their order) is not looked at pair by pair.
 */
final class BlockOverlaps {
    private BlockOverlaps() {}

    /**
     * Checks the blocks of one call. Where both sides have a block for each rank, block r of both may be the same place; else
     * the only block of a side and block {@code rank} of the other.
     *
     * @param sends how many blocks are sent: one, or one for each rank
     * @param recvs how many blocks are received
     */
    static void require(Blocks send, int sends, Blocks recv, int recvs, int rank) {
        requireOwn(send, sends == 1 ? 0 : rank, recv, recvs == 1 ? 0 : rank, rank);
        requireReceivedApart(recv, recvs);
        if (isApartAtFirstSight(send, sends, recv, recvs) || (sends == recvs && isInPlace(send, recv, sends))) {
            return;
        }
        for (int block = 0; block < sends; block++) {
            int same = sends == recvs ? block : sends == 1 ? rank : block == rank ? 0 : -1;
            requireApartButOne(send, block, recv, recvs, same);
        }
    }

    /** Checks the blocks of one call in which nothing is received where anything is sent from. */
    static void requireDisjoint(Blocks send, int sends, Blocks recv, int recvs) {
        requireReceivedApart(recv, recvs);
        if (sends == 0 || recvs == 0 || isApartAtFirstSight(send, sends, recv, recvs)) {
            return;
        }
        for (int block = 0; block < sends; block++) {
            requireApartButOne(send, block, recv, recvs, -1);
        }
    }

    private static void requireReceivedApart(Blocks recv, int recvs) {
        if (!isOrdered(recv, recvs)) {
            for (int block = 1; block < recvs; block++) {
                requireApart(recv, block, recv, block);
            }
        }
    }

    /** What a rank sends to itself is what it receives of itself. */
    static void requireOwn(Blocks send, int sent, Blocks recv, int received, int rank) {
        ElementType sentType = send.type(sent);
        ElementType receivedType = recv.type(received);
        if (sentType != receivedType || send.salt(sent) != recv.salt(received)) {
            throw new TuttiException(
                    ErrorCode.ARRAYS_DIFFER,
                    "send and receive blocks differ in type: send=" + sentType + ", recv=" + receivedType);
        }
        if (send.count(sent) != recv.count(received)) {
            throw new TuttiException(
                    ErrorCode.OWN_BLOCKS_DIFFER,
                    "what a rank sends to itself is not as long as what it receives from itself: send="
                            + send.count(sent) + " of " + sentType + ", recv=" + recv.count(received) + " of "
                            + receivedType + ", rank=" + rank);
        }
    }

    /** {@return whether blocks of one buffer, as far as they are not empty, lie in their order} */
    private static boolean isOrdered(Blocks blocks, int number) {
        if (blocks.areEven()) {
            return true;
        }
        boolean ordered = blocks.buffer() != null;
        long reached = Long.MIN_VALUE;
        for (int block = 0; ordered && block < number; block++) {
            if (blocks.count(block) > 0) {
                ordered = reached <= start(blocks, block);
                reached = end(blocks, block);
            }
        }
        return ordered;
    }

    /** {@return whether all blocks lie in two arrays, or have no address in common} */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static boolean isApartAtFirstSight(Blocks send, int sends, Blocks recv, int recvs) {
        Object sent = send.buffer();
        Object received = recv.buffer();
        if (sent == null || received == null) {
            return false;
        }
        if (!(sent instanceof MemorySegment) && sent != received) {
            return true;
        }
        long sentFrom = lowest(send, sends);
        long sentTo = highest(send, sends);
        return highest(recv, recvs) <= sentFrom || sentTo <= lowest(recv, recvs);
    }

    private static long lowest(Blocks blocks, int number) {
        if (blocks.areEven()) {
            return start(blocks, 0);
        }
        long lowest = Long.MAX_VALUE;
        for (int block = 0; block < number; block++) {
            lowest = blocks.count(block) == 0 ? lowest : Math.min(lowest, start(blocks, block));
        }
        return lowest;
    }

    private static long highest(Blocks blocks, int number) {
        if (blocks.areEven()) {
            return end(blocks, number - 1);
        }
        long highest = Long.MIN_VALUE;
        for (int block = 0; block < number; block++) {
            highest = blocks.count(block) == 0 ? highest : Math.max(highest, end(blocks, block));
        }
        return highest;
    }

    private static boolean isInPlace(Blocks send, Blocks recv, int number) {
        for (int block = 0; block < number; block++) {
            if (!isSame(send, block, recv, block) || !isOneMemory(send.buffer(block), recv.buffer(block))) {
                return false;
            }
        }
        return true;
    }

    private static void requireApartButOne(Blocks send, int block, Blocks recv, int recvs, int same) {
        for (int other = 0; other < recvs; other++) {
            if ((other != same || !isSame(send, block, recv, other)) && overlap(send, block, recv, other)) {
                throw new TuttiException(
                        ErrorCode.ARRAYS_OVERLAP,
                        "a send and a receive block overlap without being the same: send block=" + block
                                + ", recv block=" + other);
            }
        }
    }

    /** A block is apart from the first ones of the same side. */
    private static void requireApart(Blocks recv, int block, Blocks others, int number) {
        for (int other = 0; other < number; other++) {
            if (overlap(recv, block, others, other)) {
                throw new TuttiException(
                        ErrorCode.ARRAYS_OVERLAP,
                        "two blocks would be received at one place: recv block=" + other + ", recv block=" + block);
            }
        }
    }

    /** {@return whether two blocks are one place, or have equal addresses in two heaps' arrays: then they are apart} */
    private static boolean isSame(Blocks left, int block, Blocks right, int other) {
        return start(left, block) == start(right, other) && end(left, block) == end(right, other);
    }

    private static boolean overlap(Blocks left, int block, Blocks right, int other) {
        return left.count(block) > 0
                && right.count(other) > 0
                && start(left, block) < end(right, other)
                && start(right, other) < end(left, block)
                && isOneMemory(left.buffer(block), right.buffer(other))
                && !isInGaps(left, block, right, other);
    }

    /** {@return whether each block lies in what the other, a datatype with gaps, leaves out} */
    private static boolean isInGaps(Blocks left, int block, Blocks right, int other) {
        boolean haveGaps = left.buffer(block) instanceof Items || right.buffer(other) instanceof Items;
        return haveGaps && !items(left, block).overlaps(items(right, other));
    }

    private static Items items(Blocks blocks, int block) {
        if (blocks.buffer(block) instanceof Items items) {
            return items;
        }
        ElementType type = blocks.type(block);
        MemorySegment memory = (MemorySegment) blocks.buffer(block);
        return new Items().set(TypeMap.of(type), memory, type.bytes(blocks.index(block)), blocks.count(block));
    }

    /** {@return whether equal addresses in two buffers are one place} Those of heap segments count from their array's start. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOneMemory(Object left, Object right) {
        return left == right
                || (memory(left) instanceof MemorySegment a
                        && memory(right) instanceof MemorySegment b
                        && a.asOverlappingSlice(b).isPresent());
    }

    private static Object memory(Object buffer) {
        return buffer instanceof Items items ? items.memory() : buffer;
    }

    private static long start(Blocks blocks, int block) {
        if (blocks.buffer(block) instanceof Items items) {
            return items.lowest();
        }
        long from = blocks.type(block).bytes(blocks.index(block));
        return blocks.buffer(block) instanceof MemorySegment segment ? segment.address() + from : from;
    }

    private static long end(Blocks blocks, int block) {
        return blocks.buffer(block) instanceof Items items
                ? items.highest()
                : start(blocks, block) + blocks.bytes(block);
    }
}
