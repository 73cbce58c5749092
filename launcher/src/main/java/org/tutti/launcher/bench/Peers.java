package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The peers that are installed here, ready to be started; of the others it says that they are not. */
public final class Peers {
    private final String name;
    private final Path folder;
    private final Path memory;
    private final Consumer<String> notice;
    private final Map<Library.Kind, Optional<Installed>> found = new EnumMap<>(Library.Kind.class);

    private record Installed(Library library, Path program) {}

    /**
     * Looks for none yet.
     *
     * @param name what their ranks run: a program of {@code benchmarks/peers}
     * @param folder what is compiled goes here
     * @param memory what they write while they run goes here
     * @param notice is told which are not there
     */
    public Peers(String name, Path folder, Path memory, Consumer<String> notice) {
        this.name = name;
        this.folder = folder;
        this.memory = memory;
        this.notice = notice;
    }

    /** {@return how those that are there are started} */
    public List<EngineCommand> commands(List<Peer> peers, int ranks, boolean crowded)
            throws EngineException, InterruptedException {
        List<EngineCommand> commands = new ArrayList<>();
        for (Peer peer : peers) {
            Optional<Installed> installed = installed(peer.library());
            if (installed.isPresent() && peer.isApart(crowded)) {
                Path program = installed.get().program();
                commands.add(peer.command(installed.get().library(), program, ranks, memory, crowded));
            }
        }
        return commands;
    }

    private Optional<Installed> installed(Library.Kind kind) throws EngineException, InterruptedException {
        Optional<Installed> known = found.get(kind);
        if (known == null) {
            known = Optional.ofNullable(look(kind));
            found.put(kind, known);
        }
        return known;
    }

    private @Nullable Installed look(Library.Kind kind) throws EngineException, InterruptedException {
        Library library = Library.find(kind);
        if (library == null) {
            notice.accept(kind + " is not installed: there is no mpicc" + kind.suffix() + " with its mpirun"
                    + kind.suffix() + " on the PATH, and no mpicc that is its");
            return null;
        }
        try {
            Path own = Files.createDirectories(folder.resolve("program" + kind.suffix()));
            return new Installed(library, library.compile(name, own));
        } catch (IOException e) {
            throw new EngineException(kind + " has no folder to be compiled in: " + e, e);
        }
    }
}
