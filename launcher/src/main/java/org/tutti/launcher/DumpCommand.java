package org.tutti.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.JobTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti dump}. */
@Command(
        name = DumpCommand.NAME,
        description = "Shows what the ranks of running jobs are doing. It only reads: they do not notice.",
        footer = {
            "",
            "state: computing (outside of operations, or inside and not waiting), spinning or asleep (waiting),",
            "absent, joining, left, dead. since: how long already; now: it has changed since the last look.",
            "operation and call: what the rank has begun last.",
            "A signal USR1 makes a launcher print the table of its own job."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class DumpCommand implements Callable<Integer> {
    static final String NAME = "dump";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "JOB",
            description =
                    "The name of a job, or the pid of its launcher or of a rank; without it, all jobs of this user.")
    private @Nullable String job;

    @Override
    public Integer call() throws LaunchException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> names = new ArrayList<>();
        List<String> tables = tables(names);
        if (job != null && tables.isEmpty()) {
            throw LaunchException.failure(
                    ErrorCode.NO_SUCH_JOB,
                    "no such job is running: " + job + "; there are: "
                            + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        out.println(tables.isEmpty() ? "no job of this user is running" : String.join("\n\n", tables));
        return 0;
    }

    private List<String> tables(List<String> names) throws LaunchException {
        List<String> tables = new ArrayList<>();
        try {
            for (RunningJobs.Found found : RunningJobs.find()) {
                addTable(found, names, tables);
            }
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "cannot look for running jobs: " + e);
        }
        return tables;
    }

    /** A job that ends meanwhile, or is only beginning, is passed over. */
    private void addTable(RunningJobs.Found found, List<String> names, List<String> tables) {
        try (Arena arena = Arena.view(found.file())) {
            if (new JobTable(arena).reports().allMatch(report -> report.state() == Arena.State.LEFT)) {
                return; // some process keeps it open for no reason
            }
            names.add(arena.job());
            if (job == null || job.equals(arena.job()) || found.pids().stream().anyMatch(pid -> job.equals(pid + ""))) {
                tables.add(RankTable.withTitle(arena));
            }
        } catch (IOException | TuttiException e) {
            // it is not there any more, or not whole yet
        } catch (RuntimeException e) {
            names.add("one that makes no sense (" + found.file() + ": " + e.getMessage() + ")");
        }
    }
}
