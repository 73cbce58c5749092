package mpi;

import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Ranks in a grid. MPI standard: 8.5.1. */
public sealed class CartComm extends Intracomm permits Cartcomm {
    CartComm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    CartComm(CreationRequest pending, Comm original) {
        super(pending, original);
    }

    /** {@return the same as {@link #dup}} MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public CartComm clone() {
        return dup();
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public CartComm dup() throws MPIException {
        return new CartComm(duplicate(null), this, true);
    }

    /** {@return one with the same ranks, and these hints} MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO. */
    @Override
    public CartComm dupWithInfo(Info info) throws MPIException {
        return new CartComm(duplicate(info), this, true);
    }

    /** {@return one with the same ranks, at once} Its {@link #getRequest} is done when it may be used. MPI standard: 7.4.2, MPI_COMM_IDUP. */
    @Override
    public CartComm iDup() throws MPIException {
        return new CartComm(duplicateLater(), this);
    }

    private CartesianTopology grid() {
        if (core().topology() instanceof CartesianTopology grid) {
            return grid;
        }
        throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no grid");
    }

    /** {@return the grid, and where this rank is in it} MPI standard: 8.5.5, MPI_CART_GET. */
    public CartParms getTopo() throws MPIException {
        try {
            CartesianTopology grid = grid();
            return new CartParms(grid.dims(), grid.periodic(), grid.coords(core().rank()));
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the ranks so many steps before and behind this one along a dimension} MPI standard: 8.5.6, MPI_CART_SHIFT. */
    public ShiftParms shift(int direction, int disp) throws MPIException {
        try {
            CartesianTopology.Shift shift = grid().shift(core().rank(), direction, disp);
            return new ShiftParms(shift.source(), shift.destination());
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return where a rank is} MPI standard: 8.5.5, MPI_CART_COORDS. */
    public int[] getCoords(int rank) throws MPIException {
        try {
            return grid().coords(rank);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return which rank is there} MPI standard: 8.5.5, MPI_CART_RANK. */
    public int getRank(int[] coords) throws MPIException {
        try {
            return grid().rank(coords);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return one of the ranks that differ from this one in these dimensions alone} MPI standard: 8.5.7, MPI_CART_SUB. */
    public CartComm sub(boolean[] remainDims) throws MPIException {
        try {
            return new CartComm(core().cartesianSub(remainDims), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the rank that this one would best have in a grid, or {@link MPI#UNDEFINED}} MPI standard: 8.5.8, MPI_CART_MAP. */
    public int map(int[] dims, boolean[] periods) throws MPIException {
        try {
            return Numbers.of(CartesianTopology.of(dims, periods).map(core().rank()));
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** Replaces each 0 among the sizes of a grid's dimensions, so that it has so many nodes. MPI standard: 8.5.2, MPI_DIMS_CREATE. */
    public static void createDims(int nnodes, int[] dims) throws MPIException {
        World.requireOpen();
        try {
            int[] sizes = CartesianTopology.createDims(nnodes, dims);
            System.arraycopy(sizes, 0, dims, 0, dims.length);
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }
}
