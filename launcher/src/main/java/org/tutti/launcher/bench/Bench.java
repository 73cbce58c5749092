package org.tutti.launcher.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Measures what is asked for, and tells it. */
public final class Bench {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String ENGINE = "tutti";

    private final Request request;
    private final List<String> command;

    /** How results are told. */
    public enum Format {
        /** Tables that users of the OSU benchmarks know. */
        OSU,
        /** One JSON object. */
        JSON
    }

    /**
     * A bench of Tutti.
     *
     * @param command starts {@link BenchRank} with as many ranks as are asked for
     */
    public Bench(Request request, List<String> command) {
        this.request = request;
        this.command = command;
    }

    /**
     * {@return the report}
     *
     * @param folder where the pipes go: it is empty, and somebody else removes it
     * @param installation where Tutti lies
     * @param version of Tutti, where it lies in no clone
     * @param progress is told how many turns are done, and how many there are
     */
    public String run(
            Format format, Path folder, Path installation, String version, BiConsumer<Integer, Integer> progress)
            throws EngineException, InterruptedException {
        try (Engine tutti = Engine.start(ENGINE, request.ranks(), command, folder, START)) {
            List<Cell> cells = request.cells();
            List<Turn> turns = new Rounds(List.of(tutti), cells, request.plan()).play(progress);
            Machine machine = Machine.here(installation, version, tutti.version());
            Outcome outcome = new Outcome(machine, request, Summary.of(turns, cells, List.of(ENGINE)));
            return format == Format.JSON ? JsonReport.of(outcome) : OsuReport.of(outcome);
        }
    }
}
