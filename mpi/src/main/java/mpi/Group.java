package mpi;

import java.util.function.Supplier;
import org.tutti.ErrorCode;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** An ordered set of ranks. MPI standard: 7.3. */
public final class Group implements Freeable {
    private org.tutti.Group core;

    Group(org.tutti.Group core) {
        this.core = core;
    }

    /** {@return core's group} */
    static org.tutti.Group core(Group group) {
        if (group == null || group.core == null) {
            throw new TuttiException(ErrorCode.BAD_GROUP, "the group is null, or has been freed");
        }
        return group.core;
    }

    private static <T> T checked(Supplier<T> call) {
        World.requireOpen();
        try {
            return call.get();
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return how many ranks it has} MPI standard: 7.3.1, MPI_GROUP_SIZE. */
    public int getSize() throws MPIException {
        return checked(() -> core(this).size());
    }

    /** {@return this process's rank in it, or {@link MPI#UNDEFINED}} MPI standard: 7.3.1, MPI_GROUP_RANK. */
    public int getRank() throws MPIException {
        return checked(() -> Numbers.of(core(this).rank()));
    }

    /** Frees it. MPI standard: 7.3.3, MPI_GROUP_FREE. */
    @Override
    public void free() throws MPIException {
        checked(() -> core(this));
        if (this != MPI.GROUP_EMPTY) {
            core = null;
        }
    }

    /** {@return whether it has been freed} */
    public boolean isNull() {
        return core == null;
    }

    /** {@return the ranks in another group of some ranks of a group} MPI standard: 7.3.1, MPI_GROUP_TRANSLATE_RANKS. */
    public static int[] translateRanks(Group group1, int[] ranks1, Group group2) throws MPIException {
        return checked(() -> translate(core(group1), ranks1, core(group2)));
    }

    private static int[] translate(org.tutti.Group group1, int[] ranks1, org.tutti.Group group2) {
        int[] ranks2 = group1.translateRanks(ranks1, group2);
        for (int i = 0; i < ranks2.length; i++) {
            ranks2[i] = ranks2[i] == Tutti.PROC_NULL ? MPI.PROC_NULL : Numbers.of(ranks2[i]);
        }
        return ranks2;
    }

    /** {@return {@link MPI#IDENT}, {@link MPI#SIMILAR} or {@link MPI#UNEQUAL}} MPI standard: 7.3.1, MPI_GROUP_COMPARE. */
    public static int compare(Group group1, Group group2) throws MPIException {
        return checked(() -> Numbers.of(core(group1).compare(core(group2))));
    }

    /** {@return all of the first group, then those of the second that are not in the first} MPI standard: 7.3.2, MPI_GROUP_UNION. */
    public static Group union(Group group1, Group group2) throws MPIException {
        return checked(() -> new Group(core(group1).union(core(group2))));
    }

    /** {@return those of the first group that are in the second} MPI standard: 7.3.2, MPI_GROUP_INTERSECTION. */
    public static Group intersection(Group group1, Group group2) throws MPIException {
        return checked(() -> new Group(core(group1).intersection(core(group2))));
    }

    /** {@return those of the first group that are not in the second} MPI standard: 7.3.2, MPI_GROUP_DIFFERENCE. */
    public static Group difference(Group group1, Group group2) throws MPIException {
        return checked(() -> new Group(core(group1).difference(core(group2))));
    }

    /** {@return these ranks, in this order} MPI standard: 7.3.2, MPI_GROUP_INCL. */
    public Group incl(int[] ranks) throws MPIException {
        return checked(() -> new Group(core(this).incl(ranks)));
    }

    /** {@return all ranks but these} MPI standard: 7.3.2, MPI_GROUP_EXCL. */
    public Group excl(int[] ranks) throws MPIException {
        return checked(() -> new Group(core(this).excl(ranks)));
    }

    /** {@return the ranks of ranges: each a first one, a last one and a stride} MPI standard: 7.3.2, MPI_GROUP_RANGE_INCL. */
    public Group rangeIncl(int[][] ranges) throws MPIException {
        return checked(() -> new Group(core(this).rangeIncl(ranges)));
    }

    /** {@return all ranks but those of ranges: each a first one, a last one and a stride} MPI standard: 7.3.2, MPI_GROUP_RANGE_EXCL. */
    public Group rangeExcl(int[][] ranges) throws MPIException {
        return checked(() -> new Group(core(this).rangeExcl(ranges)));
    }

    /** {@return what {@link #getSize} does} MPI standard: 7.3.1, MPI_GROUP_SIZE. */
    public int Size() throws MPIException {
        return getSize();
    }

    /** {@return what {@link #getRank} does} MPI standard: 7.3.1, MPI_GROUP_RANK. */
    public int Rank() throws MPIException {
        return getRank();
    }

    /** {@return what {@link #translateRanks} does} MPI standard: 7.3.1, MPI_GROUP_TRANSLATE_RANKS. */
    public static int[] Translate_ranks(Group group1, int[] ranks1, Group group2) throws MPIException {
        return translateRanks(group1, ranks1, group2);
    }

    /** {@return what {@link #compare} does} MPI standard: 7.3.1, MPI_GROUP_COMPARE. */
    public static int Compare(Group group1, Group group2) throws MPIException {
        return compare(group1, group2);
    }

    /** {@return what {@link #union} does} MPI standard: 7.3.2, MPI_GROUP_UNION. */
    public static Group Union(Group group1, Group group2) throws MPIException {
        return union(group1, group2);
    }

    /** {@return what {@link #intersection} does} MPI standard: 7.3.2, MPI_GROUP_INTERSECTION. */
    public static Group Intersection(Group group1, Group group2) throws MPIException {
        return intersection(group1, group2);
    }

    /** {@return what {@link #difference} does} MPI standard: 7.3.2, MPI_GROUP_DIFFERENCE. */
    public static Group Difference(Group group1, Group group2) throws MPIException {
        return difference(group1, group2);
    }

    /** {@return what {@link #incl} does} MPI standard: 7.3.2, MPI_GROUP_INCL. */
    public Group Incl(int[] ranks) throws MPIException {
        return incl(ranks);
    }

    /** {@return what {@link #excl} does} MPI standard: 7.3.2, MPI_GROUP_EXCL. */
    public Group Excl(int[] ranks) throws MPIException {
        return excl(ranks);
    }

    /** {@return what {@link #rangeIncl} does} MPI standard: 7.3.2, MPI_GROUP_RANGE_INCL. */
    public Group Range_incl(int[][] ranges) throws MPIException {
        return rangeIncl(ranges);
    }

    /** {@return what {@link #rangeExcl} does} MPI standard: 7.3.2, MPI_GROUP_RANGE_EXCL. */
    public Group Range_excl(int[][] ranges) throws MPIException {
        return rangeExcl(ranges);
    }
}
