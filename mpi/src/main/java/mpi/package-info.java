/**
 * MPI as programs written for Open MPI's Java bindings know it, and as those written for MPJ Express (mpiJava 1.2) do, on top of Tutti.
 * Names, signatures and meanings are those of Open MPI 5.0 and of MPJ Express 0.44; docs/migrating.md tells what differs.
 */
package mpi;
