package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tutti run --debug RANK}. */
class DebugTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern ADVICE =
            Pattern.compile("tutti: rank (\\d) waits for a debugger: jdb -attach localhost:(\\d+) .*");

    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void writeProgram() throws IOException {
        program = Files.writeString(folder.resolve("Sum.java"), """
                import org.tutti.*;
                void main(String[] args) {
                    try (Communicator world = Tutti.init(args)) {
                        IO.println(world.allreduce(world.rank() + 1, Op.SUM));
                    }
                }
                """);
    }

    /** The others wait longer than ranks that do not come are waited for. */
    @Test
    void shouldWaitForADebuggerAndTheOthersForTheRank() throws Exception {
        try (Launched launched = launch("--debug", "1", "--set", "join.timeout=1")) {
            VirtualMachine machine = attach(awaitPort(launched, "1"));
            Thread.sleep(1500);
            assertThat(launched.out()).isEmpty();
            assertThat(launched.children()).as(launched.toString()).hasSizeGreaterThanOrEqualTo(2);
            machine.dispose(); // it resumes; a rank that runs before would tell of what happens to nobody, and say so
            assertThat(launched.await()).as(launched.toString()).isZero();
            assertThat(launched.out()).containsExactly("3", "3");
            assertThat(launched.err()).hasSize(1);
        }
    }

    @Test
    void shouldEndWhenAskedWhileItWaits() throws Exception {
        try (Launched launched = launch("--debug", "0", "--debug", "1")) {
            awaitPort(launched, "0");
            attach(awaitPort(launched, "1")).dispose();
            Launched.signal("INT", launched.pid());
            assertThat(launched.await()).isEqualTo(130);
            assertThat(launched.out()).isEmpty();
            assertThat(launched.children()).isEmpty();
        }
    }

    private Launched launch(String... options) throws IOException {
        String[] args = new String[options.length + 4];
        System.arraycopy(new String[] {"run", "-n", "2"}, 0, args, 0, 3);
        System.arraycopy(options, 0, args, 3, options.length);
        args[args.length - 1] = program.toString();
        return Launched.main(folder, Map.of(), args);
    }

    private static int awaitPort(Launched launched, String rank) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (System.nanoTime() < deadline) {
            for (String line : launched.err()) {
                Matcher advice = ADVICE.matcher(line);
                if (advice.matches() && advice.group(1).equals(rank)) {
                    return Integer.parseInt(advice.group(2));
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("rank " + rank + " waits for no debugger: " + launched);
    }

    /** The advice comes before the rank's JVM listens. */
    private static VirtualMachine attach(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(found -> found.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try {
                return connector.attach(arguments);
            } catch (ConnectException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }
}
