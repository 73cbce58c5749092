package org.tutti.segment;

import java.util.Arrays;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy.Mode;

/** The posts of some ranks over a heap twin, and a pool for each, in which something has been before. */
public final class HeapPosts {
    private static final int UNIT_BYTES = 64;
    private static final long POOL_BYTES = 16 << 10;
    private static final long LEFT_BEHIND = 99;

    private final Geometry geometry;
    private final long[] posts;
    private final HeapWords[] words;
    private final long[] pools;
    private final long[] notes;

    /** Memory of a program, as the twin knows it. */
    private static final class HeapBuffers extends SharedBuffers {
        private final HeapWords words;

        HeapBuffers(HeapWords words) {
            super(null, null);
            this.words = words;
        }

        @Override
        public long offsetOf(ElementType type, Object buffer, long index, long count) {
            long place = words.placeOf(buffer);
            return place == 0 ? 0 : place + type.bytes(index);
        }
    }

    /** Lays the posts out. */
    public HeapPosts(Schedule schedule, HeapWords.Defect... defects) {
        int ranks = schedule.ranks();
        geometry = new Geometry(ranks, Mode.OVERSUBSCRIBED, UNIT_BYTES, 2, 128, 128, 128, ranks, 2, 0, 1 << 20);
        long postBytes = new ChannelLayout(geometry).postBytes();
        long firstPool = ArenaLayout.ROWS + ranks * postBytes;
        long[] memory = new long[(int) ((firstPool + ranks * POOL_BYTES) / Long.BYTES)];
        Arrays.fill(memory, (int) (firstPool / Long.BYTES), memory.length, LEFT_BEHIND);
        posts = new long[ranks];
        pools = new long[ranks];
        notes = new long[ranks];
        words = new HeapWords[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            posts[rank] = ArenaLayout.ROWS + rank * postBytes;
            pools[rank] = firstPool + rank * POOL_BYTES;
            notes[rank] = allocate(rank, Long.BYTES);
            memory[(int) (notes[rank] / Long.BYTES)] = 0;
            words[rank] = new HeapWords(memory, schedule, rank, defects);
        }
    }

    /** {@return the words as a rank sees them} */
    public HeapWords words(int rank) {
        return words[rank];
    }

    /** {@return the post of a rank} */
    public Post post(int rank) {
        HeapWords own = words[rank];
        return new Post(
                own, new AbortRecord(own), geometry, rank, posts, new HeapBuffers(own), bytes -> allocate(rank, bytes));
    }

    private long allocate(int rank, long bytes) {
        long place = pools[rank];
        pools[rank] += bytes;
        return place;
    }

    /** {@return an array of a rank's program that others can read and write} What it holds is where {@link #get} and {@link #set} say. */
    public long[] share(int rank, int length) {
        long[] array = new long[length];
        words[rank].share(array, allocate(rank, (long) length * Long.BYTES));
        return array;
    }

    /** {@return an element, as a rank's program sees it} */
    public long get(int rank, long[] array, int index) {
        long place = words[rank].placeOf(array);
        return place == 0 ? array[index] : words[rank].getPlain(place + (long) index * Long.BYTES);
    }

    /** Sets an element, as a rank's program does. */
    public void set(int rank, long[] array, int index, long value) {
        long place = words[rank].placeOf(array);
        if (place == 0) {
            array[index] = value;
        } else {
            words[rank].setPlain(place + (long) index * Long.BYTES, value);
        }
    }

    /** Tells the other ranks how far one has come. */
    public void tell(int rank, int progress) {
        words[rank].setPlain(notes[rank], progress);
    }

    /** {@return how far a rank has come, as another one sees it} */
    public int told(int rank, int by) {
        return (int) words[rank].getPlain(notes[by]);
    }
}
