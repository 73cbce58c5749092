package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A job of which one rank ends: all of it follows from its seed, but for what happens at the same time.
 *
 * @param share which share of the time, or of the writes, passes before
 */
record KillTrial(
        long seed,
        int ranks,
        int victim,
        KillWay way,
        Load load,
        String nativeAccess,
        Moment moment,
        double share,
        int stopMillis) {
    /** One second is promised; another one is for a machine that has other things to do. */
    private static final double LIMIT_MILLIS = 2000;

    private static final int[] RANKS = {2, 3, 3, 5, 8};
    private static final double MILLI = 1e6;

    /** When the rank ends. */
    enum Moment {
        /** At any time. */
        AT_ANY_TIME,
        /** Just before it changes what others see. */
        AT_A_WRITE
    }

    /** What the others of a trial saw: after how many milliseconds each knew, and in which call the rank had ended, as they were told. */
    record Told(KillTrial trial, List<Double> millis, String call) {
        double most() {
            return millis.stream().mapToDouble(each -> each).max().orElse(0);
        }
    }

    static KillTrial of(long seed, Moment moment) {
        Random random = Campaign.random(seed);
        int ranks = RANKS[random.nextInt(RANKS.length)];
        return new KillTrial(
                seed,
                ranks,
                random.nextInt(ranks),
                Campaign.any(random, KillWay.values()),
                Campaign.any(random, Load.values()),
                random.nextInt(3) == 0 ? "off" : "on",
                moment,
                random.nextDouble(),
                random.nextInt(KillWay.LONGEST_STOP_MILLIS));
    }

    /** Runs the job, and judges what each of the others got. */
    Told run(RankProcesses processes) throws Exception {
        Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
        settings.put("TUTTI_NATIVE", nativeAccess);
        RankProcesses.Job job = processes.start(
                ranks,
                settings,
                KillPlayer.class,
                load.name(),
                Long.toString(seed),
                Integer.toString(victim),
                way.name(),
                moment.name(),
                Double.toString(share));
        long killed = 0;
        if (way == KillWay.SIGKILL) {
            job.awaitMessage(victim, "now");
            killed = System.nanoTime();
            job.kill(victim);
        } else if (way == KillWay.SIGSTOP) {
            job.awaitMessage(victim, "now");
            Launched.signal("STOP", job.pid(victim));
            Thread.sleep(stopMillis);
            Launched.signal("CONT", job.pid(victim));
        }
        Told told = judge(job.await(), killed);
        assertThat(job.leftovers()).isEmpty();
        return told;
    }

    private Told judge(List<Outcome> outcomes, long killed) {
        List<Double> millis = new ArrayList<>();
        String call = "";
        Outcome ended = outcomes.get(victim);
        for (Outcome outcome : outcomes) {
            if (way == KillWay.SIGSTOP) {
                assertThat(outcome.require()).isEqualTo("done");
            } else if (outcome.rank() != victim) {
                String[] told = outcome.require().split(" ", 3);
                assertThat(told[1]).as(told[2]).isEqualTo(Integer.toString(victim));
                if (way == KillWay.EXCEPTION) {
                    // within an operation it is the operation that has failed
                    assertThat(told[2]).startsWith("rank " + victim).contains("on purpose");
                } else {
                    assertThat(told[2])
                            .startsWith("rank " + victim + " (pid " + ended.pid() + ") ")
                            .contains("; it did last: ")
                            .endsWith("[TUTTI-502]");
                }
                long since = killed == 0 ? ended.nanos() : killed;
                millis.add(Math.max(0, (Long.parseLong(told[0]) - since) / MILLI));
                assertThat(millis.getLast())
                        .as("milliseconds until rank " + outcome.rank() + " knew")
                        .isLessThan(LIMIT_MILLIS);
                call = told[2];
            }
        }
        return new Told(this, millis, call);
    }
}
