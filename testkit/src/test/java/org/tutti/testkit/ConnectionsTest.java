package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Ports;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.runtime.JobFiles;

/** Two jobs that were started apart, and connect. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConnectionsTest {
    private static final RankProcesses POOL = RankProcesses.shared();
    private static final int TAG = 3;
    private static final int LARGE = 300_000;
    private static final String PORT = "port ";

    @AfterEach
    void shouldLeaveNothing() throws IOException {
        requireNoPorts();
    }

    /** Ports and services are gone. */
    static void requireNoPorts() throws IOException {
        try (var files = Files.list(JobFiles.folder())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.startsWith(JobFiles.prefix() + "@") || name.endsWith(".port")))
                    .isEmpty();
        }
    }

    /** Opens a port at the last rank, tells its name, and accepts there. */
    private static Intercommunicator accept(Communicator world) {
        int root = world.size() - 1;
        String port = null;
        if (world.rank() == root) {
            port = Ports.open();
            RankMain.tell(PORT + port);
        }
        Intercommunicator made = world.accept(port, root);
        if (port != null) {
            Ports.close(port);
        }
        return made;
    }

    private static String portOf(RankProcesses.Job job, int rank) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            for (String message : job.messages(rank)) {
                if (message.startsWith(PORT)) {
                    return message.substring(PORT.length());
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("rank " + rank + " opens no port: " + job.messages(rank));
    }

    /** Each group tells the other one its ranks, in operations of every kind. */
    static String talk(Intercommunicator both, boolean accepts) {
        int mine = both.size();
        int theirs = both.remoteSize();
        int sum = both.allreduce(both.rank() + 1, Op.SUM);
        assertThat(sum).isEqualTo(theirs * (theirs + 1) / 2);
        int root = accepts ? both.rank() == 0 ? Tutti.ROOT : Tutti.PROC_NULL : 0;
        int told = both.bcast(4711, root);
        assertThat(told).isEqualTo(4711);
        double[] sent = new double[LARGE];
        sent[LARGE - 1] = both.rank();
        double[] received = new double[LARGE];
        Request sending = both.isend(sent, both.rank() % theirs, TAG);
        for (int source = 0; source < theirs; source++) {
            if (source % mine == both.rank()) {
                both.recv(received, source, TAG);
                assertThat(received[LARGE - 1]).isEqualTo(source);
            }
        }
        sending.waitFor();
        return mine + " and " + theirs;
    }

    static final class Accepting implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args);
                    Intercommunicator both = accept(world)) {
                world.barrier();
                return talk(both, true);
            }
        }
    }

    static final class Connecting implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args);
                    Intercommunicator both = world.connect(args[0], 0)) {
                return talk(both, false);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 3", "3, 2"})
    void shouldComputeTogether(int first, int second) {
        RankProcesses.Job accepting = POOL.start(first, Map.of(), Accepting.class);
        RankProcesses.Job connecting = POOL.start(second, Map.of(), Connecting.class, portOf(accepting, first - 1));
        assertThat(connecting.await()).extracting(Outcome::require).containsOnly(second + " and " + first);
        assertThat(accepting.await()).extracting(Outcome::require).containsOnly(first + " and " + second);
        assertThat(accepting.leftovers()).isEmpty();
        assertThat(connecting.leftovers()).isEmpty();
    }

    /** What was made of an intercommunicator outlives it; both are left to the world's end where nobody closes them. */
    static final class Merging implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args)) {
                Intercommunicator both = args.length == 0 ? accept(world) : world.connect(args[0], 0);
                Communicator merged = both.merge(args.length == 0);
                both.close();
                int sum = merged.allreduce(merged.rank(), Op.SUM);
                Communicator pair = merged.split(merged.rank() % 2, 0);
                assertThat(pair).isNotNull();
                pair.barrier();
                return sum + " of " + merged.size();
            }
        }
    }

    @Test
    void shouldMergeAndOutliveTheIntercommunicator() {
        RankProcesses.Job accepting = POOL.start(2, Map.of(), Merging.class);
        RankProcesses.Job connecting = POOL.start(2, Map.of(), Merging.class, portOf(accepting, 1));
        assertThat(connecting.await()).extracting(Outcome::require).containsOnly("6 of 4");
        assertThat(accepting.await()).extracting(Outcome::require).containsOnly("6 of 4");
    }

    /** Calls that cannot be right fail at all ranks, and nothing is lost. */
    static final class Mistaken implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args)) {
                assertThatThrownBy(() -> world.accept("tutti", 0)).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> world.connect("tutti", 1)).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> world.connect(args[0], 1)).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> world.accept(args[0], 0)).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> world.accept("tutti", 2)).satisfies(e -> isOf(e, ErrorClass.ROOT));
                assertThatThrownBy(() -> Ports.lookup("nobody's")).satisfies(e -> isOf(e, ErrorClass.NAME));
                assertThatThrownBy(() -> Ports.publish("mine", args[0])).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> Ports.unpublish("mine", args[0])).satisfies(e -> isOf(e, ErrorClass.NAME));
                assertThatThrownBy(() -> Ports.close(args[0])).satisfies(e -> isOf(e, ErrorClass.PORT));
                assertThatThrownBy(() -> Ports.lookup("")).hasMessageContaining("the name of a service has 1 to");
                return Integer.toString(world.allreduce(1, Op.SUM));
            }
        }

        private static void isOf(Throwable thrown, ErrorClass errorClass) {
            assertThat(((TuttiException) thrown).errorClass())
                    .as(thrown.toString())
                    .isEqualTo(errorClass);
        }
    }

    @Test
    void shouldTellAllRanksOfMistakes() {
        String closed = Ports.open();
        Ports.close(closed);
        assertThat(POOL.run(2, Mistaken.class, closed))
                .extracting(Outcome::require)
                .containsOnly("2");
    }

    /** Nobody accepts: that ends, too. */
    @Test
    void shouldNotWaitForEverForWhoDoesNotAccept() {
        String port = Ports.open();
        List<Outcome> outcomes = POOL.run(2, Map.of("TUTTI_JOIN_TIMEOUT", "1"), Connecting.class, port);
        Ports.close(port);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.toString()).contains("connect(port "));
    }

    static final class Different implements RankProgram {
        @Override
        public String run(String... args) {
            Communicator world = Tutti.init(args);
            String port = Ports.open();
            try {
                if (world.rank() == 0) {
                    world.accept(port, 0);
                } else {
                    world.connect("x", 0);
                }
                return "connected";
            } catch (TuttiException e) {
                return e.errorClass() + ": " + e.getMessage();
            } finally {
                Ports.close(port);
            }
        }
    }

    @Test
    void shouldSeeThatRanksCallDifferentThings() {
        List<Outcome> outcomes = POOL.run(2, Different.class);
        assertThat(outcomes)
                .extracting(Outcome::require)
                .allSatisfy(told -> assertThat(told).startsWith("MISMATCH").contains("accept()", "connect()"));
    }

    /** A rank that waits in one job goes on with its messages in the other. */
    static final class Crossing implements RankProgram {
        @Override
        public String run(String... args) {
            double[] large = new double[LARGE];
            large[LARGE - 1] = 7;
            try (Communicator world = Tutti.init(args);
                    Intercommunicator both = args.length == 0 ? accept(world) : world.connect(args[0], 0)) {
                if (world.size() == 1) {
                    both.recv(large, 0, TAG);
                    both.send(new int[] {(int) large[LARGE - 1]}, 1, TAG);
                    both.recv(large, 1, TAG);
                } else if (world.rank() == 0) {
                    Request there = both.isend(large, 0, TAG);
                    world.barrier();
                    there.waitFor();
                    Request here = world.isend(large, 1, TAG);
                    both.barrier();
                    here.waitFor();
                    return "crossed";
                } else {
                    both.recv(new int[1], 0, TAG);
                    world.barrier();
                    world.recv(large, 0, TAG);
                    both.send(large, 0, TAG);
                }
                both.barrier();
                return "crossed";
            }
        }
    }

    @Test
    void shouldGoOnInBothJobs() {
        RankProcesses.Job accepting = POOL.start(2, Map.of(), Crossing.class);
        RankProcesses.Job connecting = POOL.start(1, Map.of(), Crossing.class, portOf(accepting, 1));
        assertThat(connecting.await()).extracting(Outcome::require).containsOnly("crossed");
        assertThat(accepting.await()).extracting(Outcome::require).containsOnly("crossed");
    }

    /** Ranks that are threads, of one process even, connect as well, and several ports of a process at the same time. */
    @Test
    void shouldConnectThreads() throws Exception {
        List<String> ports = List.of(Ports.open(), Ports.open());
        try (ExecutorService jobs =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> ends = new ArrayList<>();
            for (String port : ports) {
                ends.add(jobs.submit(() -> Tutti.runThreads(2, world -> {
                    try (Intercommunicator both = world.accept(port, 1)) {
                        talk(both, true);
                    }
                })));
                ends.add(jobs.submit(() -> Tutti.runThreads(3, world -> {
                    try (Intercommunicator both = world.connect(port, 2)) {
                        talk(both, false);
                    }
                })));
            }
            for (Future<?> end : ends) {
                end.get(40, TimeUnit.SECONDS);
            }
        } finally {
            ports.forEach(Ports::close);
        }
    }

    /** A process that connects again and again has no more open than before. */
    static final class Often implements RankProgram {
        private static final int FIRST = 5;
        private static final int TIMES = 40;

        @Override
        public String run(String... args) throws IOException {
            try (Communicator world = Tutti.init(args)) {
                String port = args.length == 0 ? Ports.open() : args[0];
                if (args.length == 0) {
                    RankMain.tell(PORT + port);
                }
                long before = 0;
                for (int i = 0; i < TIMES; i++) {
                    before = i == FIRST ? inUse() : before;
                    try (Intercommunicator both = args.length == 0 ? world.accept(port, 0) : world.connect(port, 0)) {
                        both.barrier();
                    }
                }
                if (args.length == 0) {
                    Ports.close(port);
                }
                awaitNoMoreThan(before);
                return "often";
            }
        }

        /** Threads that watch over others close what they have a moment after they are told to. */
        private static void awaitNoMoreThan(long before) throws IOException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (inUse() > before && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(inUse()).isLessThanOrEqualTo(before);
        }

        /** {@return how many descriptors this process has open, and how many arenas it has mapped} */
        private static long inUse() throws IOException {
            try (var descriptors = Files.list(Path.of("/proc/self/fd"));
                    var mappings = Files.lines(Path.of("/proc/self/maps"))) {
                return descriptors.count()
                        + mappings.filter(line -> line.contains("tutti-")).count();
            }
        }
    }

    @Test
    void shouldGiveBackWhatAConnectionHas() {
        RankProcesses.Job accepting = POOL.start(1, Map.of(), Often.class);
        RankProcesses.Job connecting = POOL.start(1, Map.of(), Often.class, portOf(accepting, 0));
        assertThat(connecting.await()).extracting(Outcome::require).containsOnly("often");
        assertThat(accepting.await()).extracting(Outcome::require).containsOnly("often");
    }

    @Test
    void shouldConnectJobsOfTheLauncher(@TempDir Path folder) throws Exception {
        String example =
                Path.of("..", "examples", "Connect.java").toAbsolutePath().toString();
        try (Launched server = Launched.main(folder, Map.of(), "run", "-n", "2", example, "serve")) {
            server.awaitOut(lines -> lines.stream().anyMatch(line -> line.contains("serves at ")));
            try (Launched client = Launched.main(folder, Map.of(), "run", "-n", "3", example, "1", "2", "3", "4")) {
                assertThat(client.await()).as(client::toString).isZero();
                assertThat(client.out()).containsExactly("60 is twice the sum of the squares of [1, 2, 3, 4]");
            }
            try (Launched last = Launched.main(folder, Map.of(), "run", "-n", "1", example)) {
                assertThat(last.await()).as(last::toString).isZero();
            }
            assertThat(server.await()).as(server::toString).isZero();
            assertThat(server.err()).isEmpty();
        }
    }
}
