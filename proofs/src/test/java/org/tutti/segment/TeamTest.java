package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tutti.memory.Words;

/** How often a rank looks for others before it gives its processor away, where ranks outnumber processors. */
class TeamTest {
    private static final int RANKS = 3;
    private static final int ONCE = 1;

    private int looks;
    private int comesAtLook = Integer.MAX_VALUE;
    private final long[] bases = {0, StressMemory.LAYOUT.bytes(), 2 * StressMemory.LAYOUT.bytes()};
    private final Words words = new PassingWords(StressMemory.mapped(RANKS * StressMemory.LAYOUT.bytes())) {
        @Override
        public long getAcquire(long offset) {
            return ++looks >= comesAtLook ? 1 : super.getAcquire(offset);
        }
    };
    private final Team team = new Team(words, StressMemory.LAYOUT, 0, bases, ONCE);

    /** {@return how often a wait for one rank looks, which comes at a look or not at all} */
    private int looksForOne(int comesAt) {
        looks = 0;
        comesAtLook = comesAt;
        team.expectArrival(1, 1);
        int outcome = team.arrivals(0);
        assertThat(outcome).isEqualTo(looks < comesAt ? Team.SOME_MISSING : Team.ALL);
        return looks;
    }

    @Test
    void shouldLookAgainForOneRank() {
        team.lookOften(true);
        assertThat(looksForOne(Integer.MAX_VALUE)).isGreaterThan(10);
        assertThat(looksForOne(7)).isEqualTo(7);
        looks = 0;
        comesAtLook = Integer.MAX_VALUE;
        team.expectStaged(1, 1);
        assertThat(team.met()).isFalse();
        assertThat(looks).isGreaterThan(10);
    }

    @Test
    void shouldLookOnceWhereThatWasInVain() {
        team.lookOften(true);
        int vain = 0;
        while (looksForOne(Integer.MAX_VALUE) > ONCE) {
            assertThat(++vain).isLessThan(1000);
        }
        assertThat(looksForOne(1))
                .as("there at the first look: nothing is learnt")
                .isEqualTo(ONCE);
        assertThat(looksForOne(Integer.MAX_VALUE)).isEqualTo(ONCE);
        int waits = 0;
        while (looksForOne(7) == ONCE) {
            assertThat(++waits).isLessThan(100);
        }
        assertThat(looksForOne(Integer.MAX_VALUE)).as("once it has paid").isGreaterThan(10);
    }

    @Test
    void shouldLookOnceForSeveral() {
        team.lookOften(true);
        team.expectArrivals(1);
        assertThat(team.arrivals(0)).isEqualTo(Team.SOME_MISSING);
        assertThat(looks).as("a look at each").isEqualTo(RANKS - 1);
    }

    @Test
    void shouldLookOnceWhereItMustNotWait() {
        team.lookOften(false);
        assertThat(looksForOne(Integer.MAX_VALUE)).isEqualTo(ONCE);
    }
}
