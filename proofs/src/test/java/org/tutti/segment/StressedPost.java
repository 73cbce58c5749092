package org.tutti.segment;

import org.tutti.memory.Words;

/** The posts of two ranks as the stress tests use them: rank 0 sends, rank 1 receives. */
class StressedPost {
    static final int VALUE = 7;
    static final int NEXT_VALUE = 8;
    static final int CELLS = 4;
    static final int RING_BYTES = 512;

    private static final long[] POSTS = {0, 512};
    static final long CHANNEL = 1024;
    static final long RING = CHANNEL + new ChannelLayout(StressMemory.GEOMETRY).channelBytes(CELLS);
    static final long BYTES = RING + RING_BYTES;

    final Post senderPost;
    final Post receiverPost;
    final int[] value = {VALUE};
    final int[] nextValue = {NEXT_VALUE};
    final int[] seen = {0};

    StressedPost(Words words) {
        senderPost = post(words, 0);
        receiverPost = post(words, 1);
    }

    private static Post post(Words words, int rank) {
        return new Post(
                words,
                new AbortRecord(words),
                StressMemory.GEOMETRY,
                rank,
                POSTS,
                SharedBuffers.NONE,
                bytes -> bytes == RING_BYTES ? RING : CHANNEL);
    }
}
