package mpi;

import org.tutti.Communicator;
import org.tutti.TuttiException;

/** Ranks in a grid, in the mpiJava dialect. MPI standard: 8.5.1. */
public final class Cartcomm extends CartComm {
    Cartcomm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Cartcomm clone() {
        return new Cartcomm(duplicate(null), this, true);
    }

    /** {@return the grid, and where this rank is in it} MPI standard: 8.5.5, MPI_CART_GET. */
    public CartParms Get() throws MPIException {
        return getTopo();
    }

    /** {@return which rank is there} MPI standard: 8.5.5, MPI_CART_RANK. */
    public int Rank(int[] coords) throws MPIException {
        return getRank(coords);
    }

    /** {@return where a rank is} MPI standard: 8.5.5, MPI_CART_COORDS. */
    public int[] Coords(int rank) throws MPIException {
        return getCoords(rank);
    }

    /** {@return the ranks so many steps before and behind this one along a dimension} MPI standard: 8.5.6, MPI_CART_SHIFT. */
    public ShiftParms Shift(int direction, int disp) throws MPIException {
        return shift(direction, disp);
    }

    /** {@return one of the ranks that differ from this one in these dimensions alone} MPI standard: 8.5.7, MPI_CART_SUB. */
    public Cartcomm Sub(boolean[] remainDims) throws MPIException {
        try {
            return new Cartcomm(core().cartesianSub(remainDims), this, false);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the rank that this one would best have in a grid, or {@link MPI#UNDEFINED}} MPI standard: 8.5.8, MPI_CART_MAP. */
    public int Map(int[] dims, boolean[] periods) throws MPIException {
        return map(dims, periods);
    }

    /** Replaces each 0 among the sizes of a grid's dimensions, so that it has so many nodes. MPI standard: 8.5.2, MPI_DIMS_CREATE. */
    public static void Dims_create(int nnodes, int[] dims) throws MPIException {
        createDims(nnodes, dims);
    }
}
