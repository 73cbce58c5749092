package org.tutti.p2p;

/**
 * How a rank sends: nobody else needs to know, since each cell says where its payload is.
 *
 * @param cells how many messages a channel holds, a power of two
 * @param ringBytes how much payload a channel holds, a power of two
 * @param eagerBytes the longest message that is sent before its receiver wants it
 * @param sharedBytes the longest one of those whose receiver could read it where it lies
 * @param pieceBytes the longest piece of a longer one
 * @param types what is done where a message has other elements than its receive
 */
public record MessageSizes(
        int cells, long ringBytes, int eagerBytes, int sharedBytes, int pieceBytes, TypeCheck types) {
    private static final int CELLS = 64;
    private static final int LEAST_CELLS = 16;
    private static final int CELLS_OF_ALL = 4096;
    private static final long RINGS_BYTES = 256L << 20;
    private static final long LEAST_RING_BYTES = 16L << 10;
    private static final long LARGEST_RING_BYTES = 2L << 20;
    private static final int EAGER_BYTES = 64 << 10;
    private static final int SHARED_BYTES = 12 << 10;
    private static final int PIECE_BYTES = 16 << 10;

    /** {@return what suits so many ranks} All of them talking to all keep 256 MiB of payload at most, and 64 MiB of heads. */
    public static MessageSizes of(int ranks) {
        long pairs = Math.max(1L, (long) ranks * (ranks - 1));
        int cells = Math.clamp(Integer.highestOneBit(CELLS_OF_ALL / ranks), LEAST_CELLS, CELLS);
        long ring = Math.clamp(Long.highestOneBit(RINGS_BYTES / pairs), LEAST_RING_BYTES, LARGEST_RING_BYTES);
        return new MessageSizes(cells, ring, EAGER_BYTES, SHARED_BYTES, PIECE_BYTES, TypeCheck.ERROR);
    }
}
