package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Looks for values of parameters with which operations are faster on this machine: one parameter after the other, its values by turns
 * with what has been chosen so far.
 */
public final class Tuning {
    /** A value must be better by more than runs of one and the same differ. */
    private static final double BETTER = 0.97;
    /** What tables call the ranks that have what was chosen so far. */
    private static final String SO_FAR = "so-far";

    private final List<Trial> trials;
    private final int ranks;
    private final Starter starter;
    private final int rounds;
    private final Duration turn;
    private final Map<String, String> chosen = new LinkedHashMap<>();
    private final List<Score> scores = new ArrayList<>();

    /** Makes jobs that measure. */
    public interface Starter {
        /** {@return how a job of this name is started that has these parameters} */
        EngineCommand command(String name, Map<String, String> parameters);
    }

    /**
     * How a value does.
     *
     * @param setting the parameter and the value
     * @param ratio geometric mean, over the cells, of the time with it over the time with what was chosen before
     * @param worst the largest of these
     * @param chosen whether it was taken
     */
    public record Score(String setting, double ratio, double worst, boolean chosen) {}

    /**
     * A search.
     *
     * @param trials what is tried, one after the other
     * @param ranks with how many ranks
     * @param starter makes their jobs
     * @param rounds how many rounds of a trial count
     * @param turn how long a turn is
     */
    public Tuning(List<Trial> trials, int ranks, Starter starter, int rounds, Duration turn) {
        this.trials = trials;
        this.ranks = ranks;
        this.starter = starter;
        this.rounds = rounds;
        this.turn = turn;
    }

    /**
     * Tries all there is.
     *
     * @param folder where pipes and outputs go: it is empty, and somebody else removes it
     * @param notice is told which values cannot be had
     * @param progress is told, of each trial, how many turns are done, and how many there are
     */
    public void run(Path folder, Consumer<String> notice, BiConsumer<Integer, Integer> progress)
            throws IOException, EngineException, InterruptedException {
        for (Trial trial : trials) {
            if (ranks >= trial.leastRanks()) {
                run(trial, Files.createDirectory(folder.resolve(trial.parameter())), notice, progress);
            }
        }
    }

    /** {@return the values that were chosen, by parameter, in the order of the trials} */
    public Map<String, String> chosen() {
        return chosen;
    }

    /** {@return how all values did} */
    public List<Score> scores() {
        return scores;
    }

    private void run(Trial trial, Path folder, Consumer<String> notice, BiConsumer<Integer, Integer> progress)
            throws EngineException, InterruptedException {
        List<Cell> cells = trial.cells(ranks);
        try (Engines engines = new Engines(folder)) {
            engines.start(starter.command(SO_FAR, chosen), BufferKind.ARRAY);
            for (String value : trial.values()) {
                start(engines, trial, value, notice);
            }
            Map<Contender, Engine> contenders = engines.ofContenders();
            List<Turn> turns =
                    new Rounds(contenders, cells, Rounds.Plan.of(rounds, turn, System.nanoTime())).play(progress);
            choose(trial, Summary.of(turns, cells, new ArrayList<>(contenders.keySet())));
        }
    }

    /** A value that does not go with the others is left out. */
    private void start(Engines engines, Trial trial, String value, Consumer<String> notice)
            throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(chosen);
        all.put(trial.parameter(), value);
        try {
            engines.start(starter.command(trial.setting(value), all), BufferKind.ARRAY);
        } catch (EngineException e) {
            notice.accept("goes on without a value: " + e.getMessage());
        }
    }

    private void choose(Trial trial, Summary summary) {
        List<Score> found = trial.values().stream()
                .flatMap(value -> score(trial.setting(value), summary).stream())
                .toList();
        Optional<Score> best =
                found.stream().min(Comparator.comparingDouble(Score::ratio)).filter(score -> score.ratio() < BETTER);
        best.ifPresent(score -> chosen.put(trial.parameter(), trial.valueOf(score.setting())));
        found.forEach(score -> scores.add(new Score(
                score.setting(),
                score.ratio(),
                score.worst(),
                best.filter(score::equals).isPresent())));
    }

    /** {@return how a value did, if it could be had and a turn of both counts} */
    private static Optional<Score> score(String setting, Summary summary) {
        Map<Cell, Double> before = micros(summary, SO_FAR);
        List<Double> ratios = new ArrayList<>();
        micros(summary, setting).forEach((cell, micros) -> {
            double other = before.getOrDefault(cell, 0.0);
            if (other > 0 && micros > 0) {
                ratios.add(micros / other);
            }
        });
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        double mean = Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(0));
        double worst = ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Optional.of(new Score(setting, mean, worst, false));
    }

    private static Map<Cell, Double> micros(Summary summary, String engine) {
        Map<Cell, Double> micros = new LinkedHashMap<>();
        for (Result result : summary.results()) {
            if (result.contender().engine().equals(engine)) {
                micros.put(result.cell(), result.micros());
            }
        }
        return micros;
    }
}
