package mpi;

import java.util.Objects;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.DistributedGraphTopology;
import org.tutti.ErrorCode;
import org.tutti.GraphTopology;
import org.tutti.Intercommunicator;
import org.tutti.Topology;
import org.tutti.TuttiException;

/**
 * Ranks that compute together. Its operations are in the interfaces that it implements, one for each family.
 *
 * <p>A buffer is an array of a primitive type, or a buffer of java.nio; of the latter position and limit do not count, nor does its
 * byte order: numbers are in the machine's. Counts are in items of the datatype.
 */
public sealed class Comm
        implements PointToPoint,
                ImmediatePointToPoint,
                PersistentPointToPoint,
                Probing,
                Moves,
                VaryingMoves,
                Reductions,
                ImmediateMoves,
                ImmediateVaryingMoves,
                ImmediateReductions,
                NeighborMoves,
                ImmediateNeighborMoves,
                Packing,
                MpjCommunicators,
                MpjPointToPoint,
                MpjImmediatePointToPoint,
                Freeable,
                Cloneable
        permits Intracomm, Intercomm {
    /** Communicators of ranks that share memory, for {@link Intracomm#splitType}. */
    public static final int TYPE_SHARED = 0;

    private Communicator core;
    private CreationRequest pending;
    private Request creation = MPI.REQUEST_NULL;
    private Errhandler errhandler;
    private final Attributes attributes;
    private Info info = new Info();
    private String name;

    /** Makes one that is null until it is {@linkplain #open opened}. */
    Comm(String name) {
        this.name = name;
        this.errhandler = MPI.ERRORS_ARE_FATAL;
        this.attributes = new Attributes();
    }

    /** Makes one of core's, null for none, with the error handler of the one that it was made of. */
    Comm(Communicator core, Comm parent) {
        this.core = core;
        this.errhandler = parent.errhandler;
        this.attributes = new Attributes();
        if (core != null) {
            core.leaveToWorld();
        }
    }

    /** Makes a duplicate. */
    Comm(Communicator core, Comm original, boolean isDuplicate) {
        this.core = core;
        this.errhandler = original.errhandler;
        this.attributes = isDuplicate ? original.attributes.copy() : new Attributes();
        if (core != null) {
            core.leaveToWorld();
        }
    }

    /** Makes a duplicate that is on its way. */
    Comm(CreationRequest pending, Comm original) {
        this(null, original, true);
        this.pending = pending;
        this.creation = new Request(pending, original);
    }

    /** Becomes a communicator, now that there is one. */
    final void open(Communicator opened) {
        core = opened;
    }

    /** {@return core's communicator} */
    final Communicator core() {
        Communicator opened = core;
        return opened != null ? opened : coreAtLast();
    }

    private Communicator coreAtLast() {
        World.requireOpen();
        if (pending == null) {
            throw new TuttiException(ErrorCode.CLOSED, "the communicator is null, or has been freed");
        }
        core = pending.communicator();
        core.leaveToWorld();
        pending = null;
        return core;
    }

    /** {@return core's communicator, outside of what is tried anyway} */
    final Communicator require() {
        try {
            return core();
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return whether this rank is the root} */
    final boolean isRoot(int root) {
        return core instanceof Intercommunicator ? root == MPI.ROOT : core().rank() == root;
    }

    /** {@return whether this rank exchanges with the root: in an intercommunicator only the other group does} */
    final boolean meets(int root) {
        return root >= 0 || !(core instanceof Intercommunicator);
    }

    /** {@return this rank, where it is the root, and has a block of its own among those that lie in its buffer} */
    final int requireInPlace(int root, int[] counts, int[] displacements) {
        if (!isRoot(root)) {
            throw new TuttiException(
                    ErrorCode.BAD_ROOT, "only the root calls this form: rank=" + core().rank() + ", root=" + root);
        }
        return requireInPlace(counts, displacements);
    }

    /** {@return this rank, which has a block of its own among those that lie in its buffer} */
    final int requireInPlace(int[] counts, int[] displacements) {
        int size = core().size();
        if (counts == null || displacements == null || counts.length < size || displacements.length < size) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "there must be a count and a displacement for each rank: counts="
                            + (counts == null ? null : counts.length) + ", displacements="
                            + (displacements == null ? null : displacements.length) + ", size=" + size);
        }
        return core().rank();
    }

    final Errhandler errhandler() {
        return errhandler;
    }

    /** {@return how messages call it} */
    final String label() {
        return name != null ? name : core != null ? core.name() : "a null communicator";
    }

    /** {@return what the caller gets of an error} Does not return where errors are fatal. */
    final MPIException failed(TuttiException e) {
        return Failure.of(e, this);
    }

    /** {@return a request that has begun here} */
    final Request request(org.tutti.Request begun) {
        return new Request(begun, this);
    }

    /** {@return the same as {@link #dup}} MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Comm clone() {
        return dup();
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    public Comm dup() throws MPIException {
        return new Comm(duplicate(null), this, true);
    }

    /** {@return one with the same ranks, and these hints} MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO. */
    public Comm dupWithInfo(Info info) throws MPIException {
        return new Comm(duplicate(info), this, true);
    }

    /** {@return one with the same ranks, at once} Its {@link #getRequest} is done when it may be used. MPI standard: 7.4.2, MPI_COMM_IDUP. */
    public Comm iDup() throws MPIException {
        return new Comm(duplicateLater(), this);
    }

    /** {@return core's duplicate} */
    final Communicator duplicate(Info hints) {
        try {
            return hints == null || hints.isNull() ? core().dup() : core().dup(hints.core());
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    final CreationRequest duplicateLater() {
        try {
            return core().idup();
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return of a communicator that {@link #iDup} has returned: what to wait for before it is used} */
    public final Request getRequest() {
        return creation;
    }

    /** {@return how many ranks there are, in this rank's group} MPI standard: 7.4.1, MPI_COMM_SIZE. */
    public final int getSize() throws MPIException {
        World.requireOpen();
        try {
            return core().size();
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return this process's rank} MPI standard: 7.4.1, MPI_COMM_RANK. */
    public final int getRank() throws MPIException {
        World.requireOpen();
        try {
            return core().rank();
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return {@link MPI#IDENT}, {@link MPI#CONGRUENT}, {@link MPI#SIMILAR} or {@link MPI#UNEQUAL}} MPI standard: 7.4.1, MPI_COMM_COMPARE. */
    public static int compare(Comm comm1, Comm comm2) throws MPIException {
        try {
            return Numbers.of(comm1.core().compare(comm2.core()));
        } catch (TuttiException e) {
            throw comm1.failed(e);
        }
    }

    /** {@return what {@link #compare} does} MPI standard: 7.4.1, MPI_COMM_COMPARE. */
    public static int Compare(Comm comm1, Comm comm2) throws MPIException {
        return compare(comm1, comm2);
    }

    /** {@return its ranks} MPI standard: 7.3.2, MPI_COMM_GROUP. */
    public final Group getGroup() throws MPIException {
        try {
            return new Group(core().group());
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return whether it has two groups} MPI standard: 7.6.1, MPI_COMM_TEST_INTER. */
    public final boolean isInter() throws MPIException {
        try {
            return core() instanceof Intercommunicator;
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return whether it is none, or has been freed} */
    public final boolean isNull() {
        return core == null && pending == null;
    }

    /** {@return an intercommunicator of the group of a local communicator and another one} This is the bridge between their leaders. MPI standard: 7.6.2, MPI_INTERCOMM_CREATE. */
    public final Intercomm createIntercomm(Comm localComm, int localLeader, int remoteLeader, int tag)
            throws MPIException {
        try {
            return new Intercomm(localComm.core().createInter(localLeader, core(), remoteLeader, tag), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** Frees it; all its ranks call it. MPI standard: 7.4.3, MPI_COMM_FREE. */
    @Override
    public final void free() throws MPIException {
        try {
            if (this == MPI.COMM_WORLD || this == MPI.COMM_SELF) {
                throw new TuttiException(ErrorCode.CLOSED, "it lasts until MPI is finalized: " + label());
            }
            core().close();
            core = null;
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** Waits until its messages have arrived, and frees it. MPI standard: 11.10.4, MPI_COMM_DISCONNECT. */
    public final void disconnect() throws MPIException {
        free();
    }

    /** Ends the job; its exit code is this one. MPI standard: 9.7, MPI_ABORT. */
    public final void abort(int errorcode) throws MPIException {
        World.core().abort(errorcode, "MPI_ABORT was called in " + label() + " with error code " + errorcode);
    }

    /** {@return {@link MPI#CART}, {@link MPI#GRAPH}, {@link MPI#DIST_GRAPH} or {@link MPI#UNDEFINED}} MPI standard: 8.5.5, MPI_TOPO_TEST. */
    public final int getTopology() throws MPIException {
        try {
            Topology topology = core().topology();
            return switch (topology) {
                case null -> MPI.UNDEFINED;
                case CartesianTopology grid -> MPI.CART;
                case GraphTopology graph -> MPI.GRAPH;
                case DistributedGraphTopology graph -> MPI.DIST_GRAPH;
            };
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return a key for attributes} MPI standard: 7.7.2, MPI_COMM_CREATE_KEYVAL. */
    public static int createKeyval() throws MPIException {
        return Attributes.createKeyval();
    }

    /** Frees a key; what is kept with it stays. MPI standard: 7.7.2, MPI_COMM_FREE_KEYVAL. */
    public static void freeKeyval(int keyval) throws MPIException {
        Attributes.freeKeyval(keyval);
    }

    /** Keeps a copy of a value, which is serializable. MPI standard: 7.7.2, MPI_COMM_SET_ATTR. */
    public final void setAttr(int keyval, Object value) throws MPIException {
        require();
        attributes.set(keyval, value, this);
    }

    /** {@return a copy of what is kept, or null; of a predefined key an {@link Integer} or a {@link Boolean}} MPI standard: 7.7.2, MPI_COMM_GET_ATTR. */
    public final Object getAttr(int keyval) throws MPIException {
        Object predefined = Attributes.predefined(keyval, require());
        return predefined != null ? predefined : attributes.get(keyval, this);
    }

    /** Deletes what is kept. MPI standard: 7.7.2, MPI_COMM_DELETE_ATTR. */
    public final void deleteAttr(int keyval) throws MPIException {
        require();
        attributes.delete(keyval, this);
    }

    /** {@return its hints} MPI standard: 7.4.4, MPI_COMM_GET_INFO. */
    public final Info getInfo() throws MPIException {
        require();
        return info.dup();
    }

    /** Sets hints. None has an effect after a communicator was made. MPI standard: 7.4.4, MPI_COMM_SET_INFO. */
    public final void setInfo(Info info) throws MPIException {
        require();
        this.info = info.dup();
    }

    /** {@return what it is called} MPI standard: 7.8, MPI_COMM_GET_NAME. */
    public final String getName() throws MPIException {
        require();
        return label();
    }

    /** Calls it something else. MPI standard: 7.8, MPI_COMM_SET_NAME. */
    public final void setName(String name) throws MPIException {
        try {
            core().setName(name);
            this.name = name;
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** Sets what becomes of errors here. MPI standard: 9.3.1, MPI_COMM_SET_ERRHANDLER. */
    public final void setErrhandler(Errhandler errhandler) throws MPIException {
        require();
        this.errhandler = Objects.requireNonNull(errhandler);
    }

    /** {@return what becomes of errors here} MPI standard: 9.3.1, MPI_COMM_GET_ERRHANDLER. */
    public final Errhandler getErrhandler() throws MPIException {
        require();
        return errhandler;
    }

    /** Acts as if an error of this class had occurred here. MPI standard: 9.5, MPI_COMM_CALL_ERRHANDLER. */
    public final void callErrhandler(int errorCode) throws MPIException {
        require();
        throw Failure.of(errorCode, "the program has called the error handler: errorCode=" + errorCode, this);
    }

    /** Combines two buffers without any other rank, into the second one. MPI standard: 6.9.7, MPI_REDUCE_LOCAL. */
    public static void reduceLocal(Object inbuf, Object inoutbuf, int count, Datatype type, Op op) throws MPIException {
        try {
            Op.core(op, type)
                    .reduceLocal(
                            Buffers.segment(inbuf, count, type),
                            Buffers.segment(inoutbuf, count, type),
                            count,
                            Datatype.core(type));
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }
}
