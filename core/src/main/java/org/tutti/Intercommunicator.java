package org.tutti;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CallRecorder;
import org.tutti.coll.Membership;
import org.tutti.segment.Roster;

/**
 * Two groups of ranks that compute together: the own one, whose number {@link #size} is, and the remote one. In collective
 * operations each group receives what the other one gives.
 *
 * <ul>
 *   <li>{@code allgather}, {@code alltoall}, {@code allreduce}, {@code reduceScatter}: each rank receives what the ranks of the
 *       remote group give; blocks are theirs, one for each of them. What {@code reduceScatter} gives is divided among the ranks
 *       of the remote group, as they say.
 *   <li>{@code bcast}, {@code gather}, {@code scatter}, {@code reduce} are between one rank and all ranks of the group that it is
 *       not in. It passes {@link Tutti#ROOT} as the root, the others of its group {@link Tutti#PROC_NULL}, and the other group
 *       its rank. With PROC_NULL no other argument is looked at, and nothing is received; what is returned is what was passed,
 *       null, or 0. Nor is what the root would send to itself looked at, but by forms that return a new array of what they collect:
 *       it is one like {@code mine}.
 *   <li>{@code barrier} waits for both groups. {@code scan}, {@code exscan} and topologies are for one group.
 * </ul>
 *
 * <p>All ranks of both groups call the same operations in the same order. One array as both what is sent and what is received has no
 * meaning of its own here, but in reductions, where the result takes the place of what was sent.
 *
 * <p>MPI standard: 7.6, and 6.2.2 and 6.2.3 for the collective operations.
 */
public final class Intercommunicator extends Communicator {
    Intercommunicator(Foundation foundation, Consumer<Boolean> whenClosed) {
        super(foundation, whenClosed);
    }

    @Override
    Intercommunicator recorder() {
        return new Intercommunicator(foundation(new CallRecorder()), met -> {});
    }

    /** {@return how many ranks the remote group has} MPI standard: 7.6.1, MPI_COMM_REMOTE_SIZE. */
    public int remoteSize() {
        return peers;
    }

    /** {@return the ranks of the remote group, in their order} MPI standard: 7.6.1, MPI_COMM_REMOTE_GROUP. */
    public Group remoteGroup() {
        requireOpen();
        return new Group(remoteWorldRanks(), household.worldRank(), household);
    }

    private int[] remoteWorldRanks() {
        int first = membership.firstPeer();
        return Arrays.copyOfRange(roster.worldRanks(), first, first + peers);
    }

    /**
     * {@return a communicator of all ranks of both groups} All of them call it.
     *
     * <p>MPI standard: 7.6.2, MPI_INTERCOMM_MERGE.
     *
     * @param high whether this rank's group comes behind the other one, the same on all ranks of a group; where both groups pass
     *     the same, that of the leader with the lower rank in the bridge comes first
     * @throws TuttiException of class MISMATCH where ranks call something else or those of a group pass different values, or when
     *     the job has ended
     */
    public Communicator merge(boolean high) {
        requireOpen();
        Creation creation = agree(Creation.Kind.MERGE, high ? 1 : 0, 0, info);
        int members = membership.members();
        int second = Math.max(membership.first(), membership.firstPeer());
        creation.requireSameWhat(0, second, "values of high");
        creation.requireSameWhat(second, members, "values of high");
        int lead = creation.what(0) > creation.what(second) ? second : 0;
        int[] ordered = IntStream.range(0, members)
                .map(place -> (place + lead) % members)
                .toArray();
        Membership merged = Membership.of(indexOf(ordered, membership.member()), members);
        return inherit(household.add(creation.roster(ordered, roster.name() + ".merge"), merged, Info.EMPTY, null));
    }

    @Override
    public Intercommunicator dup() {
        return dup(info);
    }

    @Override
    public Intercommunicator dup(Info hints) {
        requireOpen();
        Creation creation = agree(Creation.Kind.DUP, 0, 0, hints);
        Roster all = creation.rosterOfAll(roster.name() + ".dup");
        Intercommunicator duplicate = inherit(household.addInter(all, membership, hints));
        attributes.copy(self(), duplicate);
        return duplicate;
    }

