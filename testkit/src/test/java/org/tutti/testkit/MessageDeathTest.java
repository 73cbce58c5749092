package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** A rank is killed that others exchange messages with, at either side and in each phase: their calls throw soon, and say who died. */
class MessageDeathTest {
    private static final int VICTIM = 1;
    private static final int SURVIVOR = 0;
    private static final int RANKS = 3;
    private static final int LONG = 1 << 20;
    /** One second is promised; another one is for a machine that has other things to do. */
    private static final long LIMIT_NANOS = 2_000_000_000L;

    /** What the victim and the survivor are doing; a third rank waits for a message from anybody. */
    enum Scene {
        /** The victim has offered a long message, which the survivor does not want; it waits for another one. */
        OFFERED_BY_VICTIM(false),
        /** The survivor waits in a send of a long message, which the victim does not want. */
        OFFERED_TO_VICTIM(false),
        /** Long messages go from the victim to the survivor, in pieces. */
        PIECES_FROM_VICTIM(true),
        /** Long messages go from the survivor to the victim, in pieces. */
        PIECES_TO_VICTIM(true),
        /** The survivor writes long messages into the victim's memory. */
        PLACED_TO_VICTIM(true),
        /** The survivor reads long messages in the victim's memory. */
        READ_FROM_VICTIM(true),
        /** Both send at the same time, more than there is room for. */
        BOTH_WAYS(true),
        /** The survivor waits in a receive, in a synchronous send, in a probe; the victim does nothing. */
        RECV(false),
        SSEND(false),
        PROBE(false);

        /** Whether the messages go on for ever. */
        final boolean isBusy;

        Scene(boolean isBusy) {
            this.isBusy = isBusy;
        }
    }

    /** Arguments: the scene. */
    static final class Exchange implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            Scene scene = Scene.valueOf(args[0]);
            Communicator world = Tutti.init(args);
            try {
                world.barrier();
                switch (world.rank()) {
                    case VICTIM -> {
                        if (!scene.isBusy) {
                            idle(world, scene);
                        }
                        RankMain.tell("now");
                        exchange(world, scene, SURVIVOR, false);
                    }
                    case SURVIVOR -> {
                        if (scene.isBusy) {
                            exchange(world, scene, VICTIM, true);
                        } else {
                            awaitIdle(world, scene);
                        }
                    }
                    default -> world.recv(new byte[1], Tutti.ANY_SOURCE, 9);
                }
                return "returned";
            } catch (TuttiException e) {
                return System.nanoTime() + " " + e.errorClass() + " " + e.culprit() + " " + e.getMessage();
            }
        }

        private static void idle(Communicator world, Scene scene) throws InterruptedException {
            if (scene == Scene.OFFERED_BY_VICTIM) {
                world.isend(new byte[LONG], SURVIVOR, 1);
                world.send(new byte[1], SURVIVOR, 2);
            }
            RankMain.tell("now");
            Thread.sleep(60_000); // it is killed meanwhile
        }

        private static void awaitIdle(Communicator world, Scene scene) {
            switch (scene) {
                case OFFERED_BY_VICTIM -> {
                    world.recv(new byte[1], VICTIM, 2);
                    assertThat(world.probe(VICTIM, 1).bytes()).isEqualTo(LONG);
                    world.recv(new byte[1], VICTIM, 3);
                }
                case OFFERED_TO_VICTIM -> world.send(new byte[LONG], VICTIM, 1);
                case RECV -> world.recv(new byte[1], VICTIM, 1);
                case SSEND -> world.ssend(new byte[1], VICTIM, 1);
                case PROBE -> world.probe(VICTIM, 1);
                default -> throw new IllegalArgumentException(scene.name());
            }
        }

        private static void exchange(Communicator world, Scene scene, int peer, boolean survives) {
            boolean sends = switch (scene) {
                case PIECES_FROM_VICTIM, READ_FROM_VICTIM -> !survives;
                default -> survives;
            };
            switch (scene) {
                case BOTH_WAYS -> {
                    byte[] received = new byte[LONG];
                    while (true) {
                        Request receive = world.irecv(received, peer, Tutti.ANY_TAG);
                        world.send(new byte[LONG], peer, 1);
                        receive.waitFor();
                    }
                }
                case PLACED_TO_VICTIM, READ_FROM_VICTIM -> {
                    var memory = world.allocate(Datatype.BYTE, LONG);
                    byte[] heap = new byte[LONG];
                    boolean isShared = (scene == Scene.PLACED_TO_VICTIM) != sends;
                    while (true) {
                        if (sends && isShared) {
                            world.send(memory, LONG, Datatype.BYTE, peer, 1);
                        } else if (sends) {
                            world.send(heap, peer, 1);
                        } else if (isShared) {
                            world.recv(memory, LONG, Datatype.BYTE, peer, 1);
                        } else {
                            world.recv(heap, peer, 1);
                        }
                    }
                }
                default -> {
                    byte[] message = new byte[LONG];
                    while (true) {
                        if (sends) {
                            world.send(message, peer, 1);
                        } else {
                            world.recv(message, peer, 1);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void shouldNameTheRankThatIsKilled(Scene scene) throws Exception {
        kill(scene, scene.isBusy ? "on" : "off", 20);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(Scene.class)
    void shouldNameTheRankThatIsKilledAtManyTimes(Scene scene) throws Exception {
        Random random = new Random(scene.name().length());
        for (int i = 0; i < 12; i++) {
            kill(scene, i % 2 == 0 ? "on" : "off", random.nextInt(60));
        }
    }

    private static void kill(Scene scene, String nativeAccess, int millis) throws Exception {
        RankProcesses.Job job = RankProcesses.shared()
                .start(
                        RANKS,
                        Map.of("TUTTI_NATIVE", nativeAccess, "TUTTI_P2P_PIECE_SIZE", "1k", "TUTTI_P2P_RING_SIZE", "8k"),
                        Exchange.class,
                        scene.name());
        job.awaitMessage(VICTIM, "now");
        Thread.sleep(millis);
        job.kill(VICTIM);
        List<Outcome> outcomes = job.await();
        Outcome dead = outcomes.get(VICTIM);
        assertThat(dead.exitCode()).isEqualTo(137);
        for (int rank : new int[] {SURVIVOR, RANKS - 1}) {
            String[] told = outcomes.get(rank).require().split(" ", 4);
            assertThat(told).as(String.join(" ", told)).hasSize(4);
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
