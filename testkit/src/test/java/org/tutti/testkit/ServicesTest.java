package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.Communicator;
import org.tutti.Intercommunicator;
import org.tutti.Ports;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** A job that serves others, which find it by the name of a service and come and go. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServicesTest {
    private static final RankProcesses POOL = RankProcesses.shared();

    @AfterEach
    void shouldLeaveNothing() throws IOException {
        ConnectionsTest.requireNoPorts();
    }

    /** Serves one client after the other, found by a service's name. */
    static final class Server implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args)) {
                String port = world.rank() == 0 ? Ports.open() : null;
                if (port != null) {
                    Ports.publish(args[0], port);
                    assertThatThrownBy(() -> Ports.publish(args[0], port))
                            .hasMessageContaining("another port has this name");
                    RankMain.tell("published");
                }
                StringBuilder seen = new StringBuilder();
                for (int client = 0; client < Integer.parseInt(args[1]); client++) {
                    serve(world, port, seen);
                }
                if (port != null) {
                    Ports.unpublish(args[0], port);
                    Ports.close(port);
                }
                world.barrier();
                return seen.toString();
            }
        }

        private static void serve(Communicator world, String port, StringBuilder seen) {
            Intercommunicator client = world.accept(port, 0);
            try {
                while (true) {
                    int[] number = new int[1];
                    client.bcast(number, 0);
                    if (number[0] < 0) {
                        break;
                    }
                    seen.append(number[0]).append(' ');
                    RankMain.tell("got " + number[0]);
                }
                client.close();
            } catch (TuttiException e) {
                seen.append(e.errorClass()).append(' ');
                assertThat(e).hasMessageContaining("pid ");
                client.close();
            }
        }
    }

    /** Arguments: the service, and what to tell. */
    static final class Client implements RankProgram {
        @Override
        public String run(String... args) throws InterruptedException {
            try (Communicator world = Tutti.init(args);
                    Intercommunicator server = world.connect(Ports.lookup(args[0]), 0)) {
                int root = world.rank() == 0 ? Tutti.ROOT : Tutti.PROC_NULL;
                for (int i = 1; i < args.length; i++) {
                    server.bcast(new int[] {Integer.parseInt(args[i])}, root);
                }
                RankMain.tell("told");
                if (!args[args.length - 1].equals("-1")) {
                    Thread.sleep(TimeUnit.MINUTES.toMillis(5));
                }
                return "done";
            }
        }
    }

    @Test
    void shouldServeOneJobAfterTheOther() {
        String service = "numbers/" + ProcessHandle.current().pid();
        RankProcesses.Job server = POOL.start(2, Map.of(), Server.class, service, "3");
        server.awaitMessage(0, "published");
        for (int i = 1; i <= 3; i++) {
            assertThat(POOL.start(i, Map.of(), Client.class, service, "1" + i, "2" + i, "-1")
                            .await())
                    .extracting(Outcome::require)
                    .containsOnly("done");
        }
        assertThat(server.await()).extracting(Outcome::require).containsOnly("11 21 12 22 13 23 ");
    }

    /** The server learns of it, and serves the next one. */
    @Test
    void shouldOutliveAJobThatIsKilled() {
        String service = "kill " + ProcessHandle.current().pid();
        RankProcesses.Job server = POOL.start(2, Map.of(), Server.class, service, "2");
        server.awaitMessage(0, "published");
        RankProcesses.Job killed = POOL.start(2, Map.of(), Client.class, service, "5");
        killed.awaitMessage(0, "told");
        killed.awaitMessage(1, "told");
        server.awaitMessage(0, "got 5"); // whoever sends may be through before all have it
        server.awaitMessage(1, "got 5");
        killed.kill(1);
        killed.kill(0);
        assertThat(POOL.start(1, Map.of(), Client.class, service, "6", "-1").await())
                .extracting(Outcome::require)
                .containsOnly("done");
        assertThat(server.await()).extracting(Outcome::require).containsOnly("5 PROC_FAILED 6 ");
    }
}
