package org.tutti.runtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.SharedWindow;
import org.tutti.segment.Arena;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneOpening;
import org.tutti.segment.LaneSource;
import org.tutti.segment.Post;
import org.tutti.segment.Roster;
import org.tutti.segment.Vigil;
import org.tutti.spi.Progress;

/**
 * The lanes of one rank: the world's, and those of further communicators, which take memory at their first operation and give
 * it back when they have been closed. The threads of a rank may use different communicators at the same time.
 */
public final class RankLanes {
    private static final int CREATOR = 48;

    private final Arena arena;
    private final int rank;
    private final Vigil vigil;
    private final Lane world;
    private final Post post;
    private final RelayedProgress progress = new RelayedProgress();
    private final AtomicLong created = new AtomicLong();
    private final RankMemory own;
    private final ReentrantLock memory;
    private final List<LaneOpening> retired = new ArrayList<>();
    private final Set<Thread> operations = ConcurrentHashMap.newKeySet();

    /** The lanes of a rank of an arena in which all ranks have prepared the world's. */
    RankLanes(Arena arena, int rank) {
        this(arena, rank, new RankMemory(arena, rank));
    }

    /** The same, of a rank that may have memory already. */
    RankLanes(Arena arena, int rank, RankMemory own) {
        this.arena = arena;
        this.rank = rank;
        this.own = own;
        this.memory = own.lock();
        this.vigil = new Vigil(arena, rank);
        Roster all = Roster.ofAll(
                JobTable.WORLD, JobTable.WORLD_NAME, arena.geometry().ranks());
        this.world = Lane.open(arena, rank, all, progress, vigil);
        this.post = new Post(arena, rank, this::allocateRange);
    }

    /** {@return the world's lane for blocking operations} */
    public Lane world() {
        return world;
    }

    /** {@return where this rank gets its messages} */
    public Post post() {
        return post;
    }

    /** {@return to whom this rank tells that it waits} */
    public Vigil vigil() {
        return vigil;
    }

    /** Sets what must go on while this rank waits in any of its lanes. */
    public void setProgress(Progress work) {
        progress.set(work);
    }

    /** {@return where a range of this rank's pool begins, which stays its own until the job is over} */
    private long allocateRange(long bytes) {
        memory.lock();
        try {
            reclaim();
            return arena.allocateRange(rank, bytes);
        } finally {
            memory.unlock();
        }
    }

    /** {@return whether all ranks have said the same of what they must have in common to share the world} */
    public boolean haveWorldInCommon() {
        long first = arena.common(0, JobTable.WORLD);
        for (int peer = 1; peer < arena.geometry().ranks(); peer++) {
            if (arena.common(peer, JobTable.WORLD) != first) {
                return false;
            }
        }
        return true;
    }

    /** Ends the job because of what this rank has done, unless it has ended; returns whether this did it. */
    public boolean abort(String what) {
        long pid = arena.process(rank).pid();
        return arena.abort().write(ErrorCode.ABORTED, rank, "rank " + rank + " (pid " + pid + ") " + what);
    }

    /** {@return a thread that carries an operation out, which has begun} It ends when the operation is over, or the job. */
    public Thread startOperation(Runnable operation) {
        Thread thread = Thread.ofPlatform().daemon().name("tutti-operation").start(operation);
        operations.removeIf(each -> !each.isAlive());
        operations.add(thread);
        return thread;
    }

    /** {@return the threads of operations, of which some may not have ended} */
    Set<Thread> operations() {
        return operations;
    }

    /** {@return a key that no communicator has yet, with this rank as its creator} */
    public long newKey() {
        return (rank + 1L) << CREATOR | created.incrementAndGet();
    }

    /**
     * {@return where the lane of a further communicator comes from, which is to be closed when the communicator is}
     *
     * @param roster its ranks
     * @param member which of them this rank is
     * @param digest what the members must have in common
     */
    public FurtherLane further(Roster roster, int member, long digest) {
        return new FurtherLane(roster, member, digest);
    }

    /** {@return how many bytes of its pool this rank has in use} */
    public long usedBytes() {
        memory.lock();
        try {
            reclaim();
            return arena.usedBytes(rank);
        } finally {
            memory.unlock();
        }
    }

    /** {@return memory of so many bytes, at least 1, that all ranks can read} */
    public SharedWindow allocate(long bytes) {
        memory.lock();
        try {
            reclaim();
            return own.allocate(bytes);
        } finally {
            memory.unlock();
        }
    }

    /** Takes memory back that {@link #allocate} has given. */
    public void free(SharedWindow window) {
        own.free(window);
    }

    /** {@return this rank's part of the arena} */
    public RankMemory memory() {
        return own;
    }

    private void reclaim() {
        for (Iterator<LaneOpening> each = retired.iterator(); each.hasNext(); ) {
            if (each.next().reclaim()) {
                each.remove();
            }
        }
    }

    private void prepare(LaneOpening opening) {
        memory.lock();
        try {
            reclaim();
            opening.prepare();
        } finally {
            memory.unlock();
        }
    }

    private void retire(LaneOpening opening) {
        memory.lock();
        try {
            opening.withdraw();
            retired.add(opening);
            reclaim();
        } finally {
            memory.unlock();
        }
    }

    /** The lane of a communicator beside the world. */
    public final class FurtherLane implements LaneSource {
        private final Roster roster;
        private final int member;
        private final long digest;
        private @Nullable LaneOpening opening;
        private @Nullable Lane lane;

        private FurtherLane(Roster roster, int member, long digest) {
            this.roster = roster;
            this.member = member;
            this.digest = digest;
            vigil.opened(roster);
        }

        @Override
        public Lane open() {
            Lane opened = lane;
            if (opened == null) {
                opened = openNow();
                lane = opened;
            }
            return opened;
        }

        private Lane openNow() {
            try {
                LaneOpening started = new LaneOpening(arena, vigil, roster, member, digest);
                prepare(started);
                opening = started;
                return started.open(progress);
            } catch (TuttiException e) {
                throw roster.seen(e);
            }
        }

        /** {@return the lane, or null while others have not opened theirs} Waits for nobody; operations in it neither. */
        public @Nullable Lane tryToOpen() {
            if (lane == null) {
                LaneOpening started = opening;
                if (started == null) {
                    started = new LaneOpening(arena, vigil, roster, member, digest);
                    prepare(started);
                    opening = started;
                }
                lane = started.tryToOpen();
            }
            return lane;
        }

        @Override
        public boolean isOpen() {
            return lane != null;
        }

        /**
         * Gives the lane's memory back.
         *
         * @param met whether all members have met to close it; only then it can be
         */
        public void close(boolean met) {
            vigil.closed(roster);
            LaneOpening opened = opening;
            if (met && opened != null) {
                retire(opened);
            }
            opening = null;
            lane = null;
        }
    }
}
