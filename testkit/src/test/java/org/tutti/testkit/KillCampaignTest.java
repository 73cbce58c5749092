package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * Ranks that call anything, with anything, while one of them ends in any way at any time: each of the others gets an exception soon that
 * names who ended, and no wrong result before. A rank that only stops for a while is waited for. A {@link Campaign}, which prints how long it took until the others knew.
 */
class KillCampaignTest {
    /** One second is promised; another one is for a machine that has other things to do. */
    private static final double LIMIT_MILLIS = 2000;

    private static final int[] RANKS = {2, 3, 3, 5, 8};
    private static final int CALLS_OF_A_PART = 20;
    private static final int LONGEST_LIFE_MICROS = 150_000;
    private static final int LONGEST_STOP_MILLIS = 300;
    private static final int AFTER_A_STOP_MILLIS = 100;
    private static final double MILLI = 1e6;

    /** How a rank ends, or seems to. */
    enum Way {
        SIGKILL,
        EXIT,
        HALT,
        OUT_OF_MEMORY,
        EXCEPTION,
        /** It stops for a while, and goes on: nobody ends. */
        SIGSTOP
    }

    /** What all ranks do. */
    enum Load {
        COLLECTIVES,
        MESSAGES
    }

    /** Arguments: the load, a seed, the victim, the way, and for how many microseconds it lives on. */
    static final class Player implements RankProgram {
        private final AtomicBoolean throwsSoon = new AtomicBoolean();
        private final AtomicBoolean hasStopped = new AtomicBoolean();

        @Override
        public String run(String... args) throws Exception {
            Load load = Load.valueOf(args[0]);
            long seed = Long.parseLong(args[1]);
            int victim = Integer.parseInt(args[2]);
            Way way = Way.valueOf(args[3]);
            long micros = Long.parseLong(args[4]);
            Communicator world = Tutti.init(args);
            if (world.rank() == victim) {
                Thread.ofPlatform().daemon().start(() -> end(way, micros));
            }
            try {
                boolean goesOn = true;
                for (int part = 0; goesOn; part++) {
                    play(load, world, seed + part);
                    goesOn = way != Way.SIGSTOP || world.allreduce(hasStopped.get() ? 1 : 0, Op.MAX) == 0;
                    if (throwsSoon.get()) {
                        throw new IllegalStateException("on purpose");
                    }
                }
                world.close();
                return "done";
            } catch (AssertionError e) {
                if (e.getCause() instanceof TuttiException told) {
                    return told(told, world.rank() == victim);
                }
                throw e;
            } catch (TuttiException e) {
                return told(e, world.rank() == victim);
            }
        }

        private static String told(TuttiException e, boolean isVictim) throws InterruptedException {
            if (isVictim) {
                Thread.sleep(60_000); // its process is about to end
            }
            return System.nanoTime() + " " + e.culprit() + " " + e.getMessage();
        }

        private static void play(Load load, Communicator world, long seed) {
            if (load == Load.COLLECTIVES) {
                Medley.play(world, seed, CALLS_OF_A_PART);
            } else {
                MessageRounds.play(world, seed, CALLS_OF_A_PART);
            }
        }

