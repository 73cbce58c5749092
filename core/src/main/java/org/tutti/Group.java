package org.tutti;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of processes of one world. Its members are numbered from 0 to {@link #size} - 1, and these numbers are their
 * ranks in this group; a rank in another group is another number. Where two jobs are {@linkplain Communicator#connect connected}, the groups of
 * what they have in common are of a world of their own: none of their members is known to be one of another group there.
 *
 * <p>Groups are values: they never change, need no communication and no memory that would have to be given back (so
 * there is no counterpart of MPI_GROUP_FREE), and may be used by any thread.
 *
 * <p>MPI standard: 7.3, group management.
 */
public final class Group {
    /** The group without members. MPI standard: 7.2.1, MPI_GROUP_EMPTY. */
    public static final Group EMPTY = new Group(new int[0], Tutti.UNDEFINED, null);

    private final int[] worldRanks;
    /** Whose view this is, by its rank in the world: that of the process which made it; none in {@link #EMPTY}. */
    private final int self;

    private final int rank;
    /** Of which world the members are, by what this process has of it; of none in {@link #EMPTY}. */
    private final @Nullable Household world;

    /** Takes over an array of distinct ranks of a world, as the process of that rank in the world sees them. */
    Group(int[] worldRanks, int self, @Nullable Household world) {
        this.worldRanks = worldRanks;
        this.self = self;
        this.world = world;
        int found = Tutti.UNDEFINED;
        for (int i = 0; i < worldRanks.length; i++) {
            if (worldRanks[i] == self) {
                found = i;
            }
        }
        this.rank = found;
    }

    /** {@return how many members there are} MPI standard: 7.3.1, MPI_GROUP_SIZE. */
    public int size() {
        return worldRanks.length;
    }

    /**
     * {@return this process's rank, or {@link Tutti#UNDEFINED} where it is not a member} MPI standard: 7.3.1, MPI_GROUP_RANK.
     */
    public int rank() {
        return rank;
    }

    /**
     * {@return the rank in the world of a member} MPI standard: 7.3.1, MPI_GROUP_TRANSLATE_RANKS with the world's group.
     *
     * @param member its rank in this group
     * @throws TuttiException of class RANK where there is no such member
     */
    public int worldRank(int member) {
        return worldRanks[RankArguments.requireRank(member, worldRanks.length, "member")];
    }

    /**
     * {@return the ranks that members of this group have in another one, {@link Tutti#UNDEFINED} where they are not members of
     * it} {@link Tutti#PROC_NULL} stays what it is. MPI standard: 7.3.1, MPI_GROUP_TRANSLATE_RANKS.
     *
     * @param ranks ranks in this group, or PROC_NULL; any of them may be there several times
     * @param other the other group
     * @throws TuttiException of class RANK where one is not a rank of this group
     */
    public int[] translateRanks(int[] ranks, Group other) {
        require(other);
        RankArguments.requireArray(ranks, "ranks");
        int[] positions = hasWorldOf(other) ? other.positions() : new int[0];
        int[] translated = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == Tutti.PROC_NULL) {
                translated[i] = Tutti.PROC_NULL;
            } else if (ranks[i] < 0 || ranks[i] >= size()) {
                throw RankArguments.noRank(size(), "ranks[" + i + "]=" + ranks[i]);
            } else {
                int worldRank = worldRanks[ranks[i]];
                translated[i] = worldRank < positions.length ? positions[worldRank] : Tutti.UNDEFINED;
            }
        }
        return translated;
    }

    /**
     * {@return IDENT where both groups have the same members in the same order, SIMILAR where only the order differs, else
     * UNEQUAL} MPI standard: 7.3.1, MPI_GROUP_COMPARE.
     *
     * @param other the other group
     */
    public Comparison compare(Group other) {
        require(other);
        if (equals(other)) {
            return Comparison.IDENT;
        }
        return hasWorldOf(other) && members().equals(other.members()) ? Comparison.SIMILAR : Comparison.UNEQUAL;
    }

    /**
     * {@return the members of this group, then those of the other one that are not in this group, in their order there} MPI
     * standard: 7.3.2, MPI_GROUP_UNION.
     *
     * @param other the other group
     * @throws TuttiException of class GROUP where it is of another world
     */
    public Group union(Group other) {
        require(other);
        if (!hasWorldOf(other)) {
            throw new TuttiException(
                    ErrorCode.BAD_GROUP, "the groups are of different jobs: " + this + ", other=" + other);
        }
        BitSet mine = members();
        IntStream added = Arrays.stream(other.worldRanks).filter(member -> !mine.get(member));
        return derived(other, IntStream.concat(Arrays.stream(worldRanks), added));
    }

    /**
     * {@return the members of this group that are in the other one as well, in their order here} MPI standard: 7.3.2,
     * MPI_GROUP_INTERSECTION.
     *
     * @param other the other group
     */
    public Group intersection(Group other) {
        require(other);
        BitSet others = hasWorldOf(other) ? other.members() : new BitSet();
        return derived(other, Arrays.stream(worldRanks).filter(others::get));
    }

    /**
     * {@return the members of this group that are not in the other one, in their order here} MPI standard: 7.3.2,
     * MPI_GROUP_DIFFERENCE.
     *
     * @param other the other group
     */
    public Group difference(Group other) {
        require(other);
        BitSet others = hasWorldOf(other) ? other.members() : new BitSet();
        return derived(other, Arrays.stream(worldRanks).filter(member -> !others.get(member)));
    }

    /**
     * {@return the members with these ranks, in the order of the list} So a list of all ranks permutes the group, and an empty
     * one gives an empty group. MPI standard: 7.3.2, MPI_GROUP_INCL.
     *
     * @param ranks ranks in this group, each once
     * @throws TuttiException of class RANK where one is not a rank of this group, or is there twice
     */
    public Group incl(int... ranks) {
        RankArguments.requireDistinct(ranks, size(), "ranks");
        return only(ranks);
    }

    /**
     * {@return the members that do not have these ranks, in their order here} MPI standard: 7.3.2, MPI_GROUP_EXCL.
     *
     * @param ranks ranks in this group, each once
     * @throws TuttiException of class RANK where one is not a rank of this group, or is there twice
     */
    public Group excl(int... ranks) {
        BitSet excluded = RankArguments.requireDistinct(ranks, size(), "ranks");
        return derived(
                this,
                IntStream.range(0, size())
                        .filter(member -> !excluded.get(member))
                        .map(this::worldRank));
    }

    /**
     * {@return the members whose ranks are in these ranges, range by range} A range is three numbers, first, last and stride,
     * and stands for the ranks first, first + stride, first + 2 stride, up to last or as near to it as they come; where
     * last is below first, the stride is negative. MPI standard: 7.3.2, MPI_GROUP_RANGE_INCL.
     *
     * {@snippet :
     * Group evenThenOddDownwards = group.rangeIncl(new int[] {0, 6, 2}, new int[] {7, 1, -2});
     * }
     *
     * @param ranges the ranges, which have no rank in common
     * @throws TuttiException of class RANK where a range has a number that is not a rank of this group or is in another
     *     range, of class ARG where a range is none
     */
    public Group rangeIncl(int[]... ranges) {
        return only(RankRanges.expand(ranges, size()));
    }

    /**
     * {@return the members whose ranks are in none of these ranges, in their order here} MPI standard: 7.3.2,
     * MPI_GROUP_RANGE_EXCL.
     *
     * @param ranges the ranges, as {@link #rangeIncl} takes them
     * @throws TuttiException of class RANK where a range has a number that is not a rank of this group or is in another
     *     range, of class ARG where a range is none
     */
    public Group rangeExcl(int[]... ranges) {
        return excl(RankRanges.expand(ranges, size()));
    }

    private Group only(int[] ranks) {
        return derived(this, Arrays.stream(ranks).map(this::worldRank));
    }

    private Group derived(Group other, IntStream members) {
        return world != null
                ? new Group(members.toArray(), self, world)
                : new Group(members.toArray(), other.self, other.world);
    }

    /** {@return whether the members are of this world} Those of an empty group are of any. */
    boolean isOf(Household someWorld) {
        return size() == 0 || someWorld.equals(world);
    }

    private boolean hasWorldOf(Group other) {
        return size() == 0 || other.size() == 0 || Objects.equals(world, other.world);
    }

    private BitSet members() {
        BitSet members = new BitSet();
        for (int worldRank : worldRanks) {
            members.set(worldRank);
        }
        return members;
    }

    /** {@return the rank in this group by the rank in the world, as far as the largest one that is a member's} */
    private int[] positions() {
        int[] positions = new int[Arrays.stream(worldRanks).max().orElse(-1) + 1];
        Arrays.fill(positions, Tutti.UNDEFINED);
        for (int i = 0; i < worldRanks.length; i++) {
            positions[worldRanks[i]] = i;
        }
        return positions;
    }

    private static void require(Group other) {
        if (other == null) {
            throw new TuttiException(ErrorCode.BAD_GROUP, "must not be null: other=null");
        }
    }

    /** {@return whether the other object is a group that {@linkplain #compare compares} IDENT to this one} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Group group && Arrays.equals(worldRanks, group.worldRanks) && hasWorldOf(group);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(worldRanks);
    }

    /** {@return the members by their ranks in the world, e.g. {@code group [0, 2, 4]}} */
    @Override
    public String toString() {
        return "group " + Arrays.toString(worldRanks);
    }
}
