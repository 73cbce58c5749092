package org.tutti.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tutti.runtime.Processors;

/** Makes Java programs ready for the ranks of a job: each gets its share of the machine, and a cache to start from. */
final class JavaPrograms {
    private final int ranks;
    private final Path caches = CompileCache.folderOfUser(System::getenv);
    private final CompileCache compiled;

    /**
     * Makes it.
     *
     * @param ranks how many ranks the job has
     * @param messages where javac speaks
     */
    JavaPrograms(int ranks, Appendable messages) {
        this.ranks = ranks;
        this.compiled = new CompileCache(caches, new Scratch(), messages);
    }

    /**
     * {@return what finds a program}
     *
     * @param chosen arguments of java that the user has chosen
     * @param folder where the words of the command line are looked up
     */
    Programs finder(List<String> chosen, Path folder) {
        return new Programs(compiled, chosen, folder);
    }

    /**
     * {@return the command lines of the ranks of a program}
     *
     * @param java what runs it
     * @param chosen arguments of java that the user has chosen; they override Tutti's
     * @param arguments the arguments of the program
     */
    RankCommand command(Path java, Program program, List<String> chosen, List<String> arguments) {
        List<String> everywhere = new ArrayList<>(chosen);
        everywhere.addAll(RankCommand.ofVariables(System::getenv));
        List<String> all =
                new ArrayList<>(JvmShare.of(ranks, Processors.usable()).arguments(everywhere));
        all.addAll(chosen);
        return new RankCommand(java, program, all, arguments).withCacheIn(caches);
    }
}
