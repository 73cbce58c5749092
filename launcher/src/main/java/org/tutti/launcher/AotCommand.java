package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.Settings;
import picocli.CommandLine.Command;

/** {@code tutti aot}, which `tutti run` leaves behind: makes an AOT cache by a job of two ranks, of which the first is trained. */
@Command(name = AotCommand.NAME, hidden = true)
final class AotCommand implements Callable<Integer> {
    static final String NAME = "aot";

    private static final int RANKS = 2;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String PROGRAM = "org.tutti.Rehearsal";

    @picocli.CommandLine.Parameters(index = "0")
    private Path unfinished = Path.of("");

    @picocli.CommandLine.Parameters(index = "1")
    private Path file = Path.of("");

    @picocli.CommandLine.Parameters(index = "2..*")
    private List<String> jvmArguments = new ArrayList<>();

    @Override
    public Integer call() throws LaunchException, InterruptedException, IOException {
        Program program = new Program(List.of(), PROGRAM, List.of(), "", false);
        List<String> trained = new ArrayList<>(jvmArguments);
        trained.addAll(AotCache.training(unfinished));
        RankCommand first = new RankCommand(Installation.java(), program, trained, List.of());
        RankCommand second = new RankCommand(Installation.java(), program, jvmArguments, List.of());
        JobDescription job = new JobDescription(
                Launch.newName(),
                ArenaPlanner.plan(Parameters.of(), RANKS, () -> NativeAccessFinder.find(Settings::value)),
                rank -> new RankStart((rank == 0 ? first : second).of(rank), Map.of(), null),
                OutputStyle.shown(false),
                List.of(),
                TIMEOUT);
        int code = new JobRunner(job, message -> {}, null).run();
        if (code == 0 && Files.size(unfinished) > 0) {
            AotCache.publish(unfinished, file);
        }
        return code;
    }
}
