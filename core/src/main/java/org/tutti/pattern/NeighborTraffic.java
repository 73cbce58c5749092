package org.tutti.pattern;

/**
 * The traffic between neighbors: a rank lays a block for each of its destinations, or one for all of them, and reads one of each
 * of its sources. Neighbors that are no ranks have blocks that nobody lays or reads.
 */
public final class NeighborTraffic implements Traffic {
    private final int rank;
    private final int size;
    private final int[] destinations;
    private final int rowBlocks;
    private final boolean isOneForAll;
    private final boolean lays;
    private final int[] turns;
    private final int[] copies;
    private final int[] sources;
    private final int[] places;
    private final int[] peers;

    /**
     * Describes the traffic of one rank.
     *
     * @param sources of whom it receives, in the order of its blocks; negative ones are no ranks
     * @param places for each source, which destination of that rank it is
     * @param destinations to whom it sends, in the order of its blocks; negative ones are no ranks
     * @param rowBlocks how many blocks all ranks lay: one for all destinations, or as many as the most destinations of a rank
     * @param isOneForAll whether all destinations receive the same block
     */
    public NeighborTraffic(
            int rank, int size, int[] sources, int[] places, int[] destinations, int rowBlocks, boolean isOneForAll) {
        this.rank = rank;
        this.size = size;
        this.sources = sources;
        this.places = places;
        this.destinations = destinations;
        this.rowBlocks = Math.max(1, rowBlocks);
        this.isOneForAll = isOneForAll;
        this.lays = others(destinations).length > 0;
        this.turns = others(sources);
        this.copies = own(sources);
        this.peers = distinctPeers();
    }

    /** {@return at which indices there are other ranks} */
    private int[] others(int[] neighbors) {
        int[] found = new int[neighbors.length];
        int number = 0;
        for (int i = 0; i < neighbors.length; i++) {
            if (neighbors[i] >= 0 && neighbors[i] != rank) {
                found[number++] = i;
            }
        }
        return first(found, number);
    }

    /** {@return at which indices there is this rank} */
    private int[] own(int[] neighbors) {
        int[] found = new int[neighbors.length];
        int number = 0;
        for (int i = 0; i < neighbors.length; i++) {
            if (neighbors[i] == rank) {
                found[number++] = i;
            }
        }
        return first(found, number);
    }

    private int[] distinctPeers() {
        boolean[] seen = new boolean[size];
        int[] found = new int[turns.length];
        int number = 0;
        for (int turn : turns) {
            if (!seen[sources[turn]]) {
                seen[sources[turn]] = true;
                found[number++] = sources[turn];
            }
        }
        return first(found, number);
    }

    private static int[] first(int[] numbers, int number) {
        int[] first = new int[number];
        System.arraycopy(numbers, 0, first, 0, number);
        return first;
    }

    @Override
    public int rowBlocks() {
        return rowBlocks;
    }

    @Override
    public boolean lays() {
        return lays;
    }

    @Override
    public int laid(int place) {
        if (isOneForAll) {
            return lays ? 0 : NONE;
        }
        boolean isRead = place < destinations.length && destinations[place] >= 0 && destinations[place] != rank;
        return isRead ? place : NONE;
    }

    @Override
    public int reads() {
        return turns.length;
    }

    @Override
    public boolean readsAllOthers() {
        return peers.length == size - 1 && size > 1;
    }

    @Override
    public int[] peers() {
        return peers;
    }

    @Override
    public int peer(int turn) {
        return sources[turns[turn]];
    }

    @Override
    public int place(int turn) {
        return isOneForAll ? 0 : places[turns[turn]];
    }

    @Override
    public int received(int turn) {
        return turns[turn];
    }

    @Override
    public int copies() {
        return copies.length;
    }

    @Override
    public int copySent(int copy) {
        return isOneForAll ? 0 : places[copies[copy]];
    }

    @Override
    public int copyReceived(int copy) {
        return copies[copy];
    }
}
