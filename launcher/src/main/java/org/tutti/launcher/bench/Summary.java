package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all turns say, as far as they were taken in one mood of the machine: that in which most were.
 *
 * @param mood the time of a cache line from core to core, in nanoseconds
 * @param kept how many turns count
 * @param taken how many there were
 * @param results one for each cell and contender of which a turn counts, in the order of the cells
 * @param missing the cells in which a contender was measured, but in other moods alone
 */
record Summary(double mood, int kept, int taken, List<Result> results, List<Cell> missing) {
    /** Fewer turns than this part of all say that the machine was too noisy to tell. */
    private static final double ENOUGH = 0.3;
    /** So many moods are tried, evenly chosen among those that were probed. */
    private static final int MOST_MOODS = 500;

    /** {@return the summary of turns} */
    static Summary of(List<Turn> turns, List<Cell> cells, List<Contender> contenders) {
        double mood = mood(turns);
        Map<Cell, Map<Contender, List<Turn>>> kept = new HashMap<>();
        int count = 0;
        for (Turn turn : turns) {
            if (turn.isIn(mood)) {
                kept.computeIfAbsent(turn.cell(), cell -> new HashMap<>())
                        .computeIfAbsent(turn.contender(), contender -> new ArrayList<>())
                        .add(turn);
                count++;
            }
        }
        List<Result> results = new ArrayList<>();
        for (Cell cell : cells) {
            Map<Contender, List<Turn>> own = kept.getOrDefault(cell, Map.of());
            Map<Contender, List<Turn>> ordered = new LinkedHashMap<>();
            contenders.stream().filter(own::containsKey).forEach(each -> ordered.put(each, own.get(each)));
            results.addAll(ofCell(ordered));
        }
        return new Summary(mood, count, turns.size(), results, missing(turns, mood));
    }

    /** {@return the cells of which some contender has no turn that would count, if there were no more turns than these} */
    static List<Cell> missing(List<Turn> turns) {
        return missing(turns, mood(turns));
    }

    private static List<Cell> missing(List<Turn> turns, double mood) {
        record Place(Cell cell, Contender contender) {}
        Set<Place> all = new LinkedHashSet<>();
        Set<Place> counted = new HashSet<>();
        for (Turn turn : turns) {
            Place place = new Place(turn.cell(), turn.contender());
            all.add(place);
            if (turn.isIn(mood)) {
                counted.add(place);
            }
        }
        all.removeAll(counted);
        return all.stream().map(Place::cell).distinct().toList();
    }

    private static List<Result> ofCell(Map<Contender, List<Turn>> turns) {
        List<Result> alone = turns.values().stream().map(Result::of).toList();
        Optional<Contender> best = alone.stream()
                .filter(result -> result.contender().isPeer())
                .min(Comparator.comparingDouble(Result::micros))
                .map(Result::contender);
        Optional<Contender> floor = turns.keySet().stream()
                .filter(contender -> contender.buffers() == BufferKind.FLOOR)
                .findFirst();
        return alone.stream()
                .map(result ->
                        result.beside(ratio(turns, result.contender(), best), ratio(turns, result.contender(), floor)))
                .toList();
    }

    private static @Nullable Ratio ratio(
            Map<Contender, List<Turn>> turns, Contender contender, Optional<Contender> other) {
        if (other.isEmpty()) {
            return null;
        }
        Map<Integer, Double> below = new HashMap<>();
        turns.getOrDefault(other.get(), List.of())
                .forEach(turn -> below.put(turn.round(), turn.sample().nanos()));
        List<Double> ratios = new ArrayList<>();
        for (Turn turn : turns.getOrDefault(contender, List.of())) {
            double nanos = below.getOrDefault(turn.round(), 0.0);
            if (nanos > 0) {
                ratios.add(turn.sample().nanos() / nanos);
            }
        }
        return ratios.isEmpty() ? null : Ratio.of(other.get().engine(), ratios);
    }

    /** {@return the mood of the turn which most others share} */
    private static double mood(List<Turn> turns) {
        List<Double> hops = new ArrayList<>();
        turns.stream().filter(Turn::isSteady).forEach(turn -> hops.add(turn.hop()));
        if (hops.isEmpty()) {
            return 0;
        }
        Collections.sort(hops);
        int step = Math.ceilDiv(hops.size(), MOST_MOODS);
        double best = hops.getFirst();
        long most = 0;
        for (int i = 0; i < hops.size(); i += step) {
            double hop = hops.get(i);
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
