package mpi;

import java.util.function.Supplier;
import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.ErrorCode;
import org.tutti.Ports;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Ranks of one group that compute together. */
public sealed class Intracomm extends Comm implements Scans, MpjMoves, MpjVaryingMoves, MpjReductions
        permits CartComm, GraphComm {
    Intracomm(String name) {
        super(name);
    }

    Intracomm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    Intracomm(CreationRequest pending, Comm original) {
        super(pending, original);
    }

    /** {@return the same as {@link #dup}} MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Intracomm clone() {
        return dup();
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Intracomm dup() throws MPIException {
        return new Intracomm(duplicate(null), this, true);
    }

    /** {@return one with the same ranks, and these hints} MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO. */
    @Override
    public Intracomm dupWithInfo(Info info) throws MPIException {
        return new Intracomm(duplicate(info), this, true);
    }

    /** {@return one with the same ranks, at once} Its {@link #getRequest} is done when it may be used. MPI standard: 7.4.2, MPI_COMM_IDUP. */
    @Override
    public Intracomm iDup() throws MPIException {
        return new Intracomm(duplicateLater(), this);
    }

    /** {@return one of all ranks that pass the same color; a null one for {@link MPI#UNDEFINED}} MPI standard: 7.4.2, MPI_COMM_SPLIT. */
    public final Intracomm split(int colour, int key) throws MPIException {
        try {
            int color = Numbers.color(colour);
            return new Intracomm(core().split(color, key), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of all ranks that share memory with this one: {@link #TYPE_SHARED}} MPI standard: 7.4.2, MPI_COMM_SPLIT_TYPE. */
    public final Intracomm splitType(int splitType, int key, Info info) throws MPIException {
        try {
            if (splitType == MPI.UNDEFINED) {
                return new Intracomm(core().split(Tutti.UNDEFINED, key), this, false);
            }
            if (splitType != TYPE_SHARED) {
                throw new TuttiException(ErrorCode.BAD_COLOR, "there is no such kind: splitType=" + splitType);
            }
            return new Intracomm(core().splitShared(key), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of the ranks of a group; a null one for all others} All ranks call it. MPI standard: 7.4.2, MPI_COMM_CREATE. */
    public final Intracomm create(Group group) throws MPIException {
        try {
            return new Intracomm(core().create(Group.core(group)), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of the ranks of a group, which alone call it} MPI standard: 7.4.2, MPI_COMM_CREATE_GROUP. */
    public final Intracomm createGroup(Group group, int tag) throws MPIException {
        try {
            return new Intracomm(core().createGroup(Group.core(group), tag), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a grid; a null one for ranks beyond it} MPI standard: 8.5.1, MPI_CART_CREATE. */
    public final CartComm createCart(int[] dims, boolean[] periods, boolean reorder) throws MPIException {
        try {
            return new CartComm(core().cartesian(dims, periods, reorder), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph that all ranks pass; a null one for ranks beyond it} MPI standard: 8.5.3, MPI_GRAPH_CREATE. */
    public final GraphComm createGraph(int[] index, int[] edges, boolean reorder) throws MPIException {
        try {
            return new GraphComm(core().graph(index, edges, reorder), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph of which each rank passes some edges, with weights} MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE. */
    public final GraphComm createDistGraph(
            int[] sources, int[] degrees, int[] destinations, int[] weights, Info info, boolean reorder)
            throws MPIException {
        try {
            return new GraphComm(core().distributedGraph(sources, degrees, destinations, weights), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph of which each rank passes some edges} MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE. */
    public final GraphComm createDistGraph(int[] sources, int[] degrees, int[] destinations, Info info, boolean reorder)
            throws MPIException {
        try {
            return new GraphComm(core().distributedGraph(sources, degrees, destinations), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph of which each rank passes its own edges, with weights} MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE_ADJACENT. */
    public final GraphComm createDistGraphAdjacent(
            int[] sources, int[] sourceWeights, int[] destinations, int[] destWeights, Info info, boolean reorder)
            throws MPIException {
        try {
            return new GraphComm(
                    core().distributedGraphAdjacent(sources, sourceWeights, destinations, destWeights), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph of which each rank passes its own edges} MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE_ADJACENT. */
    public final GraphComm createDistGraphAdjacent(int[] sources, int[] destinations, Info info, boolean reorder)
            throws MPIException {
        try {
            return new GraphComm(core().distributedGraphAdjacent(sources, destinations), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of all ranks that pass the same color; null for {@link MPI#UNDEFINED}} MPI standard: 7.4.2, MPI_COMM_SPLIT. */
    public final Intracomm Split(int colour, int key) throws MPIException {
        Intracomm made = split(colour, key);
        return made.isNull() ? null : made;
    }

    /** {@return one of a group, or null for ranks that are not in it} All ranks call it. MPI standard: 7.4.2, MPI_COMM_CREATE. */
    public final Intracomm Create(Group group) throws MPIException {
        Intracomm made = create(group);
        return made.isNull() ? null : made;
    }

    /** {@return one with a grid; null for ranks beyond it} MPI standard: 8.5.1, MPI_CART_CREATE. */
    public final Cartcomm Create_cart(int[] dims, boolean[] periods, boolean reorder) throws MPIException {
        try {
            Cartcomm made = new Cartcomm(core().cartesian(dims, periods, reorder), this, false);
            return made.isNull() ? null : made;
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one with a graph that all ranks pass; null for ranks beyond it} MPI standard: 8.5.3, MPI_GRAPH_CREATE. */
    public final Graphcomm Create_graph(int[] index, int[] edges, boolean reorder) throws MPIException {
        try {
            Graphcomm made = new Graphcomm(core().graph(index, edges, reorder), this, false);
            return made.isNull() ? null : made;
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the name of a port where ranks of other jobs can connect} MPI standard: 11.9.2, MPI_OPEN_PORT. */
    public static String openPort() throws MPIException {
        return ofPorts(Ports::open);
    }

    /** {@return what {@link #openPort()} does; no hint is known} MPI standard: 11.9.2, MPI_OPEN_PORT. */
    public static String openPort(Info info) throws MPIException {
        return openPort();
    }

    /** Closes a port of this process. MPI standard: 11.9.2, MPI_CLOSE_PORT. */
    public static void closePort(String name) throws MPIException {
        ofPorts(() -> {
            Ports.close(name);
            return name;
        });
    }

    /** {@return an intercommunicator with the next that connect to the root's port} MPI standard: 11.9.2, MPI_COMM_ACCEPT. */
    public final Intercomm accept(String port, int root) throws MPIException {
        try {
            return new Intercomm(core().accept(port, root), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return what {@link #accept(String, int)} does; no hint is known} MPI standard: 11.9.2, MPI_COMM_ACCEPT. */
    public final Intercomm accept(String port, Info info, int root) throws MPIException {
        return accept(port, root);
    }

    /** {@return an intercommunicator with those who accept at the port that the root names} MPI standard: 11.9.3, MPI_COMM_CONNECT. */
    public final Intercomm connect(String port, int root) throws MPIException {
        try {
            return new Intercomm(core().connect(port, root), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return what {@link #connect(String, int)} does; no hint is known} MPI standard: 11.9.3, MPI_COMM_CONNECT. */
    public final Intercomm connect(String port, Info info, int root) throws MPIException {
        return connect(port, root);
    }

    /** Lets others find a port of this process by a name. MPI standard: 11.9.4, MPI_PUBLISH_NAME. */
    public static void publishName(String service, String port) throws MPIException {
        ofPorts(() -> {
            Ports.publish(service, port);
            return port;
        });
    }

    /** Does what {@link #publishName(String, String)} does; no hint is known. MPI standard: 11.9.4, MPI_PUBLISH_NAME. */
    public static void publishName(String service, Info info, String port) throws MPIException {
        publishName(service, port);
    }

    /** Takes a name back. MPI standard: 11.9.4, MPI_UNPUBLISH_NAME. */
    public static void unpublishName(String service, String port) throws MPIException {
        ofPorts(() -> {
            Ports.unpublish(service, port);
            return port;
        });
    }

    /** Does what {@link #unpublishName(String, String)} does; no hint is known. MPI standard: 11.9.4, MPI_UNPUBLISH_NAME. */
    public static void unpublishName(String service, Info info, String port) throws MPIException {
        unpublishName(service, port);
    }

    /** {@return the port that has a name} MPI standard: 11.9.4, MPI_LOOKUP_NAME. */
    public static String lookupName(String service) throws MPIException {
        return ofPorts(() -> Ports.lookup(service));
    }

    /** {@return what {@link #lookupName(String)} does; no hint is known} MPI standard: 11.9.4, MPI_LOOKUP_NAME. */
    public static String lookupName(String service, Info info) throws MPIException {
        return lookupName(service);
    }

    private static String ofPorts(Supplier<String> call) {
        World.requireOpen();
        try {
            return call.get();
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return an intercommunicator with processes that are started} Not supported yet. */
    public final Intercomm spawn(String command, String[] argv, int maxprocs, Info info, int root, int[] errcodes)
            throws MPIException {
        throw Failure.unsupported("spawn");
    }

    /** {@return an intercommunicator with processes that are started} Not supported yet. */
    public final Intercomm spawnMultiple(
            String[] commands, String[][] argv, int[] maxprocs, Info[] info, int root, int[] errcodes)
            throws MPIException {
        throw Failure.unsupported("spawnMultiple");
    }
}
