package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** A communicator's collective operations that move blocks of several lengths. */
public sealed interface VaryingMoves permits Comm {
    /** Collects blocks of several lengths at the root. MPI standard: 6.5, MPI_GATHERV. */
    default void gatherv(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.meets(root);
            boolean receives = comm.isRoot(root);
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.areArrays(sends, sendbuf, sendtype, receives, recvbuf, recvtype)) {
                core.gatherv(Buffers.array(sendbuf), Buffers.offset(sendbuf), sendcount, recvbuf, recvcount, at, root);
            } else {
                core.gatherv(
                        Buffers.segment(sends, sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sends, sendtype),
                        Buffers.segment(receives, recvbuf, recvcount, recvtype),
                        Buffers.longs(recvcount),
                        Buffers.longs(at),
                        Datatype.core(receives, recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects blocks of several lengths at the root, which calls this form: its own block is in its place already. MPI standard: 6.5, MPI_GATHERV. */
    default void gatherv(Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(root, recvcount, displs);
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.isArray(recvbuf, recvtype)) {
                core.gatherv(recvbuf, at[own], recvcount[own], recvbuf, recvcount, at, root);
            } else {
                MemorySegment all = Buffers.segment(recvbuf, recvcount, recvtype);
                core.gatherv(
                        Buffers.slice(all, at[own], recvtype),
                        recvcount[own],
                        Datatype.core(recvtype),
                        all,
                        Buffers.longs(recvcount),
                        Buffers.longs(at),
                        Datatype.core(recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a block to the root, which calls another form. MPI standard: 6.5, MPI_GATHERV. */
    default void gatherv(Object sendbuf, int sendcount, Datatype sendtype, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(sendbuf, sendtype)) {
                core.gatherv(Buffers.array(sendbuf), Buffers.offset(sendbuf), sendcount, null, null, null, root);
            } else {
                core.gatherv(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sendtype),
                        null,
                        null,
                        null,
                        null,
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Gives each rank a block of what the root has, of several lengths. MPI standard: 6.6, MPI_SCATTERV. */
    default void scatterv(
            Object sendbuf,
            int[] sendcount,
            int[] displs,
            Datatype sendtype,
            Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            boolean sends = comm.isRoot(root);
            boolean receives = comm.meets(root);
            int[] at = Buffers.displacements(sendcount, displs);
            if (Buffers.areArrays(sends, sendbuf, sendtype, receives, recvbuf, recvtype)) {
                core.scatterv(sendbuf, sendcount, at, Buffers.array(recvbuf), Buffers.offset(recvbuf), recvcount, root);
            } else {
                core.scatterv(
                        Buffers.segment(sends, sendbuf, sendcount, sendtype),
                        Buffers.longs(sendcount),
                        Buffers.longs(at),
                        Datatype.core(sends, sendtype),
                        Buffers.segment(receives, recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(receives, recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Gives each rank a block of what the root has, which calls this form: its own stays in its place. MPI standard: 6.6, MPI_SCATTERV. */
    default void scatterv(Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(root, sendcount, displs);
            int[] at = Buffers.displacements(sendcount, displs);
            if (Buffers.isArray(sendbuf, sendtype)) {
                core.scatterv(sendbuf, sendcount, at, sendbuf, at[own], sendcount[own], root);
            } else {
                MemorySegment all = Buffers.segment(sendbuf, sendcount, sendtype);
                core.scatterv(
                        all,
                        Buffers.longs(sendcount),
                        Buffers.longs(at),
                        Datatype.core(sendtype),
                        Buffers.slice(all, at[own], sendtype),
                        sendcount[own],
                        Datatype.core(sendtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Receives a block of what the root has, which calls another form. MPI standard: 6.6, MPI_SCATTERV. */
    default void scatterv(Object recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            if (Buffers.isArray(recvbuf, recvtype)) {
                core.scatterv(null, null, null, Buffers.array(recvbuf), Buffers.offset(recvbuf), recvcount, root);
            } else {
                core.scatterv(
                        null,
                        null,
                        null,
                        null,
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        recvcount,
                        Datatype.core(recvtype),
                        root);
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects blocks of several lengths at all ranks. MPI standard: 6.7, MPI_ALLGATHERV. */
    default void allGatherv(
            Object sendbuf,
            int sendcount,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)) {
                core.allgatherv(Buffers.array(sendbuf), Buffers.offset(sendbuf), sendcount, recvbuf, recvcount, at);
            } else {
                core.allgatherv(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        sendcount,
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        Buffers.longs(recvcount),
                        Buffers.longs(at),
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Collects blocks of several lengths at all ranks; its own is in its place already. MPI standard: 6.7, MPI_ALLGATHERV. */
    default void allGatherv(Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int own = comm.requireInPlace(recvcount, displs);
            int[] at = Buffers.displacements(recvcount, displs);
            if (Buffers.isArray(recvbuf, recvtype)) {
                core.allgatherv(recvbuf, at[own], recvcount[own], recvbuf, recvcount, at);
            } else {
                MemorySegment all = Buffers.segment(recvbuf, recvcount, recvtype);
                core.allgatherv(
                        Buffers.slice(all, at[own], recvtype),
                        recvcount[own],
                        Datatype.core(recvtype),
                        all,
                        Buffers.longs(recvcount),
                        Buffers.longs(at),
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** Sends a block to each rank, and receives one of each, of several lengths. MPI standard: 6.8, MPI_ALLTOALLV. */
    default void allToAllv(
            Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            int[] from = Buffers.displacements(sendcount, sdispls);
            int[] to = Buffers.displacements(recvcount, rdispls);
            if (Buffers.areArrays(sendbuf, sendtype, recvbuf, recvtype)) {
                core.alltoallv(sendbuf, sendcount, from, recvbuf, recvcount, to);
            } else {
                core.alltoallv(
                        Buffers.segment(sendbuf, sendcount, sendtype),
                        Buffers.longs(sendcount),
                        Buffers.longs(from),
                        Datatype.core(sendtype),
                        Buffers.segment(recvbuf, recvcount, recvtype),
                        Buffers.longs(recvcount),
                        Buffers.longs(to),
                        Datatype.core(recvtype));
            }
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** The same, as it was before Open MPI 5.0. MPI standard: 6.8, MPI_ALLTOALLW. */
    default void allToAllw(
            Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        allToAllw((Object) sendbuf, sendcount, sdispls, sendtypes, (Object) recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Sends a block to each rank, and receives one of each, of several lengths and types; displacements are in bytes. MPI standard: 6.8, MPI_ALLTOALLW. */
    default void allToAllw(
            Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        Comm comm = (Comm) this;
        try {
            Communicator core = comm.core();
            core.alltoallw(
                    Buffers.blocks(sendbuf, sendcount, sdispls, sendtypes),
                    Buffers.longs(sendcount),
                    Datatype.cores(sendtypes),
                    Buffers.blocks(recvbuf, recvcount, rdispls, recvtypes),
                    Buffers.longs(recvcount),
                    Datatype.cores(recvtypes));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
