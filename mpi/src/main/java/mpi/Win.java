package mpi;

import java.nio.Buffer;

/** A window of memory that other ranks read and write. None can be made yet: each call throws. MPI standard: 12. */
public final class Win implements Freeable {
    /** No window. */
    public static final int WIN_NULL = 0;
    /** Each rank's memory is its own. */
    public static final int FLAVOR_PRIVATE = 0;
    /** The ranks share the memory. */
    public static final int FLAVOR_SHARED = 1;

    /** Makes one. Not supported yet. */
    public Win(Info info, Comm comm) throws MPIException {
        throw Failure.unsupported("Win");
    }

    /** Makes one. Not supported yet. */
    public Win(Buffer origin, int count, int targetRank, Info info, Comm comm) throws MPIException {
        throw Failure.unsupported("Win");
    }

    /** Makes one. Not supported yet. */
    public Win(int count, int targetRank, Info info, Comm comm, Buffer origin, int targetDisp) throws MPIException {
        throw Failure.unsupported("Win");
    }

    /** MPI_WIN_ACCUMULATE. Not supported yet. */
    public void accumulate(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType,
            Op op)
            throws MPIException {
        throw Failure.unsupported("Win.accumulate");
    }

    /** MPI_WIN_ATTACH. Not supported yet. */
    public void attach(Buffer origin, int count) throws MPIException {
        throw Failure.unsupported("Win.attach");
    }

    /** MPI_WIN_CALL_ERRHANDLER. Not supported yet. */
    public void callErrhandler(int count) throws MPIException {
        throw Failure.unsupported("Win.callErrhandler");
    }

    /** MPI_WIN_COMPARE_AND_SWAP. Not supported yet. */
    public void compareAndSwap(Buffer origin, Buffer result, Buffer compare, Datatype type, int count, int targetRank)
            throws MPIException {
        throw Failure.unsupported("Win.compareAndSwap");
    }

    /** MPI_WIN_COMPLETE. Not supported yet. */
    public void complete() throws MPIException {
        throw Failure.unsupported("Win.complete");
    }

    /** MPI_WIN_CREATE_KEYVAL. Not supported yet. */
    public static int createKeyval() throws MPIException {
        throw Failure.unsupported("Win.createKeyval");
    }

    /** MPI_WIN_DELETE_ATTR. Not supported yet. */
    public void deleteAttr(int count) throws MPIException {
        throw Failure.unsupported("Win.deleteAttr");
    }

    /** MPI_WIN_DETACH. Not supported yet. */
    public void detach(Buffer origin) throws MPIException {
        throw Failure.unsupported("Win.detach");
    }

    /** MPI_WIN_FENCE. Not supported yet. */
    public void fence(int count) throws MPIException {
        throw Failure.unsupported("Win.fence");
    }

    /** MPI_WIN_FETCH_AND_OP. Not supported yet. */
    public void fetchAndOp(Buffer origin, Buffer result, Datatype type, int count, int targetRank, Op op)
            throws MPIException {
        throw Failure.unsupported("Win.fetchAndOp");
    }

    /** MPI_WIN_FLUSH. Not supported yet. */
    public void flush(int count) throws MPIException {
        throw Failure.unsupported("Win.flush");
    }

    /** MPI_WIN_FLUSH_ALL. Not supported yet. */
    public void flushAll() throws MPIException {
        throw Failure.unsupported("Win.flushAll");
    }

    /** MPI_WIN_FLUSH_LOCAL. Not supported yet. */
    public void flushLocal(int count) throws MPIException {
        throw Failure.unsupported("Win.flushLocal");
    }

    /** MPI_WIN_FLUSH_LOCAL_ALL. Not supported yet. */
    public void flushLocalAll() throws MPIException {
        throw Failure.unsupported("Win.flushLocalAll");
    }

    /** MPI_WIN_FREE. Not supported yet. */
    @Override
    public void free() throws MPIException {
        throw Failure.unsupported("Win.free");
    }

    /** MPI_WIN_FREE_KEYVAL. Not supported yet. */
    public static void freeKeyval(int count) throws MPIException {
        throw Failure.unsupported("Win.freeKeyval");
    }

    /** MPI_WIN_GET. Not supported yet. */
    public void get(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType)
            throws MPIException {
        throw Failure.unsupported("Win.get");
    }

    /** MPI_WIN_GET_ACCUMULATE. Not supported yet. */
    public void getAccumulate(
            Buffer origin,
            int count,
            Datatype type,
            Buffer result,
            int targetRank,
            Datatype targetType,
            int targetDisp,
            int targetCount,
            int targetCount4,
            Datatype resultType,
            Op op)
            throws MPIException {
        throw Failure.unsupported("Win.getAccumulate");
    }

