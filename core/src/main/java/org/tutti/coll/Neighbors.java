package org.tutti.coll;

/**
 * With whom a rank exchanges in the neighborhood collectives of its communicator, and how its blocks pair with theirs. What is no
 * rank is negative: a block for it exists, and stays as it is.
 *
 * @param sources of whom the rank receives, in the order of its blocks
 * @param places for each source, which of that rank's destinations is this edge; of no meaning where the source is no rank
 * @param destinations to whom the rank sends, in the order of its blocks
 * @param mostDestinations how many destinations that rank has which has most of them: the same on all ranks
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes them
public record Neighbors(int[] sources, int[] places, int[] destinations, int mostDestinations) {}
