package mpi;

/** The predefined reductions. They are constants of {@link MPI}. MPI standard: 6.9.2. */
public interface Ops {
    /** The larger one. */
    Op MAX = new Op(org.tutti.Op.MAX);
    /** The smaller one. */
    Op MIN = new Op(org.tutti.Op.MIN);
    /** The sum. */
    Op SUM = new Op(org.tutti.Op.SUM);
    /** The product. */
    Op PROD = new Op(org.tutti.Op.PROD);
    /** Logical and. */
    Op LAND = new Op(org.tutti.Op.LAND);
    /** Bitwise and. */
    Op BAND = new Op(org.tutti.Op.BAND);
    /** Logical or. */
    Op LOR = new Op(org.tutti.Op.LOR);
    /** Bitwise or. */
    Op BOR = new Op(org.tutti.Op.BOR);
    /** Logical exclusive or. */
    Op LXOR = new Op(org.tutti.Op.LXOR);
    /** Bitwise exclusive or. */
    Op BXOR = new Op(org.tutti.Op.BXOR);
    /** The least value and where it is. */
    Op MINLOC = new Op(org.tutti.Op.MINLOC, new PairSelection(false));
    /** The greatest value and where it is. */
    Op MAXLOC = new Op(org.tutti.Op.MAXLOC, new PairSelection(true));
    /** The later one; for windows alone. */
    Op REPLACE = new Op((org.tutti.Op) null);
    /** Nothing; for windows alone. */
    Op NO_OP = new Op((org.tutti.Op) null);
}
