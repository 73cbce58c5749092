package org.tutti.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tutti.testkit.ShortageTrial.End;
import org.tutti.testkit.ShortageTrial.ShortOf;

/**
 * What there is little of grows from nothing, in steps, until an errand has worked some times in a row. {@code tutti.campaign.steps} says into
 * how many steps each doubling is divided; where it says nothing there is one, and not each errand has its turn.
 */
final class ShortageGrowth {
    private static final int STEPS = Integer.getInteger("tutti.campaign.steps", 0);
    private static final int ONE_ERRAND_OF = 7;
    private static final int ENOUGH = 3;
    /** As many pages, and threads, as any errand needs. */
    private static final int MOST_PAGES = 2000;

    private static final int MOST_THREADS = 60;

    private ShortageGrowth() {}

    /** {@return how often the jobs of all errands ended in each way} */
    static Map<End, Integer> run(ShortOf shortOf) throws IOException {
        Map<End, Integer> ends = new EnumMap<>(End.class);
        List<Errand> all = Errand.all();
        int step = STEPS == 0 ? ONE_ERRAND_OF : 1;
        for (int i = Math.floorMod(shortOf.name().hashCode(), step); i < all.size(); i += step) {
            run(all.get(i), shortOf, ends);
        }
        return ends;
    }

    private static void run(Errand errand, ShortOf shortOf, Map<End, Integer> ends) throws IOException {
        int most = shortOf == ShortOf.THREADS ? MOST_THREADS : MOST_PAGES;
        int worked = 0;
        int trials = 0;
        for (int amount = 0; worked < ENOUGH; amount += 1 + amount / Math.max(1, STEPS)) {
            ShortageTrial trial = new ShortageTrial(errand, shortOf, Math.min(amount, most), trials++ % 3 > 0);
            End end;
            try {
                end = trial.run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(trial.toString(), e);
            } finally {
                Files.deleteIfExists(ShortageTrial.filler());
            }
            ends.merge(end, 1, Integer::sum);
            worked = end == End.WORKED ? worked + 1 : 0;
            if (amount >= most && worked == 0) {
                throw new AssertionError("it does not work at all: " + trial);
            }
        }
    }

    /** Runs in a process of its own, which has little of something; tells how the jobs ended. */
    public static void main(String[] args) throws IOException {
        IO.println("fine: " + run(ShortOf.valueOf(args[0])));
    }
}
