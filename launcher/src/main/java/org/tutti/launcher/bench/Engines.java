package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All engines that take turns, started one after the other, and ended together. */
final class Engines implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Path folder;
    private final List<Engine> all = new ArrayList<>();
    private final Map<Contender, Engine> ofContenders = new LinkedHashMap<>();

    /** None yet; the pipes and outputs of each go into a folder of its own in this one. */
    Engines(Path folder) {
        this.folder = folder;
    }

    /** Starts one, which contends with a kind of buffers. */
    void start(EngineCommand command, BufferKind kind) throws EngineException, InterruptedException {
        try {
            Engine engine =
                    Engine.start(command, Files.createDirectory(folder.resolve(command.name() + "-" + kind)), START);
            all.add(engine);
            ofContenders.put(new Contender(command.name(), kind), engine);
        } catch (IOException e) {
            throw new EngineException(command.name() + " has no folder for its pipes: " + e, e);
        }
    }

    /** {@return who contends, and by which engine, in the order in which they were started} */
    Map<Contender, Engine> ofContenders() {
        return ofContenders;
    }

    /** {@return what each says it is, by its name} */
    Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        all.forEach(engine -> versions.put(engine.name(), engine.version()));
        return versions;
    }

    @Override
    public void close() {
        all.forEach(Engine::close);
    }
}
