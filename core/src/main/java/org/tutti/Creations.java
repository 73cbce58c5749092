package org.tutti;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Membership;
import org.tutti.segment.Roster;

/** How new communicators are made of a communicator. */
abstract class Creations extends Scans {
    final Info info;
    final @Nullable Neighborhood neighborhood;
    final AttributeStore attributes = new AttributeStore();
    private @Nullable Map<Long, Integer> groupCreations;

    Creations(Foundation foundation) {
        super(foundation);
        this.info = foundation.info();
        this.neighborhood = foundation.neighborhood();
    }

    /**
     * {@return a communicator of the same ranks in the same order, whose operations have nothing to do with those of this one} All
     * ranks call it. It takes shared memory when it is used first. It has this one's hints and topology, and those attributes
     * that are copied.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_DUP.
     *
     * @throws TuttiException of class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator dup() {
        return dup(info);
    }

    /**
     * {@return as {@link #dup()}, with other hints}
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO.
     *
     * @param hints the hints; those about components are the same on all ranks
     * @throws TuttiException of class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator dup(Info hints) {
        requireOpen();
        return duplicate(agree(Creation.Kind.DUP, 0, 0, hints), hints);
    }

    /**
     * {@return a duplicate that is being made, as {@link #dup()} makes it} It is in flight like any other collective operation.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_IDUP.
     *
     * @throws TuttiException when the job has ended
     */
    public CreationRequest idup() {
        return idup(info);
    }

    /**
     * {@return as {@link #idup()}, with other hints} MPI standard: 7.4.2, MPI_COMM_IDUP_WITH_INFO.
     *
     * @param hints the hints; those about components are the same on all ranks
     * @throws TuttiException when the job has ended
     */
    public CreationRequest idup(Info hints) {
        requireOpen();
        Creation creation = creation(Creation.Kind.DUP, 0, 0, hints);
        return new CreationRequest(self(), creation.meetLater(self()), () -> {
            creation.requireSame();
            return duplicate(creation, hints);
        });
    }

    private Communicator duplicate(Creation creation, Info hints) {
        Roster all = creation.rosterOfAll(roster.name() + ".dup");
        Communicator duplicate = inherit(household.add(all, membership, hints, neighborhood));
        attributes.copy(self(), duplicate);
        return duplicate;
    }

    /**
     * {@return a communicator of all ranks that pass the same color, or null where this rank passes {@link Tutti#UNDEFINED}} All
     * ranks call it.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_SPLIT.
     *
     * @param color from 0 on, or UNDEFINED
     * @param key tells the order: ranks go by their keys; those with the same key by their rank in this communicator
     * @throws TuttiException of class ARG for another color, MISMATCH where ranks call something else, or when the job has
     *     ended
     */
    public @Nullable Communicator split(int color, int key) {
        return split(color, key, info);
    }

    /**
     * {@return as {@link #split(int, int)}, with other hints}
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_SPLIT.
     *
     * @param color from 0 on, or UNDEFINED
     * @param key tells the order
     * @param hints the hints; those about components are the same on all ranks
     * @throws TuttiException of class ARG for another color, MISMATCH where ranks call something else, or when the job has
     *     ended
     */
    public @Nullable Communicator split(int color, int key, Info hints) {
        requireOpen();
        requireColor(color, key);
        Creation creation = agree(Creation.Kind.SPLIT, color, key, hints);
        return color == Tutti.UNDEFINED
                ? null
                : add(creation, creation.membersByColor(), roster.name() + ".split(" + color + ")", hints);
    }

    static void requireColor(int color, int key) {
        if (color < 0 && color != Tutti.UNDEFINED) {
            throw new TuttiException(
                    ErrorCode.BAD_COLOR, "must be 0 or more, or Tutti.UNDEFINED: color=" + color + ", key=" + key);
        }
    }

    /**
     * {@return a communicator of all ranks of this one that share memory with this rank} These are all, in an order that may be
     * another one. All ranks call it.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_SPLIT_TYPE with MPI_COMM_TYPE_SHARED.
     *
     * @param key tells the order: ranks go by their keys; those with the same key by their rank in this communicator
     * @throws TuttiException of class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator splitShared(int key) {
        requireOpen();
        Creation creation = agree(Creation.Kind.SPLIT_SHARED, 0, key, info);
        return add(creation, creation.membersByColor(), roster.name() + ".shared", info);
    }

    /**
     * {@return a communicator of the members of a group, in their order there, or null where this rank is not one} All ranks of
     * this communicator call it. Each member passes the same group; ranks may pass different groups that have no member
     * in common.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_CREATE.
     *
     * @param group a part of this communicator's {@link #group()}
     * @throws TuttiException of class GROUP where the group is null or no part of it, MISMATCH where ranks call something
     *     else or members of a group pass different ones, or when the job has ended
     */
    public @Nullable Communicator create(Group group) {
        requireOpen();
        int[] members = membersOf(group);
        Creation creation = agree(Creation.Kind.CREATE, 0, digestOf(group), info);
        if (group.rank() == Tutti.UNDEFINED) {
            return null;
        }
        creation.requireSameGroup(members);
        return add(creation, members, roster.name() + ".create", info);
    }

