package org.tutti;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.tutti.coll.CollectiveDifference;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.segment.Roster;

/**
 * How the ranks of a communicator agree about new ones: each tells all others what it wants, so that all come to the same
 * members, in the same order, and to the same key, which the first member has chosen.
 */
final class Creation {
    private static final int WHAT = 0;
    private static final int ORDER = 1;
    private static final int KEY = 2;
    private static final int DIGEST = 3;
    private static final int WORDS = 4;
    private static final int KIND_SHIFT = 32;

    private final Roster parent;
    private final int rank;
    private final CollectiveSelection chosen;
    private final long[] mine;
    private final long[] all;

    /** What was called. */
    enum Kind {
        DUP,
        SPLIT,
        SPLIT_SHARED,
        CREATE,
        CARTESIAN,
        CARTESIAN_SUB,
        GRAPH,
        DISTRIBUTED_GRAPH,
        DISTRIBUTED_GRAPH_ADJACENT,
        INTERCOMMUNICATOR,
        MERGE,
        ACCEPT,
        CONNECT;

        /** {@return its name, also where the word that told it is not what its rank wrote} */
        static String of(int ordinal) {
            Kind[] all = values();
            return ordinal >= 0 && ordinal < all.length ? all[ordinal].toString() : "no operation (" + ordinal + ")";
        }

        @Override
        public String toString() {
            return switch (this) {
                case DUP -> "dup()";
                case SPLIT -> "split()";
                case SPLIT_SHARED -> "splitShared()";
                case CREATE -> "create()";
                case CARTESIAN -> "cartesian()";
                case CARTESIAN_SUB -> "cartesianSub()";
                case GRAPH -> "graph()";
                case DISTRIBUTED_GRAPH -> "distributedGraph()";
                case DISTRIBUTED_GRAPH_ADJACENT -> "distributedGraphAdjacent()";
                case INTERCOMMUNICATOR -> "createInter()";
                case MERGE -> "merge()";
                case ACCEPT -> "accept()";
                case CONNECT -> "connect()";
            };
        }
    }

    /**
     * What this rank wants.
     *
     * @param what the color, or what else tells the new communicators apart
     * @param order in which order ranks go
     */
    Creation(Roster parent, int rank, Household household, Kind kind, int what, long order, Info info) {
        this.parent = parent;
        this.rank = rank;
        this.chosen = household.selection(parent.name(), Math.max(2, parent.size()), info);
        this.mine = new long[] {
            (long) kind.ordinal() << KIND_SHIFT | Integer.toUnsignedLong(what),
            order,
            household.newKey(),
            31 * chosen.digest() + info.digest()
        };
        this.all = new long[WORDS * parent.size()];
    }

    /** {@return this, now that all have met} Throws on all of them where they have called different things. */
    Creation meet(CollectiveTable table) {
        table.agree(mine, all);
        requireSameKind();
        requireSameComponents(table);
        return this;
    }

    /** {@return an operation in flight by which all meet} When it is over, {@link #requireSame} is called. */
    Request meetLater(Communicator communicator) {
        return communicator.begin(recorder -> recorder.allgather(mine, all));
    }

    /** Throws on all ranks where they want different things. */
    void requireSame() {
        requireSameKind();
        for (int member = 0; member < parent.size(); member++) {
            if (of(member, DIGEST) != of(0, DIGEST)) {
                throw differentHints(member);
            }
        }
    }

    private long of(int member, int word) {
        return all[member * WORDS + word];
    }

    /** All compare with the first rank, so that all say the same. */
    private void requireSameKind() {
        int first = (int) (of(0, WHAT) >>> KIND_SHIFT);
        for (int member = 0; member < parent.size(); member++) {
            int theirs = (int) (of(member, WHAT) >>> KIND_SHIFT);
            if (theirs != first) {
                throw mismatch("ranks called different operations", member, Kind.of(first), Kind.of(theirs));
            }
        }
    }

    /** What would be chosen for a communicator of as many ranks: where it differs, all see that, and tell each other more. */
    private void requireSameComponents(CollectiveTable table) {
        for (int member = 0; member < parent.size(); member++) {
            if (of(member, DIGEST) != of(0, DIGEST)) {
                TuttiException difference = CollectiveDifference.of(table, parent, chosen);
                throw difference != null ? difference : differentHints(member);
            }
        }
    }

    private TuttiException differentHints(int member) {
        return new TuttiException(
                ErrorCode.MISMATCH,
                "rank " + parent.worldRank(0) + " and rank " + parent.worldRank(member)
                        + " pass different hints about components in " + parent.name(),
                parent.worldRank(member),
                null);
    }

    private TuttiException mismatch(String what, int member, String ours, String theirs) {
        return mismatch(what, 0, ours, member, theirs);
    }

    private TuttiException mismatch(String what, int one, String ours, int another, String theirs) {
        int first = parent.worldRank(one);
        int other = parent.worldRank(another);
        String text = first < other
                ? "rank " + first + ": " + ours + ", rank " + other + ": " + theirs
                : "rank " + other + ": " + theirs + ", rank " + first + ": " + ours;
        return new TuttiException(ErrorCode.MISMATCH, what + ": " + text + ", in " + parent.name(), other, null);
    }

    /** {@return the members of this rank's communicator, as ranks of the parent: those of its color, by their order} */
    int[] membersByColor() {
        IntPredicate isMember = member -> of(member, WHAT) == mine[WHAT];
        return IntStream.range(0, parent.size())
                .filter(isMember)
                .boxed()
                .sorted((a, b) -> of(a, ORDER) != of(b, ORDER) ? Long.compare(of(a, ORDER), of(b, ORDER)) : a - b)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@return the members of the parent that want anything but 0, in the order of what they want} */
    int[] membersByWhat() {
        return IntStream.range(0, parent.size())
                .filter(member -> what(member) != 0)
                .boxed()
                .sorted(Comparator.comparingInt(this::what))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@return what a member of the parent wants, as far as it is no color} */
    int what(int member) {
        return (int) of(member, WHAT);
    }

    /** Throws on all ranks where one of a range of members of the parent wants another thing than the first of them. */
    void requireSameWhat(int from, int to, String what) {
        for (int member = from + 1; member < to; member++) {
            if (what(member) != what(from)) {
                throw mismatch("ranks of a group passed different " + what, from, "one", member, "another");
            }
        }
    }

    /** Throws where one of these members of the parent wants another group. */
    void requireSameGroup(int[] members) {
        for (int member : members) {
            if (of(member, ORDER) != mine[ORDER]) {
                throw mismatch("members of a group passed different groups", rank, "one", member, "another");
            }
        }
    }

    /** Throws on all ranks where one wants another thing than the first: they have passed values of other digests as orders. */
    void requireSameOrder(String what) {
        for (int member = 1; member < parent.size(); member++) {
            if (of(member, ORDER) != of(0, ORDER)) {
                throw mismatch("ranks passed different " + what, member, "one", "another");
            }
        }
    }

    /** {@return the communicator of all ranks of the parent} */
    Roster rosterOfAll(String name) {
        return new Roster(of(0, KEY), name, parent.worldRanks());
    }

    /** {@return the communicator of these ranks of the parent} */
    Roster roster(int[] members, String name) {
        int[] worldRanks = Arrays.stream(members).map(parent::worldRank).toArray();
        return new Roster(of(members[0], KEY), name, worldRanks);
    }
}