    /** MPI_WIN_GET_ATTR. Not supported yet. */
    public Object getAttr(int count) throws MPIException {
        throw Failure.unsupported("Win.getAttr");
    }

    /** MPI_WIN_GET_ERRHANDLER. Not supported yet. */
    public Errhandler getErrhandler() throws MPIException {
        throw Failure.unsupported("Win.getErrhandler");
    }

    /** MPI_WIN_GET_GROUP. Not supported yet. */
    public Group getGroup() throws MPIException {
        throw Failure.unsupported("Win.getGroup");
    }

    /** MPI_WIN_GET_INFO. Not supported yet. */
    public Info getInfo() throws MPIException {
        throw Failure.unsupported("Win.getInfo");
    }

    /** MPI_WIN_GET_NAME. Not supported yet. */
    public String getName() throws MPIException {
        throw Failure.unsupported("Win.getName");
    }

    /** MPI_WIN_LOCK. Not supported yet. */
    public void lock(int count, int targetRank, int targetDisp) throws MPIException {
        throw Failure.unsupported("Win.lock");
    }

    /** MPI_WIN_LOCK_ALL. Not supported yet. */
    public void lockAll(int count) throws MPIException {
        throw Failure.unsupported("Win.lockAll");
    }

    /** MPI_WIN_POST. Not supported yet. */
    public void post(Group group, int count) throws MPIException {
        throw Failure.unsupported("Win.post");
    }

    /** MPI_WIN_PUT. Not supported yet. */
    public void put(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType)
            throws MPIException {
        throw Failure.unsupported("Win.put");
    }

    /** MPI_WIN_R_ACCUMULATE. Not supported yet. */
    public Request rAccumulate(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType,
            Op op)
            throws MPIException {
        throw Failure.unsupported("Win.rAccumulate");
    }

    /** MPI_WIN_R_GET. Not supported yet. */
    public Request rGet(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType)
            throws MPIException {
        throw Failure.unsupported("Win.rGet");
    }

    /** MPI_WIN_R_GET_ACCUMULATE. Not supported yet. */
    public Request rGetAccumulate(
            Buffer origin,
            int count,
            Datatype type,
            Buffer result,
            int targetRank,
            Datatype targetType,
            int targetDisp,
            int targetCount,
            int targetCount4,
            Datatype resultType,
            Op op)
            throws MPIException {
        throw Failure.unsupported("Win.rGetAccumulate");
    }

    /** MPI_WIN_R_PUT. Not supported yet. */
    public Request rPut(
            Buffer origin,
            int count,
            Datatype type,
            int targetRank,
            int targetDisp,
            int targetCount,
            Datatype targetType)
            throws MPIException {
        throw Failure.unsupported("Win.rPut");
    }

    /** MPI_WIN_SET_ATTR. Not supported yet. */
    public void setAttr(int count, Object buf) throws MPIException {
        throw Failure.unsupported("Win.setAttr");
    }

    /** MPI_WIN_SET_ERRHANDLER. Not supported yet. */
    public void setErrhandler(Errhandler errhandler) throws MPIException {
        throw Failure.unsupported("Win.setErrhandler");
    }

    /** MPI_WIN_SET_INFO. Not supported yet. */
    public void setInfo(Info info) throws MPIException {
        throw Failure.unsupported("Win.setInfo");
    }

    /** MPI_WIN_SET_NAME. Not supported yet. */
    public void setName(String name) throws MPIException {
        throw Failure.unsupported("Win.setName");
    }

    /** MPI_WIN_START. Not supported yet. */
    public void start(Group group, int count) throws MPIException {
        throw Failure.unsupported("Win.start");
    }

    /** MPI_WIN_SYNC. Not supported yet. */
    public void sync() throws MPIException {
        throw Failure.unsupported("Win.sync");
    }

    /** MPI_WIN_TEST. Not supported yet. */
    public boolean test() throws MPIException {
        throw Failure.unsupported("Win.test");
    }

    /** MPI_WIN_UNLOCK. Not supported yet. */
    public void unlock(int count) throws MPIException {
        throw Failure.unsupported("Win.unlock");
    }

    /** MPI_WIN_UNLOCK_ALL. Not supported yet. */
    public void unlockAll() throws MPIException {
        throw Failure.unsupported("Win.unlockAll");
    }

    /** MPI_WIN_WAIT_FOR. Not supported yet. */
    public void waitFor() throws MPIException {
        throw Failure.unsupported("Win.waitFor");
    }
}
