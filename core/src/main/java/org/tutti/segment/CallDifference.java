package org.tutti.segment;

/**
 * What two ranks of a lane have called differently, as the units tell.
 *
 * @param operation the first of the last operations in which their signatures differ, else the last one
 * @param mine the signature of the one rank's call
 * @param theirs that of the other one
 */
record CallDifference(long operation, long mine, long theirs) {
    /** {@return how the calls of two ranks differ} One of them has opened an operation and no other one since. */
    static CallDifference of(Team team, int rank, int peer, long sequence, int slots) {
        for (long earlier = Math.max(1, sequence - slots + 1); earlier < sequence; earlier++) {
            long mine = team.signature(rank, earlier);
            long theirs = team.signature(peer, earlier);
            if (mine != 0 && theirs != 0 && mine != theirs) {
                return new CallDifference(earlier, mine, theirs);
            }
        }
        return new CallDifference(sequence, team.signature(rank, sequence), team.signature(peer, sequence));
    }

    /** {@return both calls, that of the lower rank first} */
    String text(Roster roster, int rank, int peer) {
        String calls = rank < peer ? calls(roster, rank, mine, peer, theirs) : calls(roster, peer, theirs, rank, mine);
        String text =
                "ranks called different operations: " + calls + ", operation " + operation + " of " + roster.name();
        if (mine != theirs) {
            return text;
        }
        return text
                + (Signature.reduces(mine)
                        ? " (reductions of different names or items)"
                        : " (items of different primitives)");
    }

    private static String calls(Roster roster, int first, long signature, int other, long otherSignature) {
        return "rank " + roster.worldRank(first) + ": " + Signature.describe(signature) + ", rank "
                + roster.worldRank(other) + ": " + Signature.describe(otherSignature);
    }
}
