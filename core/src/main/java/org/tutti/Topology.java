package org.tutti;

/**
 * Which ranks of a communicator are neighbors: with whom neighborhood collectives exchange, and in which order. Topologies are
 * values: they never change, need no communication, and may be used by any thread.
 *
 * <p>Which kind a topology is, MPI_TOPO_TEST, a {@code switch} tells. MPI standard: 8, virtual topologies.
 */
public sealed interface Topology permits CartesianTopology, GraphTopology, DistributedGraphTopology {
    /** {@return how many ranks the communicator of this topology has} */
    int size();

    /**
     * {@return the ranks from which a rank receives in neighborhood collectives, in the order of its receive buffer} A rank
     * may be there several times. MPI standard: 8.6, neighborhood collective communication.
     *
     * @param rank from 0 to {@link #size} - 1
     * @throws TuttiException of class RANK where it is no rank, or its neighbors are not known here
     */
    int[] sources(int rank);

    /**
     * {@return the ranks to which a rank sends in neighborhood collectives, in the order of its send buffer} A rank may be
     * there several times. MPI standard: 8.6, neighborhood collective communication.
     *
     * @param rank from 0 to {@link #size} - 1
     * @throws TuttiException of class RANK where it is no rank, or its neighbors are not known here
     */
    int[] destinations(int rank);
}
