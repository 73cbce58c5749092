package org.tutti.segment;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutti.TuttiException;

/** Who shares a lane, and what it is called. A rank of the lane is the place of a rank of the world in a list. */
public final class Roster {
    private final long key;
    private final int[] worldRanks;
    private volatile String name;
    private volatile @Nullable Consumer<TuttiException> witness;

    /**
     * Describes a lane.
     *
     * @param key what the directory calls it: no other lane of the job has it, ever
     * @param name what messages call it
     * @param worldRanks the ranks in the world of its members, in their order; never changed
     */
    public Roster(long key, String name, int[] worldRanks) {
        this.key = key;
        this.name = name;
        this.worldRanks = worldRanks;
    }

    /** {@return all ranks of a world} */
    public static Roster ofAll(long key, String name, int ranks) {
        return new Roster(key, name, IntStream.range(0, ranks).toArray());
    }

    /** {@return what the directory calls the lane} */
    public long key() {
        return key;
    }

    /** {@return what messages call it} */
    public String name() {
        return name;
    }

    /** Calls it something else from now on. */
    public void setName(String newName) {
        name = newName;
    }

    /** Sets who sees what fails in its operations, before their caller does. */
    public void setWitness(Consumer<TuttiException> newWitness) {
        witness = newWitness;
    }

    /** {@return a failure, which the witness has seen} */
    public TuttiException seen(TuttiException failure) {
        Consumer<TuttiException> told = witness;
        if (told != null) {
            told.accept(failure);
        }
        return failure;
    }

    /** {@return how many members it has} */
    public int size() {
        return worldRanks.length;
    }

    /** {@return the rank in the world of a member} */
    public int worldRank(int member) {
        return worldRanks[member];
    }

    /** {@return the ranks in the world of all members, not to be changed} */
    public int[] worldRanks() {
        return worldRanks;
    }
}