    /**
     * {@return an intercommunicator of the ranks of both groups that pass the same color, or null where this rank passes {@link
     * Tutti#UNDEFINED} or no rank of the remote group passes its color} All ranks of both groups call it.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_SPLIT.
     *
     * @param color from 0 on, or UNDEFINED
     * @param key tells the order within a group: ranks go by their keys; those with the same key by their rank in this one
     * @throws TuttiException of class ARG for another color, MISMATCH where ranks call something else, or when the job has
     *     ended
     */
    @Override
    public @Nullable Intercommunicator split(int color, int key) {
        return split(color, key, info);
    }

    @Override
    public @Nullable Intercommunicator split(int color, int key, Info hints) {
        requireOpen();
        requireColor(color, key);
        Creation creation = agree(Creation.Kind.SPLIT, color, key, hints);
        return color == Tutti.UNDEFINED
                ? null
                : addPart(creation, creation.membersByColor(), roster.name() + ".split(" + color + ")", hints);
    }

    /** Ranks of an intercommunicator share memory: the ranks of both groups, in an order that may be another one. */
    @Override
    public Intercommunicator splitShared(int key) {
        requireOpen();
        Creation creation = agree(Creation.Kind.SPLIT_SHARED, 0, key, info);
        Intercommunicator shared = addPart(creation, creation.membersByColor(), roster.name() + ".shared", info);
        if (shared == null) {
            throw new TuttiException(ErrorCode.DEFECT, "a group has no ranks");
        }
        return shared;
    }

    /**
     * {@return an intercommunicator of the members of a group and those of the group that the remote group's ranks pass, or null
     * where this rank is not a member or one of the groups has none} All ranks of both groups call it, those of each with the same
     * group.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_CREATE.
     *
     * @param group a part of this rank's {@link #group()}
     * @throws TuttiException of class GROUP where the group is null or no part of it, MISMATCH where ranks call something
     *     else or those of a group pass different ones, or when the job has ended
     */
    @Override
    public @Nullable Intercommunicator create(Group group) {
        requireOpen();
        int[] local = membersOf(group);
        int place = indexOf(local, rank);
        Creation creation = agree(Creation.Kind.CREATE, place + 1, digestOf(group), info);
        creation.requireSameGroup(
                IntStream.range(0, size).map(i -> membership.first() + i).toArray());
        return place < 0 ? null : addPart(creation, creation.membersByWhat(), roster.name() + ".create", info);
    }

    /** {@return an intercommunicator of some members, or null where a group has none of them; each group's are in their order} */
    private @Nullable Intercommunicator addPart(Creation creation, int[] members, String name, Info hints) {
        int second = Math.max(membership.first(), membership.firstPeer());
        IntPredicate isFirst = member -> member < second;
        int[] first = IntStream.of(members).filter(isFirst).toArray();
        int[] ordered = IntStream.concat(
                        IntStream.of(first), IntStream.of(members).filter(isFirst.negate()))
                .toArray();
        if (first.length == 0 || first.length == ordered.length) {
            return null;
        }
        Membership part = Membership.of(indexOf(ordered, membership.member()), first.length, ordered.length);
        return inherit(household.addInter(creation.roster(ordered, name), part, hints));
    }

    /**
     * {@return how this intercommunicator and another one compare} CONGRUENT where both groups have the same ranks in the same order,
     * SIMILAR where they have the same ranks, UNEQUAL otherwise, and where the other is of one group.
     *
     * <p>MPI standard: 7.4.1, MPI_COMM_COMPARE.
     */
    @Override
    public Comparison compare(Communicator other) {
        Comparison local = super.compare(other);
        if (!(other instanceof Intercommunicator inter) || local == Comparison.IDENT || local == Comparison.UNEQUAL) {
            return local;
        }
        Comparison remote = remoteGroup().compare(inter.remoteGroup());
        return remote == Comparison.IDENT ? local : remote;
    }
}
