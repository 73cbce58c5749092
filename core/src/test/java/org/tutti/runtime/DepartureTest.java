package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DepartureTest {
    private static final class Resource implements AutoCloseable {
        private final boolean[] byException;

        Resource(boolean[] byException) {
            this.byException = byException;
        }

        @Override
        public void close() {
            byException[0] = through(() -> Departure.isByException(Resource.class));
        }

        private static boolean through(BooleanSupplier question) {
            return question.getAsBoolean();
        }
    }

    private final boolean[] byException = new boolean[1];

    @Test
    void shouldTellAnExceptionThatLeavesTheTryStatement() {
        try {
            leave(true);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("leaving");
        }
        assertThat(byException[0]).isTrue();
    }

    @Test
    void shouldTellTheOrdinaryWayOut() {
        byException[0] = true;
        leave(false);
        assertThat(byException[0]).isFalse();
    }

    @Test
    void shouldNotTakeACallWithinAnotherTryForALeavingException() {
        byException[0] = true;
        try {
            new Resource(byException).close();
        } catch (IllegalStateException e) {
            throw new AssertionError(e);
        }
        assertThat(byException[0]).isFalse();
    }

    private void leave(boolean throwing) {
        try (Resource resource = new Resource(byException)) {
            assertThat(resource).isNotNull();
            if (throwing) {
                throw new IllegalStateException("leaving");
            }
        }
    }
}
