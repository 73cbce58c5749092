package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** A rank that is killed inside an operation of any communicator: all ranks learn of it, wherever they wait. */
class DeathBesideWorldTest {
    private static final String BETWEEN = "between groups:";
    private static final int RANKS = 3;
    private static final int VICTIM = 0;
    private static final int WARM = 3;
    private static final Set<String> SOME = Set.of("GATHER", "SCATTERV", "ALLGATHERV", "SCAN", "REDUCE_SCATTER");
    private static final long LIMIT_NANOS = 2_000_000_000L;

    /** Arguments: the call, and the communicator; who is alone there waits in the world. */
    static final class Use implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            Consumer<Communicator> call = call(args[0]);
            Communicator world = Tutti.init(args);
            try {
                Communicator own = Objects.requireNonNull(new Ensembles(world).of(Ensembles.Shape.valueOf(args[1])));
                if (own.size() == 1 && !(own instanceof Intercommunicator)) {
                    world.barrier();
                }
                for (int i = 0; i < WARM; i++) {
                    call.accept(own);
                }
                if (world.rank() == VICTIM) {
                    RankMain.tell("now");
                } else if (world.rank() == VICTIM + 1) {
                    Thread.sleep(150); // the victim and the others are inside, and wait for this rank
                }
                while (true) {
                    call.accept(own);
                }
            } catch (TuttiException e) {
                return System.nanoTime() + " " + e.errorClass() + " " + e.culprit() + " " + e.getMessage();
            }
        }

        private static Consumer<Communicator> call(String text) {
            if (text.startsWith(BETWEEN)) {
                InterCall call = InterCall.of(text.substring(BETWEEN.length()));
                return communicator -> call.check((Intercommunicator) communicator, 1);
            }
            String kind = text.substring(0, text.indexOf(':'));
            if (Arrays.stream(Fold.Kind.values()).anyMatch(each -> each.name().equals(kind))) {
                return Fold.of(text)::make;
            }
            boolean isMove = Arrays.stream(Move.Kind.values())
                    .anyMatch(each -> each.name().equals(kind));
            return isMove ? Move.of(text)::make : Call.of(text)::make;
        }
    }

    /** {@return every operation, with blocks that take many rounds} */
    private static List<String> operations() {
        List<String> operations = new ArrayList<>();
        operations.add(Call.barrier().text());
        operations.add(Call.bcast(ElementType.DOUBLE, 20_000, 1).text());
        operations.add(Call.reduce(ElementType.DOUBLE, Op.SUM, 20_000, 1).text());
        operations.add(Call.allreduce(ElementType.DOUBLE, Op.SUM, 20_000).text());
        for (Move.Kind kind : Move.Kind.values()) {
            operations.add(new Move(kind, ElementType.DOUBLE, 20_000, 0, 1, Move.Form.WHOLE).text());
        }
        for (Fold.Kind kind : Fold.Kind.values()) {
            operations.add(new Fold(kind, ElementType.DOUBLE, Op.SUM, 20_000, Fold.Form.WHOLE).text());
        }
        return operations;
    }

    /** {@return every operation of an intercommunicator, in which the victim and a rank of the other group have a part} */
    static List<Arguments> betweenGroups() {
        return Arrays.stream(InterCall.Kind.values())
                .map(kind -> new InterCall(kind, 20_000, false, 0))
                .map(call -> Arguments.of(BETWEEN + call.text(), Ensembles.Shape.TWO_GROUPS))
                .toList();
    }

    private static List<Arguments> operationsOn(Ensembles.Shape... shapes) {
        List<Arguments> all = new ArrayList<>();
        List<String> operations = operations();
        for (int i = 0; i < operations.size() * shapes.length; i++) {
            all.add(Arguments.of(operations.get(i % operations.size()), shapes[i % shapes.length]));
        }
        return all;
    }

    /** Some that {@link DeathTest} does not try, each on one communicator. */
    static List<Arguments> some() {
        return operationsOn(Ensembles.Shape.HALVES, Ensembles.Shape.REVERSED, Ensembles.Shape.DUP).stream()
                .limit(operations().size())
                .filter(each -> SOME.contains(String.valueOf(each.get()[0]).split(":", 2)[0]))
                .toList();
    }

    /** As 17 is no multiple of 4, each operation on each communicator. */
    static List<Arguments> all() {
        return operationsOn(
                Ensembles.Shape.WORLD, Ensembles.Shape.HALVES, Ensembles.Shape.REVERSED, Ensembles.Shape.DUP);
    }

    @ParameterizedTest
    @MethodSource("some")
    void shouldNameARankThatIsKilledInside(String call, Ensembles.Shape shape) throws Exception {
        kill(call, shape);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("betweenGroups")
    void shouldNameARankOfEitherGroup(String call, Ensembles.Shape shape) throws Exception {
        kill(call, shape);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("all")
    void shouldNameARankThatIsKilledInsideAnyOperation(String call, Ensembles.Shape shape) throws Exception {
        kill(call, shape);
    }

    private static void kill(String call, Ensembles.Shape shape) throws Exception {
        RankProcesses.Job job =
                RankProcesses.shared().start(RANKS, Matrix.Sizes.SMALL.settings(), Use.class, call, shape.name());
        job.awaitMessage(VICTIM, "now");
        Thread.sleep(50);
        job.kill(VICTIM);
        List<Outcome> outcomes = job.await();
        Outcome dead = outcomes.get(VICTIM);
        assertThat(dead.exitCode()).isEqualTo(137);
        for (Outcome outcome : outcomes.subList(1, RANKS)) {
            String[] told = outcome.require().split(" ", 4);
            assertThat(told[1]).isEqualTo("PROC_FAILED");
            assertThat(told[2]).isEqualTo(Integer.toString(VICTIM));
            assertThat(told[3]).startsWith("rank " + VICTIM + " (pid " + dead.pid() + ") ended without ");
            assertThat(Long.parseLong(told[0]) - dead.nanos())
                    .as("nanoseconds from the end of the process to the exception")
                    .isLessThan(LIMIT_NANOS);
        }
        assertThat(job.leftovers()).isEmpty();
    }
}
