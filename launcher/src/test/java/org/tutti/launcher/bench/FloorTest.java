package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The model of the machine's limit, with parts that take round numbers. */
class FloorTest {
    private static final double HOP = 100;
    private static final double TURN = 5000;

    /** A byte takes 1 to be copied and 0.5 to be summed. */
    private static final Limits LIMITS = new Limits() {
        @Override
        public double hop() {
            return HOP;
        }

        @Override
        public double copy(long bytes) {
            return bytes;
        }

        @Override
        public double sum(long bytes) {
            return bytes / 2.0;
        }

        @Override
        public double turn() {
            return TURN;
        }
    };

    private static double nanos(Operation operation, long bytes, int ranks) {
        return new Floor(ranks, 4, LIMITS).nanos(new Cell(operation, ElementKind.FLOAT, bytes));
    }

    @Test
    void shouldAddUpWhatAnOperationCannotDoWithout() {
        assertThat(nanos(Operation.BARRIER, 0, 2)).isEqualTo(HOP);
        assertThat(nanos(Operation.BCAST, 1000, 4)).isEqualTo(HOP + 1000);
        assertThat(nanos(Operation.SCATTER, 1000, 4)).isEqualTo(HOP + 1000);
        assertThat(nanos(Operation.ALLGATHER, 1000, 4)).isEqualTo(HOP + 3000);
        assertThat(nanos(Operation.GATHER, 1000, 4)).isEqualTo(HOP + 3000);
        assertThat(nanos(Operation.REDUCE_SCATTER, 1000, 2)).isEqualTo(HOP + 500 + 250);
    }

    @Test
    void shouldTakeTheBetterOfWholeAndSlices() {
        assertThat(nanos(Operation.ALLREDUCE, 80, 2)).as("whole").isEqualTo(HOP + 80 + 40);
        assertThat(nanos(Operation.ALLREDUCE, 8000, 2)).as("slices").isEqualTo(2 * HOP + 4000 + 2000 + 4000);
    }

    @Test
    void shouldDivideByTheMessages() {
        assertThat(nanos(Operation.LATENCY, 1000, 2)).isEqualTo(HOP + 1000);
        assertThat(nanos(Operation.BW, 1000, 2)).isEqualTo(2 * HOP / 64 + 1000);
        assertThat(nanos(Operation.BIBW, 1000, 4)).isEqualTo((HOP / 64 + 1000) / 2);
        assertThat(nanos(Operation.LATENCY, 1000, 8)).as("turns").isEqualTo(TURN + 2000);
    }

    @Test
    void shouldLetEachRankOfAProcessorHaveItsTurn() {
        assertThat(nanos(Operation.BARRIER, 0, 8)).isEqualTo(2 * TURN);
        assertThat(nanos(Operation.BARRIER, 0, 9)).isEqualTo(3 * TURN);
    }
}
