package org.tutti.pattern;

/** Groups of consecutive ranks; the first rank of each leads it. */
public final class Groups {
    private final int size;
    private final int groupRanks;

    /**
     * Makes groups.
     *
     * @param size how many ranks there are, at least 1
     * @param groupRanks how many of them a group has, the last one perhaps fewer
     */
    public Groups(int size, int groupRanks) {
        this.size = size;
        this.groupRanks = groupRanks;
    }

    /** {@return whether a rank leads its group} */
    public boolean leads(int rank) {
        return rank % groupRanks == 0;
    }

    /** {@return the ranks that a rank leads, itself not included} None where it does not lead. */
    public int[] ledBy(int rank) {
        int[] led = new int[leads(rank) ? Math.min(groupRanks, size - rank) - 1 : 0];
        for (int i = 0; i < led.length; i++) {
            led[i] = rank + 1 + i;
        }
        return led;
    }

    /** {@return all leaders but the rank itself} Each group begins with another one, so that not all look at the same at once. */
    public int[] otherLeaders(int rank) {
        int groups = Math.ceilDiv(size, groupRanks);
        int self = leads(rank) ? 1 : 0;
        int[] leaders = new int[groups - self];
        for (int i = 0; i < leaders.length; i++) {
            leaders[i] = (rank / groupRanks + self + i) % groups * groupRanks;
        }
        return leaders;
    }
}
