package org.tutti.launcher.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tutti.runtime.Processors;

/** Measures what is asked for, and tells it. */
public final class Bench {
    /** What tables call Tutti. */
    public static final String TUTTI = "tutti";
    /** What tables call the machine's own limit. */
    public static final String FLOOR = "floor";

    private final Request request;
    private final EngineCommand tutti;
    private final EngineCommand floor;

    /**
     * A bench.
     *
     * @param tutti starts {@link BenchRank} with as many ranks as are asked for
     * @param floor starts {@link FloorProcess}
     */
    public Bench(Request request, EngineCommand tutti, EngineCommand floor) {
        this.request = request;
        this.tutti = tutti;
        this.floor = floor;
    }

    /**
     * {@return what came out}
     *
     * @param folder where pipes, outputs and compiled programs go: it is empty, and somebody else removes it
     * @param memory where peers write while they run: likewise, and no disk behind it
     * @param machine of what Tutti is measured
     * @param notice is told which peers are not there, or do not start
     * @param progress is told how many turns are done, and how many there are
     */
    public Outcome run(
            Path folder, Path memory, Machine machine, Consumer<String> notice, BiConsumer<Integer, Integer> progress)
            throws EngineException, InterruptedException {
        boolean crowded = request.ranks() > Processors.usable();
        List<EngineCommand> peers =
                new Peers("bench", folder, memory, notice).commands(request.peers(), request.ranks(), crowded);
        try (Engines engines = new Engines(folder)) {
            for (BufferKind kind : request.buffers()) {
                engines.start(tutti, kind); // each in JVMs of its own, as a program that has no others
            }
            for (EngineCommand peer : peers) {
                startPeer(engines, peer, notice);
            }
            if (request.floor()) {
                engines.start(floor, BufferKind.FLOOR);
            }
            List<Cell> cells = request.cells();
            Map<Contender, Engine> contenders = engines.ofContenders();
            List<Turn> turns = new Rounds(contenders, cells, request.plan()).play(progress);
            Summary summary = Summary.of(turns, cells, new ArrayList<>(contenders.keySet()));
            return new Outcome(machine, request, engines.versions(), summary);
        }
    }

    /** A peer that does not start is not required either. */
    private static void startPeer(Engines engines, EngineCommand peer, Consumer<String> notice)
            throws InterruptedException {
        try {
            engines.start(peer, BufferKind.MALLOC);
        } catch (EngineException e) {
            notice.accept("goes on without a peer: " + e.getMessage());
        }
    }
}
