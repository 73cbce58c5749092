package org.tutti.segment;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy;
import org.tutti.memory.Words;
import org.tutti.spi.Progress;

/** How a rank opens a lane of some ranks of the world, and how it gives its memory back. */
public final class LaneOpening implements WaitStrategy.Waiter {
    /*
     * 1. Take memory for a part, with the largest ring for which there is room; name it in the directory.
     * 2. Wait until all other members have named theirs. All have the same smallest ring: that is everybody's.
     * ... operations, the last of them a meeting of all, in which the communicator is closed.
     * 3. Withdraw the entry: this rank reads nobody's part any more.
     * 4. When all others have withdrawn theirs, nobody reads this rank's part any more: the memory goes back to the pool.
     *
     * 1, 3 and 4 are called under a lock by whoever has one, since the threads of a rank may use different communicators; 2
     * is not.
     */
    private final Arena arena;
    private final Words words;
    private final Vigil vigil;
    private final Roster roster;
    private final int rank;
    private final int worldRank;
    private final long digest;
    private final LaneLayout layout;
    private final long[] entries;
    private final int[] missing;
    private int missingCount;
    private long offset;
    private long ringBytes;
    private long base;

    /** The lane of these ranks, as the one with this number among them opens it. */
    public LaneOpening(Arena arena, Vigil vigil, Roster roster, int rank, long digest) {
        this.arena = arena;
        this.words = arena.words();
        this.vigil = vigil;
        this.roster = roster;
        this.rank = rank;
        this.worldRank = roster.worldRank(rank);
        this.digest = digest;
        Geometry world = arena.geometry();
        this.layout = new LaneLayout(world.forLane(roster.size(), world.ringBytes()));
        this.entries = new long[roster.size()];
        this.missing = new int[roster.size()];
    }

    /** 1. Takes memory and names it. Where there is none even for the smallest ring, the job ends. */
    public void prepare() {
        try {
            allocate();
            publish();
        } catch (TuttiException e) {
            arena.abort()
                    .write(
                            e.code(),
                            worldRank,
                            "rank " + worldRank + " has no memory to open " + roster.name() + ": " + e.reason());
            throw arena.abort().exception();
        }
        for (int i = 1; i < roster.size(); i++) {
            missing[missingCount++] = (rank + i) % roster.size();
        }
    }

    private void allocate() {
        Geometry world = arena.geometry();
        Pool pool = arena.pool(worldRank);
        long least = world.leastRingBytes(roster.size());
        ringBytes = world.laneRingBytes(roster.size());
        while (ringBytes > least && !pool.hasRoomFor(bytes())) {
            ringBytes /= 2;
        }
        while (offset == 0) {
            offset = tryToAllocate(pool, least);
        }
    }

    /** The directory may need a page more. */
    private void publish() {
        base = offset + layout.colour(worldRank);
        words.zero(base, layout.controlBytes());
        byte[] name = roster.name().getBytes(StandardCharsets.UTF_8);
        words.copyIn(ElementType.BYTE, name, 0, base + layout.name, Math.min(name.length, layout.nameCapacity()));
        entries[rank] = arena.directory(worldRank).publish(roster.key(), base, ringBytes, digest);
    }

    private long tryToAllocate(Pool pool, long least) {
        try {
            return pool.allocate(bytes());
        } catch (TuttiException e) {
            if (ringBytes <= least) {
                throw e;
            }
            ringBytes /= 2;
            return 0;
        }
    }

    private long bytes() {
        return new LaneLayout(arena.geometry().forLane(roster.size(), ringBytes)).bytes();
    }

    /** {@return the lane} 2. Waits for all other members. */
    public Lane open(Progress progress) {
        WaitStrategy strategy = new WaitStrategy(arena.geometry().mode(), false, progress);
        strategy.begin();
        while (!allNamed()) {
            strategy.pause(this);
        }
        vigil.hasOpened();
        return opened(progress);
    }

    /** {@return the lane, or null while some other members have not named their parts} 2. Waits for nobody. */
    public @Nullable Lane tryToOpen() {
        arena.abort().check();
        return allNamed() ? opened(Progress.NONE) : null;
    }

    private Lane opened(Progress progress) {
        Geometry world = arena.geometry();
        long smallest = ringBytes;
        long[] bases = new long[entries.length];
        for (int peer = 0; peer < bases.length; peer++) {
            bases[peer] = words.getPlain(entries[peer] + ArenaLayout.LANE_OFFSET);
            smallest = Math.min(smallest, words.getPlain(entries[peer] + ArenaLayout.LANE_RING));
            requireSameDigest(peer);
        }
        Geometry geometry = world.forLane(roster.size(), smallest);
        return new Lane(roster, rank, geometry, words, arena.abort(), bases, arena.buffers(worldRank), progress, vigil);
    }

    private boolean allNamed() {
        int left = 0;
        for (int i = 0; i < missingCount; i++) {
            int peer = missing[i];
            long entry = Directory.find(words, roster.worldRank(peer), roster.key());
            if (entry == 0) {
                missing[left++] = peer;
            } else {
                entries[peer] = entry;
            }
        }
        missingCount = left;
        return left == 0;
    }

    private void requireSameDigest(int peer) {
        long theirs = words.getPlain(entries[peer] + ArenaLayout.LANE_DIGEST);
        if (theirs != digest) {
            arena.abort()
                    .write(
                            ErrorCode.COMPONENTS_DIFFER,
                            roster.worldRank(peer),
                            "the ranks would choose different components for " + roster.name() + ": rank " + worldRank
                                    + " and rank " + roster.worldRank(peer));
            throw arena.abort().exception();
        }
    }

    @Override
    public void check() {
        arena.abort().check();
    }

    @Override
    public void linger() {
        words.setPlain(base + layout.awaitedValue, 1);
        words.setPlain(base + layout.awaitedWord, LaneLayout.OPENING);
        // SYNC awaited: the word that is waited for, and the value
        words.setRelease(base + layout.awaited, Awaited.pack(roster.worldRank(missing[0]), missingCount));
        vigil.waitsToOpen(roster.key(), roster.worldRank(missing[0]));
    }

    @Override
    public void sleep(long nanos) {
        linger();
        vigil.look();
        WaitStrategy.nap(nanos);
    }

    /** 3. Says that this rank uses the lane no more, which all members have closed together. */
    public void withdraw() {
        arena.directory(worldRank).withdraw(entries[rank]);
    }

    /** {@return whether the memory has been given back} 4. Not while another member may still read it. */
    public boolean reclaim() {
        for (int peer = 0; peer < entries.length; peer++) {
            if (!Directory.isWithdrawn(words, entries[peer], roster.key())) {
                return false;
            }
        }
        arena.pool(worldRank).release(offset, bytes());
        return true;
    }
}
