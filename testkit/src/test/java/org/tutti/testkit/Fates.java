package org.tutti.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** Ranks that are threads of which some are to fail, and what each of them got. */
final class Fates {
    private final Throwable[] thrown;
    private final long[] nanos;

    private Fates(int ranks) {
        thrown = new Throwable[ranks];
        nanos = new long[ranks];
    }

    /** What a rank does. */
    interface Body {
        void run(Communicator world) throws Exception;
    }

    /** Runs ranks that must fail. */
    static Fates of(int ranks, Map<String, String> parameters, Body body) {
        Fates fates = new Fates(ranks);
        long start = System.nanoTime();
        try {
            ThreadRanks.run(ranks, parameters, Slowness.limit(5), world -> {
                try {
                    body.run(world);
                    world.close();
                } catch (Throwable e) {
                    fates.thrown[world.rank()] = e;
                    throw e;
                } finally {
                    fates.nanos[world.rank()] = System.nanoTime() - start;
                }
            });
        } catch (TuttiException | IllegalStateException e) {
            return fates;
        }
        throw new AssertionError("no rank failed: " + Arrays.toString(fates.thrown));
    }

    /** {@return what a rank threw} */
    TuttiException of(int rank) {
        if (thrown[rank] instanceof TuttiException e) {
            return e;
        }
        throw new AssertionError("rank " + rank + " threw no TuttiException: " + this, thrown[rank]);
    }

    /** {@return what all ranks threw, none of which may be missing} */
    List<TuttiException> all() {
        List<TuttiException> all = new ArrayList<>();
        for (int rank = 0; rank < thrown.length; rank++) {
            all.add(of(rank));
        }
        return all;
    }

    /** {@return after how many seconds the last rank had ended} */
    double seconds() {
        return Arrays.stream(nanos).max().orElseThrow() / 1e9;
    }

    @Override
    public String toString() {
        return Arrays.toString(thrown);
    }
}
