package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerTest {
    private static final Library OPEN_MPI =
            new Library(Library.Kind.OPEN_MPI, Path.of("/bin/mpicc"), Path.of("/bin/mpirun"));
    private static final Library MPICH = new Library(Library.Kind.MPICH, Path.of("/bin/mpicc"), Path.of("/bin/mpirun"));
    private static final Path PROGRAM = Path.of("/tmp/bench");
    private static final Path FOLDER = Path.of("/dev/shm/x");

    @Test
    void shouldTakeTheSettingsOfAGroup() {
        assertThat(Peer.parse("mpich,openmpi,openmpi"))
                .containsExactly(Peer.MPICH, Peer.MPICH_GATHER, Peer.OPENMPI, Peer.OPENMPI_NOSC, Peer.OPENMPI_BOUND);
        assertThatThrownBy(() -> Peer.parse("openmpi,lam"))
                .hasMessage("must be some of openmpi,openmpi-sm,openmpi-busy,mpich: --vs openmpi,lam");
    }

    @Test
    void shouldBindRanksThatHaveACoreEach() {
        EngineCommand command = Peer.OPENMPI_SM.command(OPEN_MPI, PROGRAM, 2, FOLDER, false);
        assertThat(String.join(" ", command.command()))
                .startsWith("/bin/mpirun -n 2 --bind-to core --mca pml ob1 ")
                .contains("single_copy_mechanism none", "coll_sm_priority 100")
                .doesNotContain("oversubscribe", "yield")
                .endsWith(" /tmp/bench");
        assertThat(command.environment()).containsEntry("TMPDIR", "/dev/shm/x");
        assertThat(Peer.MPICH.command(MPICH, PROGRAM, 2, FOLDER, false).command())
                .containsExactly("/bin/mpirun", "-n", "2", "-bind-to", "core", "/tmp/bench");
    }

    @Test
    void shouldGiveProcessorsAwayWhereRanksAreMany() {
        assertThat(Peer.OPENMPI.command(OPEN_MPI, PROGRAM, 8, FOLDER, true).command())
                .contains("--oversubscribe", "mpi_yield_when_idle")
                .doesNotContain("core");
        assertThat(Peer.OPENMPI_BOUND
                        .command(OPEN_MPI, PROGRAM, 8, FOLDER, true)
                        .command())
                .contains("--oversubscribe", "core:overload-allowed", "mpi_yield_when_idle");
        assertThat(Peer.OPENMPI_BUSY.command(OPEN_MPI, PROGRAM, 8, FOLDER, true).command())
                .contains("--oversubscribe")
                .doesNotContain("mpi_yield_when_idle");
        assertThat(Peer.MPICH_GATHER.command(MPICH, PROGRAM, 8, FOLDER, true).environment())
                .containsEntry("MPIR_CVAR_BCAST_POSIX_INTRA_ALGORITHM", "release_gather");
    }
}
