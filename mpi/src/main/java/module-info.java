/** The package mpi, for programs written for MPI's earlier Java bindings. */
module org.tutti.mpi {
    requires org.tutti;

    exports mpi;
}