    /**
     * {@return a communicator of the members of a group, in their order there} Only the members call it, in the same order where
     * they call it several times with the same tag. It meets them, and takes shared memory at once.
     *
     * <p>MPI standard: 7.4.2, MPI_COMM_CREATE_GROUP.
     *
     * @param group a part of this communicator's {@link #group()}, of which this rank is a member
     * @param tag tells creations apart that different threads ask for at the same time
     * @throws TuttiException of class GROUP where the group is null or no part of it, or this rank is not a member, or when
     *     the job has ended
     */
    public Communicator createGroup(Group group, int tag) {
        requireOpen();
        requireOneGroup("createGroup");
        int[] members = membersOf(group);
        if (group.rank() == Tutti.UNDEFINED) {
            throw new TuttiException(
                    ErrorCode.BAD_GROUP,
                    "this rank is not a member: rank=" + household.worldRank() + ", group=" + group);
        }
        int[] worldRanks = Arrays.stream(members).map(roster::worldRank).toArray();
        Roster created = new Roster(groupKey(group, tag), roster.name() + ".group(" + tag + ")", worldRanks);
        Communicator added = inherit(household.add(created, Membership.of(group.rank(), group.size()), info, null));
        added.barrier();
        return added;
    }

    /**
     * {@return a key at which all members come by themselves} It has a sign, which no other key has; that two of a job are equal
     * is as unlikely as two of 2^63 numbers drawn by lot.
     */
    private synchronized long groupKey(Group group, int tag) {
        if (groupCreations == null) {
            groupCreations = new HashMap<>();
        }
        long what = mix(mix(roster.key(), digestOf(group)), tag);
        return mix(what, groupCreations.merge(what, 1, Integer::sum)) | Long.MIN_VALUE;
    }

    static long mix(long digest, long more) {
        long mixed = (digest ^ more) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 29);
    }

    private Communicator add(Creation creation, int[] members, String name, Info hints) {
        Membership member = Membership.of(indexOf(members, rank), members.length);
        return inherit(household.add(creation.roster(members, name), member, hints, null));
    }

    /** {@return a communicator of these ranks, in their order, with a topology} */
    final Communicator add(Creation creation, int[] members, String name, Neighborhood around) {
        Membership member = Membership.of(indexOf(members, rank), members.length);
        return inherit(household.add(creation.roster(members, name), member, info, around));
    }

    final <C extends Communicator> C inherit(C added) {
        ErrorHandler handler = self().errorHandler();
        if (!handler.equals(ErrorHandler.THROW)) {
            added.setErrorHandler(handler);
        }
        return added;
    }

    final Communicator self() {
        return (Communicator) this;
    }

    private Creation creation(Creation.Kind kind, int what, long order, Info hints) {
        if (hints == null) {
            throw new TuttiException(ErrorCode.BAD_NAME, "must not be null: hints=null");
        }
        return new Creation(roster, membership.member(), household, kind, what, order, hints);
    }

    final Creation agree(Creation.Kind kind, int what, long order, Info hints) {
        return creation(kind, what, order, hints).meet(table);
    }

    /** {@return the ranks that the members of a group have in this communicator} */
    final int[] membersOf(Group group) {
        if (group == null) {
            throw new TuttiException(ErrorCode.BAD_GROUP, "must not be null: group=null");
        }
        if (!group.isOf(household)) {
            throw new TuttiException(
                    ErrorCode.BAD_GROUP,
                    "the group is of another job than the communicator: group=" + group + ", communicator="
                            + roster.name());
        }
        int[] worldRanks = worldRanks();
        int[] members = new int[group.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = indexOf(worldRanks, group.worldRank(i));
            if (members[i] < 0) {
                throw new TuttiException(
                        ErrorCode.BAD_GROUP,
                        "the group is no part of the communicator's: group=" + group + ", communicator=" + roster.name()
                                + ", which has " + group());
            }
        }
        return members;
    }

    static int indexOf(int[] numbers, int number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    static long digestOf(Group group) {
        long digest = 0;
        for (int i = 0; i < group.size(); i++) {
            digest = digest * 0x9E3779B97F4A7C15L + group.worldRank(i) + 1;
        }
        return digest;
    }

    /** {@return the ranks of this communicator, in their order} MPI standard: 7.3.2, MPI_COMM_GROUP. */
    public Group group() {
        requireOpen();
        return new Group(worldRanks(), household.worldRank(), household);
    }

    /** {@return the ranks in the world of this rank's group} */
    final int[] worldRanks() {
        return membership.hasTwoGroups()
                ? Arrays.copyOfRange(roster.worldRanks(), membership.first(), membership.first() + size)
                : roster.worldRanks();
    }
}
