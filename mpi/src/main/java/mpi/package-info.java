/**
 * MPI as programs written for Open MPI's Java bindings know it, on top of Tutti. Names, signatures and meanings are those of Open MPI
 * 5.0; docs/migrating.md tells what differs.
 */
package mpi;
