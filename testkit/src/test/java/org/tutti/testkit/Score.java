package org.tutti.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Request;
import org.tutti.Status;

/**
 * What a rank plays: operations that wait and operations in flight on two communicators, and messages. What ranks contribute depends on
 * who they are alone, so that calls which match give what is expected, whichever they are.
 */
final class Score {
    private static final int[] COUNTS = {1, 10, 300, 5000};
    private static final int MOST_IN_FLIGHT = 3;

    private final List<Step> steps;

    private Score(List<Step> steps) {
        this.steps = steps;
    }

    /** What a step is. */
    enum Kind {
        BARRIER,
        BCAST,
        ALLREDUCE,
        MESSAGE
    }

    /**
     * One call.
     *
     * @param other whether it is of the other communicator than the world
     * @param inFlight whether it returns at once, and is waited for later
     * @param count how many elements
     * @param shift the root, or how far away the receiver of a message is
     * @param tag of a message, which no other one has
     */
    record Step(Kind kind, boolean other, boolean inFlight, int count, int shift, int tag) {
        static Step any(Random random, int ranks, int tag) {
            Kind kind = Campaign.any(random, Kind.values());
            int shift = kind == Kind.MESSAGE ? 1 + random.nextInt(ranks - 1) : random.nextInt(ranks);
            return new Step(
                    kind,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    COUNTS[random.nextInt(COUNTS.length)],
                    shift,
                    tag);
        }

        private Step with(Kind newKind, boolean onOther, boolean isInFlight, int newCount, int newShift) {
            return new Step(newKind, onOther, isInFlight, newCount, newShift, tag);
        }
    }

    /** How a rank differs from the others in one place. */
    enum Slip {
        LEAVES_OUT,
        TWICE,
        ANOTHER_ORDER,
        ANOTHER_KIND,
        ANOTHER_COMMUNICATOR,
        ANOTHER_FORM,
        MORE_ELEMENTS,
        ANOTHER_ROOT_OR_RECEIVER
    }

    /** {@return so many steps, with which all ranks agree} */
    static Score of(Random random, int ranks, int length) {
        List<Step> steps = new ArrayList<>();
        for (int tag = 0; tag < length; tag++) {
            steps.add(Step.any(random, ranks, tag));
        }
        return new Score(steps);
    }

    /** {@return the same with one slip} */
    Score with(Slip slip, int at, int ranks) {
        List<Step> changed = new ArrayList<>(steps);
        Step step = steps.get(at);
        Kind kind = step.kind;
        switch (slip) {
            case LEAVES_OUT -> changed.remove(at);
            case TWICE -> changed.add(at, step);
            case ANOTHER_ORDER -> {
                changed.remove(at);
                changed.add(at + 1, step);
            }
            case ANOTHER_KIND -> {
                Kind another = kind == Kind.BARRIER ? Kind.ALLREDUCE : Kind.BARRIER;
                changed.set(at, step.with(another, step.other, step.inFlight, step.count, step.shift));
            }
            case ANOTHER_COMMUNICATOR ->
                changed.set(at, step.with(kind, !step.other, step.inFlight, step.count, step.shift));
            case ANOTHER_FORM -> changed.set(at, step.with(kind, step.other, !step.inFlight, step.count, step.shift));
            case MORE_ELEMENTS ->
                changed.set(at, step.with(kind, step.other, step.inFlight, step.count + 1, step.shift));
            case ANOTHER_ROOT_OR_RECEIVER ->
                changed.set(at, step.with(kind, step.other, step.inFlight, step.count, (step.shift + 1) % ranks));
        }
        return new Score(changed);
    }

    /** Plays it, and checks each result. */
    void play(Communicator world) {
        ArrayDeque<Flight> inFlight = new ArrayDeque<>();
        try (Communicator dup = world.dup()) {
            for (Step step : steps) {
                Flight flight = begin(step.other ? dup : world, step);
                if (step.inFlight) {
                    inFlight.add(flight);
                } else {
                    flight.end();
                }
                if (inFlight.size() > MOST_IN_FLIGHT) {
                    inFlight.remove().end();
                }
            }
            inFlight.forEach(Flight::end);
        }
    }

    /** A call that has begun, and what it is to give. */
    private static final class Flight {
        private final Step step;
        private final @Nullable Request request;
        private final int[] result;
        private final int expected;

        private Flight(Step step, @Nullable Request request, int[] result, int expected) {
            this.step = step;
            this.request = request;
            this.result = result;
            this.expected = expected;
        }

        private void end() {
            int count = result.length;
            if (request != null) {
                Status status = request.waitFor();
                count = step.kind == Kind.MESSAGE ? (int) status.count(Datatype.INT) : count;
            }
            for (int i = 0; i < count; i++) {
                if (result[i] != expected) {
                    throw new AssertionError("a wrong result of " + step + ": " + result[i] + " and not " + expected);
                }
            }
        }
    }

    private static Flight begin(Communicator on, Step step) {
        int rank = on.rank();
        int[] own = new int[step.count];
        Arrays.fill(own, value(rank));
        int[] result = new int[step.count];
        boolean flies = step.inFlight;
        Request request = null;
        int expected = 0;
        switch (step.kind) {
            case BARRIER -> {
                result = new int[0];
                if (flies) {
                    request = on.ibarrier();
                } else {
                    on.barrier();
                }
            }
            case BCAST -> {
                System.arraycopy(own, 0, result, 0, rank == step.shift ? own.length : 0);
                expected = value(step.shift);
                if (flies) {
                    request = on.ibcast(result, step.shift);
                } else {
                    on.bcast(result, step.shift);
                }
            }
            case ALLREDUCE -> {
                for (int each = 0; each < on.size(); each++) {
                    expected += value(each);
                }
                if (flies) {
                    request = on.iallreduce(own, result, Op.SUM);
                } else {
                    on.allreduce(own, result, Op.SUM);
                }
            }
            case MESSAGE -> {
                int dest = (rank + step.shift) % on.size();
                int source = Math.floorMod(rank - step.shift, on.size());
                expected = value(source);
                request = on.isendRecv(own, dest, step.tag, result, source, step.tag);
            }
        }
        return new Flight(step, request, result, expected);
    }

    private static int value(int rank) {
        return 1 << rank;
    }
}
