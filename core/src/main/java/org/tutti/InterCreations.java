package org.tutti;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Membership;
import org.tutti.segment.Roster;

/** How an intercommunicator is made of two communicators. */
abstract class InterCreations extends Creations {
    private static final int KEY = 0;
    private static final int FIRST_SIZE = 1;
    private static final int WORLD_RANKS = 2;

    InterCreations(Foundation foundation) {
        super(foundation);
    }

    /**
     * {@return an intercommunicator of all ranks of this communicator and all of another one} All ranks of both call it, each on
     * its communicator. One of each, its leader, meets the other in a communicator that has both, which takes shared memory for
     * a moment.
     *
     * <p>Example: {@code examples/Intercommunicators.java}. MPI standard: 7.6.2, MPI_INTERCOMM_CREATE.
     *
     * @param localLeader the rank of this communicator that is its leader, the same on all of them
     * @param bridge at the leader a communicator of both leaders; elsewhere it is not looked at
     * @param remoteLeader at the leader the rank that the other leader has in {@code bridge}; elsewhere it is not looked at
     * @param tag the same on all ranks of both; tells creations apart that different threads ask for at the same time
     * @throws TuttiException of class RANK or COMM for bad arguments, of class GROUP where a rank is in both communicators, of
     *     class MISMATCH where ranks of this communicator call something else, or when the job has ended
     */
    public Intercommunicator createInter(int localLeader, @Nullable Communicator bridge, int remoteLeader, int tag) {
        requireOpen();
        requireOneGroup("createInter");
        RankArguments.requireRank(localLeader, size, "localLeader");
        boolean leads = rank == localLeader;
        if (leads) {
            requireBridge(bridge, remoteLeader);
        }
        Creation creation = agree(Creation.Kind.INTERCOMMUNICATOR, 0, mix(localLeader, tag), info);
        creation.requireSameOrder("leaders or tags");
        long[] both = broadcast(leads ? meet(bridge, remoteLeader, tag) : new long[0], localLeader);
        int firstSize = (int) both[FIRST_SIZE];
        int[] worldRanks = Arrays.stream(both, WORLD_RANKS, both.length)
                .mapToInt(Math::toIntExact)
                .toArray();
        requireApart(worldRanks, firstSize);
        Roster all = new Roster(both[KEY], "inter(" + tag + ")", worldRanks);
        int member = indexOf(worldRanks, household.worldRank());
        return inherit(household.addInter(all, Membership.of(member, firstSize, worldRanks.length), Info.EMPTY));
    }

    private Communicator requireBridge(@Nullable Communicator bridge, int remoteLeader) {
        if (bridge == null) {
            throw new TuttiException(ErrorCode.BAD_NAME, "must not be null: bridge=null");
        }
        bridge.requireOpen();
        bridge.requireOneGroup("createInter");
        RankArguments.requireRank(remoteLeader, bridge.size, "remoteLeader");
        if (remoteLeader == bridge.rank) {
            throw new TuttiException(
                    ErrorCode.BAD_RANK, "must be another rank than this one: remoteLeader=" + remoteLeader);
        }
        return bridge;
    }

    /** {@return a key, how many ranks the first group has, and the ranks in the world of the first group and of the other} */
    private long[] meet(@Nullable Communicator bridge, int remoteLeader, int tag) {
        Communicator both = requireBridge(bridge, remoteLeader);
        Group leaders = both.group().incl(Math.min(both.rank, remoteLeader), Math.max(both.rank, remoteLeader));
        try (Communicator pair = both.createGroup(leaders, tag)) {
            long[] keys = pair.allgather(household.newKey());
            Parts<int[]> groups = pair.allgathervParts(worldRanks());
            long[] met = new long[WORLD_RANKS + groups.array().length];
            met[KEY] = keys[0];
            met[FIRST_SIZE] = groups.counts()[0];
            for (int i = WORLD_RANKS; i < met.length; i++) {
                met[i] = groups.array()[i - WORLD_RANKS];
            }
            return met;
        }
    }

    private long[] broadcast(long[] numbers, int root) {
        int length = bcast(numbers.length, root);
        long[] all = rank == root ? numbers : new long[length];
        bcast(all, root);
        return all;
    }

    private static void requireApart(int[] worldRanks, int firstSize) {
        for (int second = firstSize; second < worldRanks.length; second++) {
            int first = indexOf(worldRanks, worldRanks[second]);
            if (first < firstSize) {
                throw new TuttiException(
                        ErrorCode.BAD_GROUP,
                        "the groups of an intercommunicator have no rank in common: rank=" + worldRanks[second]);
            }
        }
    }
}
