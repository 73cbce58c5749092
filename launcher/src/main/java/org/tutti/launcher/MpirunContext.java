package org.tutti.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One program of mpirun's command line, and the options that concern its ranks alone. */
final class MpirunContext {
    private static final String NEXT = ":";
    private static final Pattern PER_RESOURCE = Pattern.compile("ppr:(\\d+):(\\w+)(:.*)?");

    @Option(
            names = {"-np", "--np", "-n", "--n", "-c"},
            paramLabel = "N",
            description = "How many ranks (processes); one for each core unless hosts tell.")
    private @Nullable String ranksText;

    @Option(
            names = {"-N", "-npernode", "--npernode"},
            paramLabel = "N",
            description = "How many ranks on each host: there is one.")
    private @Nullable String perHostText;

    @Option(
            names = {"-x"},
            paramLabel = "VAR[=VALUE]",
            description = "Give the ranks an environment variable; they have all that are set anyway.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = {"-wdir", "--wdir", "-wd", "--wd"},
            paramLabel = "DIR",
            description = "Run the ranks in this folder.")
    private @Nullable Path folder;

    @Option(names = "-cp", paramLabel = "PATH", description = "Class path; PROGRAM is then the name of a class.")
    private @Nullable String classPath;

    @Option(
            names = {"-H", "-host", "--host"},
            paramLabel = "LIST",
            description = "This host, with :SLOTS for that many ranks; other hosts are refused.")
    private List<String> hostLists = new ArrayList<>();

    @Option(
            names = {"-hostfile", "--hostfile", "-machinefile", "--machinefile"},
            paramLabel = "FILE",
            description = "The same, from a file.")
    private List<Path> hostFiles = new ArrayList<>();

    @Option(
            names = {"-map-by", "--map-by"},
            paramLabel = "X",
            description = "ppr:N:node is -N N; anything else is ignored.")
    private List<String> mapBy = new ArrayList<>();

    @Option(
            names = {"-rank-by", "--rank-by"},
            paramLabel = "X",
            description = "Ignored: ranks are numbered in the order in which they are started.")
    private List<String> rankBy = new ArrayList<>();

    @Option(
            names = {"-mca", "--mca", "-gmca", "--gmca", "--prtemca", "--pmixmca"},
            arity = "2",
            hideParamSyntax = true,
            paramLabel = "KEY VALUE",
            description = "Ignored: Open MPI's parameters; Tutti's own: --set.")
    private List<String> mca = new ArrayList<>();

    @CommandLine.Parameters(
            arity = "1..*",
            hideParamSyntax = true,
            paramLabel = "PROGRAM [ARG...]",
            description = "java with its arguments, X.java, X.jar, a class, or any executable; : before the next one.")
    private List<String> words = new ArrayList<>();

    /** {@return this one, and those that follow it behind colons} */
    List<MpirunContext> all() throws LaunchException {
        List<MpirunContext> all = new ArrayList<>(List.of(this));
        for (int colon = words.indexOf(NEXT);
                colon >= 0;
                colon = all.getLast().words.indexOf(NEXT)) {
            MpirunContext last = all.getLast();
            List<String> rest = last.words.subList(colon + 1, last.words.size());
            all.add(parse(rest));
            last.words = last.words.subList(0, colon);
            if (last.words.isEmpty()) {
                throw LaunchException.usage("there is no program before the colon");
            }
        }
        return all;
    }

    /** {@return the context with these words} */
    static MpirunContext parse(List<String> words) throws LaunchException {
        MpirunContext context = new MpirunContext();
        try {
            MpirunCommand.configure(new CommandLine(context)).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw LaunchException.usage(e.getMessage() + " (see: tutti mpirun --help)");
        }
        return context;
    }

    /**
     * {@return how many ranks the program has}
     *
     * @param isAlone whether there is no other program
     * @param usual tells how many there are where nothing else does
     */
    int ranks(boolean isAlone, IntSupplier usual) throws LaunchException {
        OptionalInt slots = slots();
        OptionalInt perHost = perHost();
        if (ranksText != null) {
            int ranks = RankCount.parse("-np", ranksText);
            if (perHost.isPresent() && ranks > perHost.getAsInt()) {
                throw LaunchException.usage("there is one host, and it shall have no more than " + perHost.getAsInt()
                        + " ranks: -np " + ranks);
            }
            return ranks;
        }
        if (!isAlone) {
            throw LaunchException.usage("-np is missing: of several programs each needs it: " + words.getFirst());
        }
        return perHost.orElseGet(() -> slots.orElseGet(usual));
    }

    private OptionalInt slots() throws LaunchException {
        Hosts listed = new Hosts(Hosts::isHere);
        for (String list : hostLists) {
            listed.addList("--host", list);
        }
        Hosts filed = new Hosts(Hosts::isHere);
        for (Path file : hostFiles) {
            filed.addFile("--hostfile", file);
        }
        return listed.slots().isPresent() ? listed.slots() : filed.slots();
    }

    private OptionalInt perHost() throws LaunchException {
        OptionalInt perHost =
                perHostText == null ? OptionalInt.empty() : OptionalInt.of(RankCount.parse("-N", perHostText));
        for (String policy : mapBy) {
            Matcher matcher = PER_RESOURCE.matcher(policy);
            if (matcher.matches() && matcher.group(2).equals("node")) {
                perHost = OptionalInt.of(RankCount.parse("--map-by ppr", matcher.group(1)));
            } else if (matcher.matches() && ranksText == null) {
                throw LaunchException.usage("ranks are counted for a node, or by -np: --map-by " + policy);
            }
        }
        return perHost;
    }

    /** Adds what has no effect here. */
    void addIgnored(Ignored ignored) throws LaunchException {
        for (int i = 0; i + 1 < mca.size(); i += 2) {
            ignored.add("--mca " + mca.get(i) + " " + mca.get(i + 1));
        }
        for (String policy : mapBy) {
            Matcher matcher = PER_RESOURCE.matcher(policy);
            if (!matcher.matches() || !matcher.group(2).equals("node")) {
                ignored.add("--map-by " + policy);
            }
        }
        rankBy.forEach(policy -> ignored.add("--rank-by " + policy));
        RankVariables.parse(variables).unset().forEach(name -> ignored.add("-x " + name + " (not set)"));
    }

    /** {@return the environment variables that have a value here} */
    Map<String, String> variables() throws LaunchException {
        return RankVariables.parse(variables).values();
    }

    /** {@return where the ranks run, or null for the launcher's folder} */
    @Nullable
    Path folder() throws LaunchException {
        return RankStart.folder(folder);
    }

    /** {@return the class path, or null} */
    @Nullable
    String classPath() {
        return classPath;
    }

    /** {@return the program and its arguments} */
    List<String> words() {
        return words;
    }
}