        private void end(Way way, long micros) {
            try {
                RankMain.tell("there");
                Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
                switch (way) {
                    case EXIT -> System.exit(3);
                    case HALT -> Runtime.getRuntime().halt(4);
                    case OUT_OF_MEMORY -> {
                        long[][] much = new long[1 << 16][];
                        for (int i = 0; true; i++) {
                            much[i] = new long[1 << 20];
                        }
                    }
                    case EXCEPTION -> throwsSoon.set(true);
                    case SIGKILL -> RankMain.tell("now"); // the test does it
                    case SIGSTOP -> {
                        RankMain.tell("now");
                        Thread.sleep(LONGEST_STOP_MILLIS + AFTER_A_STOP_MILLIS);
                        hasStopped.set(true);
                    }
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** One trial: all of it follows from its seed, but for what happens at the same time. */
    private record Trial(
            long seed, int ranks, int victim, Way way, Load load, String nativeAccess, long micros, int stopMillis) {
        static Trial of(long seed) {
            Random random = new Random(seed);
            int ranks = RANKS[random.nextInt(RANKS.length)];
            return new Trial(
                    seed,
                    ranks,
                    random.nextInt(ranks),
                    any(random, Way.values()),
                    any(random, Load.values()),
                    random.nextInt(3) == 0 ? "off" : "on",
                    random.nextInt(LONGEST_LIFE_MICROS),
                    random.nextInt(LONGEST_STOP_MILLIS));
        }

        private static <T> T any(Random random, T[] values) {
            return values[random.nextInt(values.length)];
        }

        /** {@return after how many milliseconds each of the others knew} */
        List<Double> run() throws Exception {
            Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
            settings.put("TUTTI_NATIVE", nativeAccess);
            RankProcesses.Job job = RankProcesses.shared()
                    .start(
                            ranks,
                            settings,
                            Player.class,
                            load.name(),
                            Long.toString(seed),
                            Integer.toString(victim),
                            way.name(),
                            Long.toString(micros));
            job.awaitMessage(victim, "there");
            long killed = 0;
            if (way == Way.SIGKILL) {
                job.awaitMessage(victim, "now");
                killed = System.nanoTime();
                job.kill(victim);
            } else if (way == Way.SIGSTOP) {
                job.awaitMessage(victim, "now");
                Launched.signal("STOP", job.pid(victim));
                Thread.sleep(stopMillis);
                Launched.signal("CONT", job.pid(victim));
            }
            List<Double> millis = judge(job.await(), killed);
            assertThat(job.leftovers()).isEmpty();
            return millis;
        }

        private List<Double> judge(List<Outcome> outcomes, long killed) {
            List<Double> millis = new ArrayList<>();
            Outcome ended = outcomes.get(victim);
            for (Outcome outcome : outcomes) {
                if (way == Way.SIGSTOP) {
                    assertThat(outcome.require()).isEqualTo("done");
                } else if (outcome.rank() != victim) {
                    String[] told = outcome.require().split(" ", 3);
                    assertThat(told[1]).as(told[2]).isEqualTo(Integer.toString(victim));
                    assertThat(told[2])
                            .startsWith("rank " + victim + " (pid " + ended.pid() + ") ")
                            .contains(way == Way.EXCEPTION ? "on purpose" : "; it did last: ")
                            .endsWith(way == Way.EXCEPTION ? "[TUTTI-503]" : "[TUTTI-502]");
                    long since = killed == 0 ? ended.nanos() : killed;
                    millis.add(Math.max(0, (Long.parseLong(told[0]) - since) / MILLI));
                    assertThat(millis.getLast())
                            .as("milliseconds until rank " + outcome.rank() + " knew")
                            .isLessThan(LIMIT_MILLIS);
                }
            }
            return millis;
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldTellAllOthersWhoEnded() {
        List<Told> all = new ArrayList<>();
        Campaign.run(25, Trial::of, trial -> all.add(new Told(trial, trial.run())));
        Told slowest = Collections.max(all, Comparator.comparingDouble(Told::most));
        System.out.printf(Locale.ROOT, "the slowest took %.1f ms: %s%n", slowest.most(), slowest.trial);
        for (Way way : Way.values()) {
            print(way, all.stream().filter(told -> told.trial.way == way).toList());
        }
    }

    /** After how many milliseconds the others of a trial knew. */
    private record Told(Trial trial, List<Double> millis) {
        double most() {
            return millis.stream().mapToDouble(each -> each).max().orElse(0);
        }
    }

    @SuppressWarnings("SystemOut") // the figures of a campaign
    private static void print(Way way, List<Told> told) {
        List<Double> sorted =
                told.stream().flatMap(each -> each.millis.stream()).sorted().toList();
        int trials = told.size();
        System.out.println(
                sorted.isEmpty()
                        ? String.format(Locale.ROOT, "%-14s %5d trials, nobody had to be told", way, trials)
                        : String.format(
                                Locale.ROOT,
                                "%-14s %5d trials, the others knew after p50 %.1f, p99 %.1f, max %.1f ms",
                                way,
                                trials,
                                sorted.get(sorted.size() / 2),
                                sorted.get(sorted.size() * 99 / 100),
                                sorted.getLast()));
    }
}
