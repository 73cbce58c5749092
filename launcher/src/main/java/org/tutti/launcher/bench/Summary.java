package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What all turns say, as far as they were taken in one mood of the machine: that in which most were.
 *
 * @param mood the time of a cache line from core to core, in nanoseconds
 * @param kept how many turns count
 * @param taken how many there were
 * @param results one for each cell and engine of which a turn counts, in the order of the cells
 */
record Summary(double mood, int kept, int taken, List<Result> results) {
    /** Fewer turns than this part of all say that the machine was too noisy to tell. */
    private static final double ENOUGH = 0.3;

    /** {@return the summary of turns} */
    static Summary of(List<Turn> turns, List<Cell> cells, List<String> engines) {
        double mood = mood(turns);
        List<Turn> kept = turns.stream().filter(turn -> turn.isIn(mood)).toList();
        List<Result> results = new ArrayList<>();
        for (Cell cell : cells) {
            for (String engine : engines) {
                List<Turn> own = kept.stream()
                        .filter(turn ->
                                turn.cell().equals(cell) && turn.engine().equals(engine))
                        .toList();
                if (!own.isEmpty()) {
                    results.add(Result.of(own));
                }
            }
        }
        return new Summary(mood, kept.size(), turns.size(), results);
    }

    /** {@return the mood of the turn which most others share} */
    private static double mood(List<Turn> turns) {
        List<Double> hops = new ArrayList<>();
        turns.stream().filter(Turn::isSteady).forEach(turn -> hops.add(turn.hop()));
        if (hops.isEmpty()) {
            return 0;
        }
        Collections.sort(hops);
        double best = hops.getFirst();
        long most = 0;
        for (double hop : hops) {
            long alike = turns.stream().filter(turn -> turn.isIn(hop)).count();
            if (alike > most) {
                most = alike;
                best = hop;
            }
        }
        return best;
    }

    /** {@return whether too few turns were in one mood} */
    boolean isNoisy() {
        return kept < ENOUGH * taken;
    }
}
