package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void shouldLookOnceWhenMoreLooksWereInVain() {
        Patience patience = Patience.ofOneThread(1);
        int wait = 0;
        while (patience.looks() > 1) {
            patience.foundNothing();
            assertThat(++wait).isLessThan(1000);
        }
        int once = 0;
        while (patience.looks() == 1) {
            patience.foundNothing();
            assertThat(++once).isLessThan(100);
        }
        assertThat(once).as("tries again, rarely").isGreaterThan(10);
        patience.foundNothing();
        assertThat(patience.looks()).as("after one try in vain").isEqualTo(1);
    }

    @Test
    void shouldLookOftenAgainOnceThatHasPaid() {
        Patience patience = Patience.ofOneThread(1);
        for (int wait = 0; wait < 1000; wait++) {
            patience.foundNothing();
        }
        patience.foundAfter(0);
        assertThat(patience.looks()).as("it would have been there all the same").isEqualTo(1);
        patience.foundAfter(3);
        assertThat(patience.looks()).isGreaterThan(1);
    }

    @Test
    void shouldNotChangeWhereARankHasAProcessorOfItsOwn() {
        Patience patience = Patience.ofOneThread(400);
        for (int wait = 0; wait < 1000; wait++) {
            assertThat(patience.looks()).isEqualTo(400);
            patience.foundNothing();
        }
    }

    /** Each of several threads that wait would try as often as one that has never waited in vain. */
    @Test
    void shouldLookOnceWhereNothingIsRemembered() {
        assertThat(Patience.ofOneWait(1).looks()).isEqualTo(1);
    }
}
