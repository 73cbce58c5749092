package org.tutti.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the ranks of a job are started that runs one program after the other, each on some of them. Each rank is told who it is as
 * Open MPI tells it too, since programs and scripts look there for the name of a file, a port or a device.
 */
final class RankStarts {
    private final int size;
    private final List<RankStart> starts = new ArrayList<>();
    private final List<RankProgram> programs = new ArrayList<>();

    /**
     * Makes it.
     *
     * @param size how many ranks the job has
     */
    RankStarts(int size) {
        this.size = size;
    }

    /**
     * Adds the ranks of a program.
     *
     * @param count how many they are
     * @param variables the environment variables that the command line gives them
     * @param folder where they run, or null for the launcher's folder
     */
    void add(int count, RankProgram program, Map<String, String> variables, @Nullable Path folder) {
        programs.add(program);
        for (int i = 0; i < count; i++) {
            int rank = starts.size();
            Map<String, String> all = new LinkedHashMap<>(variables);
            all.putAll(program.variables());
            all.putAll(identity(rank));
            starts.add(new RankStart(program.of(rank), all, folder));
        }
    }

    /** All ranks are on one host, so that a rank has the same number there as among all. */
    private Map<String, String> identity(int rank) {
        String number = Integer.toString(rank);
        String count = Integer.toString(size);
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("OMPI_COMM_WORLD_RANK", number);
        identity.put("OMPI_COMM_WORLD_SIZE", count);
        identity.put("OMPI_COMM_WORLD_LOCAL_RANK", number);
        identity.put("OMPI_COMM_WORLD_LOCAL_SIZE", count);
        identity.put("OMPI_COMM_WORLD_NODE_RANK", number);
        return identity;
    }

    /** {@return how a rank is started} */
    RankStart of(int rank) {
        return starts.get(rank);
    }

    /** {@return what the ranks run} */
    List<RankProgram> programs() {
        return programs;
    }
}
