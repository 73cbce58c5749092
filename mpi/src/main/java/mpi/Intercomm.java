package mpi;

import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.ErrorCode;
import org.tutti.Intercommunicator;
import org.tutti.TuttiException;

/** Ranks of two groups: operations exchange with the ranks of the other one. MPI standard: 7.6. */
public final class Intercomm extends Comm {
    Intercomm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    Intercomm(CreationRequest pending, Comm original) {
        super(pending, original);
    }

    /** {@return the same as {@link #dup}} MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Intercomm clone() {
        return dup();
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Intercomm dup() throws MPIException {
        return new Intercomm(duplicate(null), this, true);
    }

    /** {@return one with the same ranks, and these hints} MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO. */
    @Override
    public Intercomm dupWithInfo(Info info) throws MPIException {
        return new Intercomm(duplicate(info), this, true);
    }

    /** {@return one with the same ranks, at once} Its {@link #getRequest} is done when it may be used. MPI standard: 7.4.2, MPI_COMM_IDUP. */
    @Override
    public Intercomm iDup() throws MPIException {
        return new Intercomm(duplicateLater(), this);
    }

    private Intercommunicator both() {
        if (core() instanceof Intercommunicator both) {
            return both;
        }
        throw new TuttiException(ErrorCode.CLOSED, "the communicator is null, or has been freed");
    }

    /** {@return how many ranks the other group has} MPI standard: 7.6.1, MPI_COMM_REMOTE_SIZE. */
    public int getRemoteSize() throws MPIException {
        try {
            return both().remoteSize();
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the other group} MPI standard: 7.6.1, MPI_COMM_REMOTE_GROUP. */
    public Group getRemoteGroup() throws MPIException {
        try {
            return new Group(both().remoteGroup());
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of both groups, of which those that pass false come first} MPI standard: 7.6.2, MPI_INTERCOMM_MERGE. */
    public Intracomm merge(boolean high) throws MPIException {
        try {
            return new Intracomm(both().merge(high), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return a null one: nothing starts ranks that have a parent} MPI standard: 11.8.2, MPI_COMM_GET_PARENT. */
    public static Intercomm getParent() throws MPIException {
        World.requireOpen();
        return new Intercomm(null, MPI.COMM_WORLD, false);
    }

    /** {@return what {@link #getRemoteSize} does} MPI standard: 7.6.1, MPI_COMM_REMOTE_SIZE. */
    public int Remote_size() throws MPIException {
        return getRemoteSize();
    }

    /** {@return what {@link #getRemoteGroup} does} MPI standard: 7.6.1, MPI_COMM_REMOTE_GROUP. */
    public Group Remote_group() throws MPIException {
        return getRemoteGroup();
    }

    /** {@return what {@link #merge} does} MPI standard: 7.6.2, MPI_INTERCOMM_MERGE. */
    public Intracomm Merge(boolean high) throws MPIException {
        return merge(high);
    }
}
