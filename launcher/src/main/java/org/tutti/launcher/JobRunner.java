package org.tutti.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Settings;
import org.tutti.runtime.UnnamedArena;

/** Runs one job from its start to its end. */
final class JobRunner {
    static final File NOTHING = new File("/dev/null");

    private final JobDescription job;
    private final Consumer<String> messages;
    private final @Nullable Consumer<StartedRank> details;
    private final @Nullable RankOutput output;

    /**
     * Makes a runner.
     *
     * @param messages is told what goes wrong
     * @param details is told what is started, or null
     */
    JobRunner(JobDescription job, Consumer<String> messages, @Nullable Consumer<StartedRank> details) {
        this.job = job;
        this.messages = messages;
        this.details = details;
        this.output = job.output().isInherited() ? null : new RankOutput(job.output(), job.ranks());
    }

    /** Runs the job; returns its exit code. */
    int run() throws LaunchException, InterruptedException {
        Binder binder = new Binder(job.binding());
        UnnamedArena arena = newArena();
        DumpSignal.handle(() -> messages.accept(RankTable.withTitle(arena.arena())));
        try (Ranks ranks = new Ranks()) {
            startAll(ranks, binder, arena);
            Verdict verdict = new Supervisor(arena.arena(), ranks, job.timeout()).supervise();
            if (output != null) {
                output.finish().forEach(e -> messages.accept("the output of a rank is not complete in its file: " + e));
            }
            if (verdict.message() != null && !ranks.isStopping()) {
                messages.accept(verdict.message());
            }
            return verdict.exitCode();
        }
    }

    private UnnamedArena newArena() throws LaunchException {
        try {
            return UnnamedArena.create(job.name(), job.arena(), () -> NativeAccessFinder.find(Settings::value), null);
        } catch (IOException | TuttiException e) {
            throw LaunchException.failure(
                    e instanceof TuttiException known ? known.code() : ErrorCode.SYSTEM,
                    "cannot make the job's shared memory: " + TuttiException.reasonOf(e));
        }
    }

    private void startAll(Ranks ranks, Binder binder, UnnamedArena arena) throws LaunchException {
        for (int rank = 0; rank < job.ranks() && !ranks.isStopping(); rank++) {
            try {
                start(ranks, binder, rank, arena);
            } catch (IOException e) {
                throw LaunchException.failure(
                        ErrorCode.NOT_STARTED, "cannot start rank " + rank + ": " + e.getMessage());
            }
        }
    }

    private void start(Ranks ranks, Binder binder, int rank, UnnamedArena arena) throws IOException {
        RankStart start = job.start().apply(rank);
        Map<String, String> variables = new LinkedHashMap<>(start.variables());
        variables.putAll(ownVariables(rank, arena));
        ProcessBuilder builder = new ProcessBuilder(start.command());
        builder.environment().putAll(variables);
        if (start.folder() != null) {
            builder.directory(start.folder().toFile());
        }
        if (output == null) {
            builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        } else {
            output.prepare(rank, builder);
        }
        builder.redirectInput(rank == 0 ? Redirect.INHERIT : Redirect.from(NOTHING));
        Process process = binder.start(rank, ranks, builder);
        if (process == null) {
            return;
        }
        if (output != null) {
            output.add(rank, process);
        }
        if (details != null) {
            details.accept(new StartedRank(rank, process.pid(), binder.placeOf(rank), variables, start.command()));
        }
    }

    private Map<String, String> ownVariables(int rank, UnnamedArena arena) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(Settings.JOB, job.name());
        variables.put(Settings.RANK, Integer.toString(rank));
        variables.put(Settings.SIZE, Integer.toString(job.ranks()));
        variables.put(Settings.ARENA, arena.file().toString());
        variables.put(Settings.LAUNCHER, Long.toString(ProcessHandle.current().pid()));
        return variables;
    }
}
