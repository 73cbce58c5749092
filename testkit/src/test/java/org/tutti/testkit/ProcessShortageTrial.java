package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.tutti.TuttiException;

/**
 * A job of processes one of which has little of something: it works, or all ranks are told the same. All of it follows from its seed.
 *
 * @param amount how much the needy rank has left
 * @param arenaKib how large the arena is
 */
record ProcessShortageTrial(
        long seed,
        int ranks,
        int needy,
        ProcessShortage shortage,
        int amount,
        long arenaKib,
        String errand,
        String nativeAccess) {
    private static final int MOST_KIB = 3000;
    private static final int MOST_DESCRIPTORS = 4;
    private static final long LARGE_KIB = 64 << 10;
    private static final long SMALLEST_KIB = 1024;
    /** What a rank's part of the world takes, of the sizes that are set. */
    private static final long WORLD_KIB = 300;

    private static final int MOST_MORE_KIB = 500;
    private static final Pattern TOLD = Pattern.compile(
            "rank \\d+ .*(\\[TUTTI-40[123]]|OutOfMemoryError: .*\\[TUTTI-503]).*|rank \\d+: the JVM is .*");

    static ProcessShortageTrial of(long seed) {
        Random random = Campaign.random(seed);
        List<Errand> errands = Errand.all();
        int ranks = 2 + random.nextInt(4);
        ProcessShortage shortage = Campaign.any(random, ProcessShortage.values());
        int amount = random.nextInt(shortage == ProcessShortage.HEAP ? MOST_KIB : MOST_DESCRIPTORS);
        long little = Math.max(SMALLEST_KIB, ranks * (WORLD_KIB + random.nextInt(MOST_MORE_KIB)));
        long arena = shortage == ProcessShortage.NOTHING ? little : LARGE_KIB;
        String errand = random.nextInt(3) == 0
                ? Campaign.any(random, Load.values()) + " " + random.nextInt()
                : errands.get(random.nextInt(errands.size())).name();
        String nativeAccess = random.nextInt(3) == 0 ? "off" : "on";
        return new ProcessShortageTrial(
                seed, ranks, random.nextInt(ranks), shortage, amount, arena, errand, nativeAccess);
    }

    /** {@return how the job ended} */
    String run(RankProcesses processes) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TUTTI_NATIVE", nativeAccess);
        settings.put("TUTTI_ARENA_SIZE", arenaKib + "k");
        settings.put("TUTTI_COLL_SM_RING_SIZE", "256k");
        settings.put("TUTTI_P2P_RING_SIZE", "64k");
        RankProcesses.Job job = processes.start(
                ranks,
                settings,
                ProcessShortage.Player.class,
                shortage.name(),
                Integer.toString(amount),
                Integer.toString(needy),
                errand);
        String end = judge(job.await());
        assertThat(job.leftovers()).isEmpty();
        return shortage + ": " + end;
    }

    private String judge(List<Outcome> outcomes) {
        if (outcomes.stream().allMatch(outcome -> "done".equals(outcome.result()))) {
            return "worked";
        }
        Set<String> told = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Outcome.Failure failure = outcome.requireFailure();
            if (!isItsOwn(outcome.rank(), failure)) {
                assertThat(failure.type()).as("%s", outcome).isEqualTo(TuttiException.class.getName());
                assertThat(failure.message()).as("%s", outcome).matches(TOLD);
                told.add(failure.message());
            }
        }
        assertThat(told).as("what the others were told").hasSizeLessThan(2);
        return told.isEmpty()
                ? "each rank has nothing for itself"
                : told.iterator().next().replaceAll(".*\\[", "told [");
    }

    /** {@return whether the program of this rank itself was refused something} That is its own matter, until it leaves. */
    private boolean isItsOwn(int rank, Outcome.Failure failure) {
        return failure.message().startsWith("the pool of this rank is used up: rank=" + rank)
                || (rank == needy && failure.type().equals(OutOfMemoryError.class.getName()));
    }
}
