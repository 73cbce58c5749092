package org.tutti.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tutti.ErrorCode;
import org.tutti.runtime.JobFiles;
import org.tutti.runtime.Leftover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti clean}. */
@Command(
        name = CleanCommand.NAME,
        description =
                "Removes what processes left in /dev/shm and among the temporary files that were killed while they"
                        + " started or compiled; only what is provably dead.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class CleanCommand implements Callable<Integer> {
    static final String NAME = "clean";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dry-run", description = "Tell what would be removed, and remove nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws LaunchException {
        PrintWriter out = spec.commandLine().getOut();
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(JobFiles.folder());
        folders.add(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            List<Leftover> found = new ArrayList<>(Leftover.find(folders));
            for (Leftover leftover : found) {
                out.println(deal(leftover));
            }
            List<Path> abandoned = CompileCache.abandonedIn(CompileCache.folderOfUser(System::getenv));
            for (Path folder : abandoned) {
                if (!dryRun) {
                    Scratch.delete(folder);
                }
                out.println(removed() + folder);
            }
            if (found.isEmpty() && abandoned.isEmpty()) {
                out.println("nothing is left over in "
                        + String.join(", ", folders.stream().map(Path::toString).toList()));
            }
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "cannot clean: " + e);
        }
        return 0;
    }

    private String deal(Leftover leftover) throws IOException {
        if (!leftover.isDead()) {
            return "left alone: " + leftover.file() + " (" + leftover.alive() + ")";
        }
        if (!dryRun && !remove(leftover)) {
            return "left alone: " + leftover.file() + " (a job has just taken this name)";
        }
        return removed() + leftover.file() + " (its process has ended: pid=" + leftover.pid() + ")";
    }

    private static boolean remove(Leftover leftover) throws IOException {
        if (Files.isDirectory(leftover.file(), LinkOption.NOFOLLOW_LINKS)) {
            Scratch.delete(leftover.file());
            return true;
        }
        return leftover.remove();
    }

    private String removed() {
        return dryRun ? "would remove: " : "removed: ";
    }
}
