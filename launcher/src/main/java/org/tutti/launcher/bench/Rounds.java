package org.tutti.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Measures every cell with every contender, round after round: contenders take turns in an order drawn anew, and the machine's mood is
 * probed between two of them. The first rounds, some seconds of them, in which virtual machines compile, are thrown away. How many
 * iterations a turn takes, the same for all engines, is told by those before it: as many as the fastest of them leave time for, since a
 * disturbed one leaves too few. Cells in which somebody had no turn in the mood of most are measured again at the end, as often as there were rounds at most.
 */
final class Rounds {
    private static final int FEWEST = 20;
    /** Each is many messages. */
    private static final int FEWEST_WINDOWS = 4;

    private static final int MOST = 2_000_000;
    private static final int FIRST = 200;
    private static final int FIRST_BYTES = 1 << 20;
    private static final int SETTLE = 3;
    private static final int START_PATIENCE = 5;
    /** The round in which nobody knows yet how many iterations fit. */
    private static final int FIRST_ROUND = -2;
    /** Any other round that does not count. */
    private static final int SETTLING = -1;

    private final Map<Contender, Engine> engines;
    private final List<Cell> cells;
    private final Plan plan;
    private final Map<Cell, Integer> iterations = new HashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Random random;

    /**
     * What is to be done.
     *
     * @param rounds how many rounds count
     * @param turnNanos how long an engine's turn is
     * @param settleNanos how long rounds are played at least before they count: virtual machines compile beside their ranks, and take some
     *     turns to find out what else they have to
     * @param patience how long a turn may take at most
     * @param seed of the order of turns
     */
    record Plan(int rounds, long turnNanos, long settleNanos, Duration patience, long seed) {
        private static final Duration PATIENCE = Duration.ofSeconds(30);
        private static final int SETTLE_TURNS = 1000;
        private static final long MOST_SETTLE_NANOS = 10_000_000_000L;

        /** {@return a plan in which a turn may take much longer than it should} */
        static Plan of(int rounds, Duration turn, long seed) {
            long settle = Math.min(SETTLE_TURNS * turn.toNanos(), MOST_SETTLE_NANOS);
            return new Plan(rounds, turn.toNanos(), settle, PATIENCE.plus(turn.multipliedBy(rounds)), seed);
        }
    }

    Rounds(Map<Contender, Engine> engines, List<Cell> cells, Plan plan) {
        this.engines = engines;
        this.cells = cells;
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    /** {@return all turns that count} The progress is told as turns done, and all there are so far. */
    List<Turn> play(BiConsumer<Integer, Integer> progress) throws EngineException, InterruptedException {
        int done = settle(progress);
        int all = done + plan.rounds() * cells.size();
        for (int round = 0; round < 2 * plan.rounds(); round++) {
            boolean isExtra = round >= plan.rounds();
            List<Cell> wanted = isExtra ? Summary.missing(turns) : cells;
            all += isExtra ? wanted.size() : 0;
            for (Cell cell : shuffled(wanted)) {
                play(round, cell);
                progress.accept(++done, all);
            }
        }
        return turns;
    }

    /** Plays rounds that do not count, and returns how many turns these were. */
    private int settle(BiConsumer<Integer, Integer> progress) throws EngineException, InterruptedException {
        long end = System.nanoTime() + plan.settleNanos();
        int done = 0;
        for (int round = 0; round < SETTLE || System.nanoTime() - end < 0; round++) {
            int all = (Math.max(SETTLE, round + 1) + plan.rounds()) * cells.size();
            for (Cell cell : shuffled(cells)) {
                play(round == 0 ? FIRST_ROUND : SETTLING, cell);
                progress.accept(++done, all);
            }
        }
        return done;
    }

    private void play(int round, Cell cell) throws EngineException, InterruptedException {
        int count = iterations.computeIfAbsent(cell, Rounds::first);
        Duration patience = round < 0 ? plan.patience().multipliedBy(START_PATIENCE) : plan.patience();
        double slowest = 0;
        double before = Hop.probeNanos();
        for (Contender contender : shuffled(contendersOf(cell))) {
            Engine engine = Objects.requireNonNull(engines.get(contender));
            Sample sample = engine.measure(cell, contender.buffers(), count, Math.max(1, count / 5), patience);
            double after = Hop.probeNanos();
            if (round >= 0) {
                turns.add(new Turn(round, contender, cell, sample, before, after));
            }
            slowest = Math.max(slowest, cell.operation().messages() * (sample.nanos() + 2 * sample.aloneNanos()));
            before = after;
        }
        int fitting = (int) Math.clamp(plan.turnNanos() / Math.max(1, slowest), fewest(cell), MOST);
        iterations.put(cell, round == FIRST_ROUND ? fitting : Math.max(count, fitting));
    }

    /** {@return who is measured: an operation that moves nothing, with one kind of buffers alone} */
    private List<Contender> contendersOf(Cell cell) {
        List<Contender> contenders = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Contender contender : engines.keySet()) {
            if (seen.add(contender.engine()) || cell.bytes() > 0) {
                contenders.add(contender);
            }
        }
        return contenders;
    }

    private static int first(Cell cell) {
        return cell.operation().messages() * cell.bytes() >= FIRST_BYTES ? fewest(cell) : FIRST;
    }

    private static int fewest(Cell cell) {
        return cell.operation().hasWindow() ? FEWEST_WINDOWS : FEWEST;
    }

    private <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
