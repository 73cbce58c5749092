package org.tutti.segment;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy;
import org.tutti.memory.Words;

/** Where a rank gets its messages: its channels to and from all other ranks of the job, and its bell. */
public final class Post {
    private static final long AWAKE = 0;
    private static final long ASLEEP = 1;

    private final Words words;
    private final AbortRecord abort;
    private final ChannelLayout layout;
    private final int rank;
    private final long[] posts;
    private final boolean rings;
    private final LongUnaryOperator allocator;
    private final SharedBuffers buffers;
    private final WaitStrategy.Mode mode;

    /**
     * The post of a rank of an arena in which all ranks have {@linkplain #prepare prepared} theirs.
     *
     * @param allocator gives a range of the rank's pool, of so many bytes
     */
    public Post(Arena arena, int rank, LongUnaryOperator allocator) {
        this(arena.words(), arena.abort(), arena.geometry(), rank, arena.posts(), arena.buffers(rank), allocator);
    }

    /** A post over any words, over an arena or not; the posts of all ranks begin at these places. */
    Post(
            Words words,
            AbortRecord abort,
            Geometry geometry,
            int rank,
            long[] posts,
            SharedBuffers buffers,
            LongUnaryOperator allocator) {
        this.words = words;
        this.abort = abort;
        this.layout = new ChannelLayout(geometry);
        this.rank = rank;
        this.posts = posts;
        this.buffers = buffers;
        this.allocator = allocator;
        this.mode = geometry.mode();
        this.rings = mode == WaitStrategy.Mode.OVERSUBSCRIBED && words.canWake();
    }

    /** {@return a post to look at others' channels, and not to send or receive} */
    public static Post toLook(Arena arena) {
        return new Post(arena, 0, bytes -> {
            throw new IllegalStateException("nobody sends from here");
        });
    }

    /** Lays this rank's post; {@link Arena#setState} publishes it. */
    public static void prepare(Arena arena, int rank) {
        long bytes = new ChannelLayout(arena.geometry()).postBytes();
        long offset = arena.pool(rank).allocate(bytes);
        arena.words().zero(offset, bytes);
        arena.setPost(rank, offset);
    }

    /** {@return this rank in the world} */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks the world has} */
    public int size() {
        return posts.length;
    }

    /** {@return why the job has ended, if it has} */
    public AbortRecord abort() {
        return abort;
    }

    /** {@return what ended the job: that this rank cannot go on with its messages, unless something else has} */
    public TuttiException breakDown(Throwable thrown) {
        return Breakdown.end(abort, rank, thrown, "its messages or operations in flight");
    }

    /** {@return whether each rank has a processor of its own} */
    public WaitStrategy.Mode mode() {
        return mode;
    }

    /** {@return whether a rank that sleeps is woken when something comes for it} */
    public boolean wakes() {
        return rings;
    }

    /** {@return the memory of this rank's program that others can read} */
    public SharedBuffers buffers() {
        return buffers;
    }

    /**
     * {@return this rank's channel to another one, which is made and named now}
     *
     * @param cells how many messages it holds, a power of two
     * @param ringBytes how much of longer payload, a power of two
     */
    public Outgoing open(int receiver, int cells, long ringBytes) {
        long bytes = layout.channelBytes(cells);
        long base = allocator.applyAsLong(bytes);
        words.zero(base, bytes);
        words.setPlain(base + ChannelLayout.CELLS, cells);
        // SYNC channel: how many cells there are, and that none is ready
        words.setRelease(posts[rank] + layout.channel(receiver), base);
        ring(receiver);
        return new Outgoing(words, layout, this, receiver, base, cells, posts[receiver], ringBytes, allocator);
    }

    /** {@return another rank's channel to this one, or null while it has none} */
    public @Nullable Incoming find(int sender) {
        // SYNC channel: how many cells there are, and that none is ready
        long base = words.getAcquire(posts[sender] + layout.channel(rank));
        if (base == 0) {
            return null;
        }
        int cells = (int) words.getPlain(base + ChannelLayout.CELLS);
        return new Incoming(words, layout, this, sender, base, cells, posts[rank]);
    }

    /** {@return whether nothing is on its way between any two ranks that has not been taken, as far as those have told who took it} */
    public boolean isQuiet() {
        for (int sender = 0; sender < posts.length; sender++) {
            for (int receiver = 0; receiver < posts.length; receiver++) {
                if (sender != receiver && isUnderWay(sender, receiver)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isUnderWay(int sender, int receiver) {
        // SYNC channel: how many cells there are, and that none is ready
        long base = words.getAcquire(posts[sender] + layout.channel(receiver));
        if (base == 0) {
            return false;
        }
        int cells = (int) words.getPlain(base + ChannelLayout.CELLS);
        // SYNC taken: that all reads of the messages before, and of their payload, are over
        long taken = words.getAcquire(posts[receiver] + layout.taken(sender));
        long ready = ready(base, taken, cells);
        long leftOut = layout.leftOut(taken, ready);
        return leftOut == 0 ? ready > taken : ready(base, leftOut, cells) > leftOut;
    }

    private long ready(long base, long place, int cells) {
        // SYNC message: the message, its payload, and what the rank has acquired before
        return words.getAcquire(base + layout.slot(place, cells) + ChannelLayout.READY);
    }

    /** Wakes another rank if it sleeps: something has been published for it. */
    void ring(int peer) {
        if (rings) {
            long bell = posts[peer] + ChannelLayout.BELL;
            // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
            words.fullFence();
            // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
            if (words.getAcquire(bell) == ASLEEP) {
                // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
                words.setRelease(bell, AWAKE);
                words.wake(bell);
            }
        }
    }

    /** Says that this rank is about to sleep: from now on whoever has something for it wakes it. Then it looks once more. */
    public void lieDown() {
        // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
        words.setRelease(posts[rank] + ChannelLayout.BELL, ASLEEP);
        // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
        words.fullFence();
    }

    /** Sleeps until somebody rings, at most this long. */
    public void sleep(long nanos) {
        words.sleepWhile(posts[rank] + ChannelLayout.BELL, (int) ASLEEP, nanos);
    }

    /** Says that this rank is awake. */
    public void getUp() {
        // SYNC bell: either the sleeper sees what is there for it, or who stores that sees the sleeper
        words.setRelease(posts[rank] + ChannelLayout.BELL, AWAKE);
    }
}
