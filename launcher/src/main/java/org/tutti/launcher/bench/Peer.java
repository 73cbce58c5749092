package org.tutti.launcher.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways in which an MPI in C is run beside Tutti. */
public enum Peer {
    /** Open MPI as it comes: large messages are copied once, by the kernel. */
    OPENMPI(Library.Kind.OPEN_MPI, "openmpi"),
    /** Open MPI with messages copied through shared memory. */
    OPENMPI_NOSC(Library.Kind.OPEN_MPI, "openmpi"),
    /** Of more ranks than processors: Open MPI as it comes, each rank bound to a processor, by turns. */
    OPENMPI_BOUND(Library.Kind.OPEN_MPI, "openmpi"),
    /** Open MPI's collectives in shared memory, the rest copied through it. */
    OPENMPI_SM(Library.Kind.OPEN_MPI, "openmpi-sm"),
    /** Open MPI's collectives in shared memory, the rest as it comes. */
    OPENMPI_SM_SC(Library.Kind.OPEN_MPI, "openmpi-sm"),
    /** Open MPI as it comes, which never gives its processor away while it waits. */
    OPENMPI_BUSY(Library.Kind.OPEN_MPI, "openmpi-busy"),
    /** MPICH as it comes. */
    MPICH(Library.Kind.MPICH, "mpich"),
    /** MPICH's collectives in shared memory, where it was built with them. */
    MPICH_GATHER(Library.Kind.MPICH, "mpich");

    private static final List<String> SHARED_MEMORY = List.of("--mca", "pml", "ob1", "--mca", "btl", "self,vader");
    private static final List<String> NO_SINGLE_COPY = List.of("--mca", "btl_vader_single_copy_mechanism", "none");
    private static final List<String> COLL_SM = List.of("--mca", "coll_sm_priority", "100");
    private static final List<String> BOUND = List.of("--map-by", "core", "--bind-to", "core:overload-allowed");
    private static final List<String> YIELD = List.of("--mca", "mpi_yield_when_idle", "1");

    private final Library.Kind library;
    private final String group;

    Peer(Library.Kind library, String group) {
        this.library = library;
        this.group = group;
    }

    /**
     * {@return the peers of some groups: openmpi, openmpi-sm and mpich have each the settings that may be its best}
     *
     * @throws IllegalArgumentException where there is no such group
     */
    public static List<Peer> parse(String text) {
        List<Peer> peers = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            List<Peer> group = Arrays.stream(values())
                    .filter(peer -> peer.group.equals(name))
                    .toList();
            if (group.isEmpty()) {
                throw new IllegalArgumentException("must be some of "
                        + Arrays.stream(values())
                                .map(peer -> peer.group)
                                .distinct()
                                .collect(Collectors.joining(","))
                        + ": --vs " + text);
            }
            peers.addAll(group);
        }
        return peers.stream().distinct().toList();
    }

    /** {@return the library that it needs} */
    Library.Kind library() {
        return library;
    }

    /** {@return whether it differs from the others, given whether there are more ranks than processors} */
    boolean isApart(boolean crowded) {
        return crowded || this != OPENMPI_BOUND;
    }

    /**
     * {@return how it is started}
     *
     * @param program what its ranks run
     * @param folder for what it writes while it runs
     * @param crowded whether there are more ranks than processors
     */
    EngineCommand command(Library installed, Path program, int ranks, Path folder, boolean crowded) {
        List<String> command = new ArrayList<>(List.of(installed.launcher().toString(), "-n", Integer.toString(ranks)));
        if (library == Library.Kind.OPEN_MPI) {
            addOpenMpiSettings(command, crowded);
        } else if (!crowded) {
            command.addAll(List.of("-bind-to", "core"));
        }
        command.add(program.toString());
        return new EngineCommand(toString(), ranks, command, environment(folder));
    }

    private void addOpenMpiSettings(List<String> command, boolean crowded) {
        if (crowded) {
            command.add("--oversubscribe");
            command.addAll(this == OPENMPI_BOUND ? BOUND : List.of("--bind-to", "none"));
            command.addAll(this == OPENMPI_BUSY ? List.of() : YIELD);
        } else {
            command.addAll(List.of("--bind-to", "core"));
        }
        command.addAll(SHARED_MEMORY);
        if (this == OPENMPI_NOSC || this == OPENMPI_SM) {
            command.addAll(NO_SINGLE_COPY);
        }
        if (this == OPENMPI_SM || this == OPENMPI_SM_SC) {
            command.addAll(COLL_SM);
        }
    }

    private Map<String, String> environment(Path folder) {
        if (library == Library.Kind.OPEN_MPI) {
            String root = "OMPI_ALLOW_RUN_AS_ROOT";
            return Map.of(root, "1", root + "_CONFIRM", "1", "TMPDIR", folder.toString());
        }
        Map<String, String> environment = new HashMap<>();
        if (this == MPICH_GATHER) {
            for (String operation : List.of("BCAST", "REDUCE", "ALLREDUCE")) {
                environment.put("MPIR_CVAR_" + operation + "_POSIX_INTRA_ALGORITHM", "release_gather");
            }
        }
        return environment;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
