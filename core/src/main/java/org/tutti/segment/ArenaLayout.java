package org.tutti.segment;

/**
 * Where everything lies in an arena, in bytes. The file is sparse; the header is allocated by whoever makes the arena, a
 * pool's ranges by the rank that owns it.
 *
 * <pre>
 *      0  +----------------------------------------------------------+
 *         | magic | version | nonce | creator | geometry | job       |   written before the magic, never again
 *   4096  +----------------------------------------------------------+
 *         | abort record: claim | ready | code | who | text          |   first writer wins
 *   8192  +----------------------------------------------------------+
 *         | row of rank 0: state | process | since | waits | lanes   |   written by rank 0 alone
 *         | row of rank 1 ...                                        |
 *  pools  +----------------------------------------------------------+
 *         | pool of rank 0: its post, lanes, channels, directory     |   written by rank 0 alone
 *         | pool of rank 1 ...                                       |
 *         +----------------------------------------------------------+
 * </pre>
 *
 * The lanes of a row are the first block of the rank's directory: where more of it lies (a page of the pool, or 0), then
 * entries. Entry 0 is the world's.
 */
public final class ArenaLayout {
    static final long MAGIC_VALUE = 0x31414e4552415454L;
    static final long VERSION_VALUE = 6;
    static final int PAGE = 4096;
    /** Bytes that keep words of different writers apart. */
    static final int UNIT = 128;

    static final long MAGIC = 0;
    static final long VERSION = MAGIC + Long.BYTES;
    static final long NONCE = VERSION + Long.BYTES;
    static final long CREATOR_PID = NONCE + Long.BYTES;
    static final long CREATOR_START = CREATOR_PID + Long.BYTES;
    static final long GEOMETRY = CREATOR_START + Long.BYTES;

    static final long JOB_BYTES = 1024;
    static final long JOB = JOB_BYTES + Long.BYTES;

    static final long ABORT_CLAIM = PAGE;
    static final long ABORT_READY = ABORT_CLAIM + UNIT;
    static final long ABORT_CODE = ABORT_READY + UNIT;
    static final long ABORT_CULPRIT = ABORT_CODE + Long.BYTES;
    static final long ABORT_TEXT_BYTES = ABORT_CULPRIT + Long.BYTES;
    static final long ABORT_TEXT = ABORT_TEXT_BYTES + Long.BYTES;

    static final long ROWS = 2L * PAGE;
    static final long ROW_BYTES = 1024;
    static final long ROW_STATE = 0;
    static final long ROW_PID = ROW_STATE + UNIT;
    static final long ROW_START = ROW_PID + Long.BYTES;
    static final long ROW_POST = ROW_START + Long.BYTES;
    static final long ROW_LIFE = ROW_POST + Long.BYTES;
    static final long ROW_SINCE = ROW_PID + UNIT;
    static final long ROW_WAITS = ROW_SINCE + UNIT;
    static final long ROW_OPENS = ROW_WAITS + Long.BYTES;
    static final long ROW_BLOCKED = ROW_OPENS + Long.BYTES;
    static final long ROW_AWAITED = ROW_BLOCKED + Long.BYTES;
    static final long ROW_TEXT_BYTES = ROW_AWAITED + Long.BYTES;
    static final long ROW_TEXT = ROW_TEXT_BYTES + Long.BYTES;
    static final long ROW_LANES = ROW_WAITS + UNIT;
    static final long MORE = 0;
    static final long LANE_KEY = 0;
    static final long LANE_OFFSET = LANE_KEY + Long.BYTES;
    static final long LANE_RING = LANE_OFFSET + Long.BYTES;
    static final long LANE_DIGEST = LANE_RING + Long.BYTES;
    static final long LANE_BYTES = LANE_DIGEST + Long.BYTES;

    /** How many bytes a job's name has at most. */
    static final int JOB_CAPACITY = 255;
    /** How many bytes of text an abort record holds. */
    static final int ABORT_TEXT_CAPACITY = (int) (ROWS - ABORT_TEXT);
    /** How many bytes of text a row holds. */
    static final int ROW_TEXT_CAPACITY = (int) (ROW_LANES - ROW_TEXT);
    /** How many lanes a row can name. */
    static final int LANES = (int) ((ROW_BYTES - ROW_LANES) / LANE_BYTES) - 1;
    /** How many lanes each other block of a directory can name. */
    static final int MORE_LANES = (int) (PAGE / LANE_BYTES) - 1;

    private final long pools;
    private final long poolBytes;

    ArenaLayout(int ranks, long arenaBytes) {
        this.pools = align(ROWS + ranks * ROW_BYTES, PAGE);
        this.poolBytes = (arenaBytes - pools) / ranks / PAGE * PAGE;
    }

    /** {@return how many bytes the header takes, the rows of all ranks included} */
    public static long headerBytes(int ranks) {
        return align(ROWS + ranks * ROW_BYTES, PAGE);
    }

    /** {@return where what a rank says of itself begins, with what has become of it} */
    public static long row(int rank) {
        return ROWS + rank * ROW_BYTES;
    }

    /** {@return where the first block of a rank's directory begins} */
    static long directory(int rank) {
        return row(rank) + ROW_LANES;
    }

    /** {@return where an entry of a block of a directory begins} */
    static long entry(long block, int index) {
        return block + (1 + index) * LANE_BYTES;
    }

    static long lane(int rank, int index) {
        return entry(directory(rank), index);
    }

    long pool(int rank) {
        return pools + rank * poolBytes;
    }

    long poolBytes() {
        return poolBytes;
    }

    static long align(long bytes, long unit) {
        return (bytes + unit - 1) / unit * unit;
    }
}
