/* The first 2,000 allreduces of a fresh process, the twin of Cold.java: see docs/performance.md. */
#include <mpi.h>
#include <stdio.h>

enum { CALLS = 2000 };

int main(int argc, char **argv) {
    static double at[CALLS + 1];
    float sent[2] = {0}, received[2];
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    at[0] = MPI_Wtime();
    for (int i = 1; i <= CALLS; i++) {
        MPI_Allreduce(sent, received, 2, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
        at[i] = MPI_Wtime();
    }
    if (rank == 0) {
        printf("us: first %.0f; each to the 10th %.1f, 100th %.2f, 1000th %.2f, 2000th %.2f; first hundred %.0f\n",
               (at[1] - at[0]) * 1e6, (at[10] - at[1]) / 9 * 1e6, (at[100] - at[10]) / 90 * 1e6,
               (at[1000] - at[100]) / 900 * 1e6, (at[2000] - at[1000]) / 1000 * 1e6, (at[100] - at[0]) * 1e6);
    }
    MPI_Finalize();
}
