package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tutti.Refusals.refuses;
import static org.tutti.Tutti.PROC_NULL;
import static org.tutti.Tutti.UNDEFINED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups, held against the standard's words, and against lists for random groups. */
class GroupTest {
    private static final Household HOUSE = new Household(ThreadLevel.SINGLE);

    private static final int WORLD = 30;

    private static Group group(Integer self, List<Integer> members) {
        return new Group(members.stream().mapToInt(i -> i).toArray(), self, HOUSE);
    }

    private static Group group(int... worldRanks) {
        return new Group(worldRanks, worldRanks.length == 0 ? 0 : worldRanks[0], HOUSE);
    }

    private static List<Integer> members(Group group) {
        return IntStream.range(0, group.size()).map(group::worldRank).boxed().toList();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    /** The examples of MPI-4.1, 7.3.2: a group a, b, c, d, e, f, g, h, i, j. */
    @Test
    void shouldTakeRangesAsTheStandardDoes() {
        Group ten = group(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        assertThat(members(ten.rangeIncl(new int[] {6, 7, 1}, new int[] {1, 6, 2}, new int[] {0, 9, 4})))
                .containsExactly(16, 17, 11, 13, 15, 10, 14, 18);
        assertThat(members(ten.rangeExcl(new int[] {6, 7, 1}, new int[] {1, 6, 2}, new int[] {0, 9, 4})))
                .containsExactly(12, 19);
        assertThat(members(ten.rangeIncl(new int[] {9, 1, -3}))).containsExactly(19, 16, 13);
        assertThat(members(ten.rangeIncl(new int[] {4, 4, -7}))).containsExactly(14);
        assertThat(members(ten.rangeIncl(new int[] {8, 10, 3}))).containsExactly(18);
        assertThat(members(ten.rangeIncl(new int[] {2, -1, -2}))).containsExactly(12, 10);
        assertThat(members(ten.rangeIncl(new int[] {2, Integer.MIN_VALUE + 3, Integer.MIN_VALUE})))
                .containsExactly(12);
        assertThat(ten.rangeIncl()).isEqualTo(Group.EMPTY);
        assertThat(ten.rangeExcl()).isEqualTo(ten);
    }

    @Test
    void shouldOrderAsTheStandardSays() {
        Group left = group(3, 1, 5, 7);
        Group right = group(9, 7, 0, 3);
        assertThat(members(left.union(right))).containsExactly(3, 1, 5, 7, 9, 0);
        assertThat(members(right.union(left))).containsExactly(9, 7, 0, 3, 1, 5);
        assertThat(members(left.intersection(right))).containsExactly(3, 7);
        assertThat(members(right.intersection(left))).containsExactly(7, 3);
        assertThat(members(left.difference(right))).containsExactly(1, 5);
        assertThat(members(left.incl(3, 0))).containsExactly(7, 3);
        assertThat(members(left.excl(3, 0))).containsExactly(1, 5);
        assertThat(left.translateRanks(new int[] {3, 0, PROC_NULL, 1, 3}, right))
                .containsExactly(1, 3, PROC_NULL, UNDEFINED, 1);
    }

    @Test
    void shouldCompareMembersAndTheirOrder() {
        assertThat(group(4, 2).compare(group(4, 2))).isEqualTo(Comparison.IDENT);
        assertThat(group(4, 2).compare(group(2, 4))).isEqualTo(Comparison.SIMILAR);
        assertThat(group(4, 2).compare(group(4, 2, 3))).isEqualTo(Comparison.UNEQUAL);
        assertThat(group(4, 2).compare(group(4, 3))).isEqualTo(Comparison.UNEQUAL);
        assertThat(Group.EMPTY.compare(group())).isEqualTo(Comparison.IDENT);
        assertThat(Group.EMPTY.compare(group(0))).isEqualTo(Comparison.UNEQUAL);
    }

    /** A group knows whose it is, however it was made. */
    @Test
    void shouldKnowTheRankOfThisProcess() {
        Group world = new Group(new int[] {0, 1, 2, 3}, 2, HOUSE);
        assertThat(world.rank()).isEqualTo(2);
        assertThat(world.incl(3, 2).rank()).isEqualTo(1);
        assertThat(world.excl(2).rank()).isEqualTo(UNDEFINED);
        assertThat(world.excl(2).union(world).rank()).isEqualTo(3);
        assertThat(Group.EMPTY.union(world).rank()).isEqualTo(2);
        assertThat(world.incl().union(world.incl(2)).rank()).isZero();
        assertThat(Group.EMPTY.rank()).isEqualTo(UNDEFINED);
        assertThat(Group.EMPTY.size()).isZero();
    }

    @Test
    void shouldBeAValue() {
        assertThat(group(4, 2))
                .isEqualTo(new Group(new int[] {4, 2}, 7, HOUSE))
                .hasSameHashCodeAs(group(4, 2))
                .isNotEqualTo(group(2, 4))
                .hasToString("group [4, 2]");
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 40), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAgreeWithLists(long seed) {
        Random random = new Random(seed);
        List<Integer> left = randomMembers(random, WORLD);
        List<Integer> right = random.nextInt(4) == 0 ? new ArrayList<>(left) : randomMembers(random, WORLD);
        if (random.nextBoolean()) {
            Collections.shuffle(right, random);
        }
        int self = random.nextInt(WORLD);
        Group a = group(self, left);
        Group b = group(self, right);
        assertThat(a.size()).isEqualTo(left.size());
        List<Integer> union = new ArrayList<>(left);
        right.stream().filter(member -> !left.contains(member)).forEach(union::add);
        isGroup(a.union(b), union, self);
        isGroup(a.intersection(b), left.stream().filter(right::contains).toList(), self);
        isGroup(a.difference(b), left.stream().filter(m -> !right.contains(m)).toList(), self);
        assertThat(a.translateRanks(IntStream.range(0, left.size()).toArray(), b))
                .containsExactly(ints(left.stream().map(right::indexOf).toList()));
        assertThat(a.compare(b))
                .isEqualTo(
                        left.equals(right)
                                ? Comparison.IDENT
                                : new HashSet<>(left).equals(new HashSet<>(right))
                                        ? Comparison.SIMILAR
                                        : Comparison.UNEQUAL);
        choose(random, a, left, self);
    }

    private static void choose(Random random, Group group, List<Integer> members, int self) {
        List<Integer> ranks = randomMembers(random, members.size());
        List<Integer> chosen = ranks.stream().map(members::get).toList();
        List<Integer> left = new ArrayList<>(members);
        left.removeAll(chosen);
        isGroup(group.incl(ints(ranks)), chosen, self);
        isGroup(group.excl(ints(ranks)), left, self);
        int[][] single = ranks.stream().map(rank -> new int[] {rank, rank, 1}).toArray(int[][]::new);
        isGroup(group.rangeIncl(single), chosen, self);
        isGroup(group.rangeExcl(single), left, self);
        if (members.isEmpty()) {
            return;
        }
        int first = random.nextInt(members.size());
        int last = random.nextInt(members.size());
        int stride = (first <= last ? 1 : -1) * (1 + random.nextInt(4));
        List<Integer> walked = new ArrayList<>();
        for (int rank = first; stride > 0 ? rank <= last : rank >= last; rank += stride) {
            walked.add(members.get(rank));
        }
        isGroup(group.rangeIncl(new int[] {first, last, stride}), walked, self);
        List<Integer> rest = new ArrayList<>(members);
        rest.removeAll(walked);
        isGroup(group.rangeExcl(new int[] {first, last, stride}), rest, self);
    }

    private static List<Integer> randomMembers(Random random, int below) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, below).boxed().toList());
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, random.nextInt(below + 1)));
    }

    private static void isGroup(Group group, List<Integer> members, int self) {
        assertThat(members(group)).isEqualTo(members);
        assertThat(group.rank()).isEqualTo(members.indexOf(self));
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNoRank() {
        Group four = group(10, 11, 12, 13);
        String legal = "must be a rank from 0 to 3: ";
        refuses(() -> four.incl(0, 4), ErrorCode.BAD_RANK, legal + "ranks[1]=4");
        refuses(() -> four.excl(-1), ErrorCode.BAD_RANK, legal + "ranks[0]=-1");
        refuses(() -> four.incl(PROC_NULL), ErrorCode.BAD_RANK, legal + "ranks[0]=-2");
        refuses(() -> four.translateRanks(new int[] {UNDEFINED}, four), ErrorCode.BAD_RANK, legal + "ranks[0]=-1");
        refuses(() -> four.translateRanks(new int[] {4}, four), ErrorCode.BAD_RANK, legal + "ranks[0]=4");
        refuses(() -> Group.EMPTY.incl(0), ErrorCode.BAD_RANK, "there are no ranks: ranks[0]=0");
        refuses(() -> four.incl(1, 2, 1), ErrorCode.RANK_TWICE, "a rank is listed twice: ranks[2]=1");
        refuses(() -> four.excl(3, 3), ErrorCode.RANK_TWICE, "a rank is listed twice: ranks[1]=3");
        refuses(() -> four.incl((int[]) null), ErrorCode.BAD_ARRAY, "not an array of a primitive type: ranks=null");
        refuses(
                () -> four.translateRanks(null, four),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: ranks=null");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNoRange() {
        Group four = group(10, 11, 12, 13);
        String legal = "a range is [first, last, stride], with a stride that is not 0 and leads from first to last: ";
        for (int[] range : new int[][] {{0, 3, 0}, {0, 3, -1}, {3, 0, 1}, {2, 2, 0}, {}, {0, 3}, {0, 3, 1, 1}}) {
            String text = "ranges[1]=" + Arrays.toString(range);
            int[] good = {1, 1, 1};
            refuses(() -> four.rangeIncl(good, range), ErrorCode.BAD_RANK_RANGE, legal + text);
            refuses(() -> four.rangeExcl(good, range), ErrorCode.BAD_RANK_RANGE, legal + text);
        }
        refuses(() -> four.rangeIncl((int[]) null), ErrorCode.BAD_RANK_RANGE, legal + "ranges[0]=null");
        refuses(() -> four.rangeIncl((int[][]) null), ErrorCode.BAD_RANK_RANGE, legal + "ranges=null");
        String noRank = "must be a rank from 0 to 3: ranges[0]=";
        refuses(() -> four.rangeIncl(new int[] {0, 4, 2}), ErrorCode.BAD_RANK, noRank + "[0, 4, 2], rank=4");
        refuses(() -> four.rangeIncl(new int[] {5, 1, -1}), ErrorCode.BAD_RANK, noRank + "[5, 1, -1], rank=5");
        refuses(() -> four.rangeExcl(new int[] {2, -2, -2}), ErrorCode.BAD_RANK, noRank + "[2, -2, -2], rank=-2");
        int max = Integer.MAX_VALUE;
        refuses(
                () -> four.rangeIncl(new int[] {0, max, 1}),
                ErrorCode.BAD_RANK,
                noRank + "[0, 2147483647, 1], rank=2147483647");
        refuses(
                () -> four.rangeIncl(new int[] {2, Integer.MIN_VALUE, -1}),
                ErrorCode.BAD_RANK,
                noRank + "[2, -2147483648, -1], rank=-2147483648");
        int[][] overlapping = {{0, 3, 2}, {3, 1, -1}};
        refuses(
                () -> four.rangeIncl(overlapping),
                ErrorCode.RANK_TWICE,
                "a rank is listed twice: ranges[1]=[3, 1, -1], rank=2");
        refuses(
                () -> four.rangeExcl(overlapping),
                ErrorCode.RANK_TWICE,
                "a rank is listed twice: ranges[1]=[3, 1, -1], rank=2");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseTheAbsenceOfAGroup() {
        String reason = "must not be null: other=null";
        refuses(() -> Group.EMPTY.union(null), ErrorCode.BAD_GROUP, reason);
        refuses(() -> Group.EMPTY.intersection(null), ErrorCode.BAD_GROUP, reason);
        refuses(() -> Group.EMPTY.difference(null), ErrorCode.BAD_GROUP, reason);
        refuses(() -> Group.EMPTY.compare(null), ErrorCode.BAD_GROUP, reason);
        refuses(() -> Group.EMPTY.translateRanks(new int[0], null), ErrorCode.BAD_GROUP, reason);
    }

    /** Rank 1 of one job is not rank 1 of another one. */
    @Test
    void shouldTellProcessesOfDifferentJobsApart() {
        Group here = new Group(new int[] {0, 1}, 1, HOUSE);
        Group there = new Group(new int[] {0, 1}, 1, new Household(ThreadLevel.SINGLE));
        assertThat(here).isNotEqualTo(there);
        assertThat(here.compare(there)).isEqualTo(Comparison.UNEQUAL);
        assertThat(here.translateRanks(new int[] {0, 1}, there)).containsExactly(Tutti.UNDEFINED, Tutti.UNDEFINED);
        assertThat(here.intersection(there)).isEqualTo(Group.EMPTY);
        assertThat(here.difference(there)).isEqualTo(here);
        assertThat(here.union(Group.EMPTY)).isEqualTo(here);
        assertThat(Group.EMPTY.union(there)).isEqualTo(there);
        assertThatThrownBy(() -> here.union(there)).hasMessageContaining("of different jobs");
    }
}
