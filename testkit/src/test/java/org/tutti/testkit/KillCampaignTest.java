package org.tutti.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ranks that call anything, with anything, while one of them ends in any way: each of the others gets an exception soon that
 * names who ended, and no wrong result before. A rank that only stops for a while is waited for. {@link Campaign}s, which print how long it
 * took until the others knew.
 */
class KillCampaignTest {
    /** As in "it did last: operation 12 of world, scan of 3 INT with SUM". */
    private static final Pattern CALL = Pattern.compile("it did last: operation \\d+ of [^,]*, (\\w+)");

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldTellAllOthersWhoEndedAtAnyTime() {
        run(20, KillTrial.Moment.AT_ANY_TIME, RankProcesses.shared());
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldTellAllOthersWhoEndedJustBeforeAnyWrite() {
        try (RankProcesses processes = new RankProcesses(WriteAgent.option())) {
            run(20, KillTrial.Moment.AT_A_WRITE, processes);
        }
    }

    @SuppressWarnings("SystemOut") // the figures of a campaign
    private static void run(int usualTrials, KillTrial.Moment moment, RankProcesses processes) {
        List<KillTrial.Told> all = new ArrayList<>();
        Campaign.run(usualTrials, seed -> KillTrial.of(seed, moment), trial -> all.add(trial.run(processes)));
        KillTrial.Told slowest = Collections.max(all, Comparator.comparingDouble(KillTrial.Told::most));
        System.out.printf(Locale.ROOT, "the slowest took %.1f ms: %s%n", slowest.most(), slowest.trial());
        for (KillWay way : KillWay.values()) {
            List<KillTrial.Told> told =
                    all.stream().filter(each -> each.trial().way() == way).toList();
            System.out.println(line(way, told));
        }
        System.out.println("they had called last: " + calls(all));
    }

    private static String line(KillWay way, List<KillTrial.Told> told) {
        List<Double> sorted =
                told.stream().flatMap(each -> each.millis().stream()).sorted().toList();
        int trials = told.size();
        return sorted.isEmpty()
                ? String.format(Locale.ROOT, "%-14s %5d trials, nobody had to be told", way, trials)
                : String.format(
                        Locale.ROOT,
                        "%-14s %5d trials, the others knew after p50 %.1f, p99 %.1f, max %.1f ms",
                        way,
                        trials,
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.getLast());
    }

    /** {@return how many trials ended in which call} */
    private static Map<String, Long> calls(List<KillTrial.Told> told) {
        return told.stream()
                .map(each -> CALL.matcher(each.call()))
                .filter(Matcher::find)
                .collect(Collectors.groupingBy(found -> found.group(1), TreeMap::new, Collectors.counting()));
    }
}
