package mpi;

/** What a communicator is, and how it ends, in the mpiJava dialect. */
public sealed interface MpjCommunicators permits Comm {
    /** {@return how many ranks there are, in this rank's group} MPI standard: 7.4.1, MPI_COMM_SIZE. */
    default int Size() throws MPIException {
        return ((Comm) this).getSize();
    }

    /** {@return this process's rank} MPI standard: 7.4.1, MPI_COMM_RANK. */
    default int Rank() throws MPIException {
        return ((Comm) this).getRank();
    }

    /** {@return its ranks} MPI standard: 7.3.2, MPI_COMM_GROUP. */
    default Group Group() throws MPIException {
        return ((Comm) this).getGroup();
    }

    /** {@return whether it has two groups} MPI standard: 7.6.1, MPI_COMM_TEST_INTER. */
    default boolean Test_inter() throws MPIException {
        return ((Comm) this).isInter();
    }

    /** {@return an intercommunicator of the group of a local communicator and another one} MPI standard: 7.6.2, MPI_INTERCOMM_CREATE. */
    default Intercomm Create_intercomm(Comm localComm, int localLeader, int remoteLeader, int tag) throws MPIException {
        return ((Comm) this).createIntercomm(localComm, localLeader, remoteLeader, tag);
    }

    /** Frees it; all its ranks call it. MPI standard: 7.4.3, MPI_COMM_FREE. */
    default void Free() throws MPIException {
        ((Comm) this).free();
    }

    /** Ends the job; its exit code is this one. MPI standard: 9.7, MPI_ABORT. */
    default void Abort(int errorcode) throws MPIException {
        ((Comm) this).abort(errorcode);
    }

    /** {@return {@link MPI#CART}, {@link MPI#GRAPH} or {@link MPI#UNDEFINED}} MPI standard: 8.5.5, MPI_TOPO_TEST. */
    default int Topo_test() throws MPIException {
        return ((Comm) this).getTopology();
    }

    /** {@return what is kept with a key, or null} MPI standard: 7.7.2, MPI_COMM_GET_ATTR. */
    default Object Attr_get(int keyval) throws MPIException {
        return ((Comm) this).getAttr(keyval);
    }

    /** Deletes what is kept with a key. MPI standard: 7.7.2, MPI_COMM_DELETE_ATTR. */
    default void Attr_delete(int keyval) throws MPIException {
        ((Comm) this).deleteAttr(keyval);
    }

    /** Sets what becomes of errors here. MPI standard: 9.3.1, MPI_COMM_SET_ERRHANDLER. */
    default void Errhandler_set(Errhandler errhandler) throws MPIException {
        ((Comm) this).setErrhandler(errhandler);
    }

    /** {@return what becomes of errors here} MPI standard: 9.3.1, MPI_COMM_GET_ERRHANDLER. */
    default Errhandler Errhandler_get() throws MPIException {
        return ((Comm) this).getErrhandler();
    }
}
