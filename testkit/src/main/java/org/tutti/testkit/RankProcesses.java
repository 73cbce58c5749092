package org.tutti.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.JobFiles;

/**
 * A pool of resident JVMs that play ranks. Each run is a job of its own, joined as any process joins one, through
 * {@code TUTTI_JOB}, {@code TUTTI_RANK} and {@code TUTTI_SIZE}; the JVMs stay for the next one. Those that a test has
 * killed are replaced.
 */
public final class RankProcesses implements AutoCloseable {
    private static final int RUNS_OF_A_PROCESS = 100;
    private static final Duration LIMIT = Slowness.limit(40);
    private static final AtomicInteger JOBS = new AtomicInteger();

    private final List<String> command;
    private final Path folder = Path.of("target", "rank-processes");
    private final Deque<RankProcess> idle = new ArrayDeque<>();
    private boolean closed;

    /** What a process's reader thread tells. */
    interface Listener {
        /** The program says something. */
        void told(String message);

        /** The program returned. */
        void returned(String result, long nanos);

        /** The program left by an exception. */
        void failed(Outcome.Failure failure, long nanos);

        /** The process has ended. */
        void ended(int exitCode, long nanos);
    }

    /** Makes a pool whose JVMs get these options beside the usual ones, the choice of a collector in place of the usual one. */
    public RankProcesses(String... options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        if (Stream.of(options).noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            words.add("-XX:+UseSerialGC");
        }
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), RankMain.class.getName()));
        command = List.copyOf(words);
    }

    /** {@return the pool of this JVM, which lives as long as it} */
    public static RankProcesses shared() {
        return Shared.POOL;
    }

    private static final class Shared {
        static final RankProcesses POOL = new RankProcesses();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(POOL::close));
        }
    }

    /** Runs a program on so many ranks of a fresh job and waits until all have ended, for at most 40 seconds. */
    public List<Outcome> run(int ranks, Class<? extends RankProgram> program, String... args) {
        return run(ranks, Map.of(), program, args);
    }

    /**
     * Runs a program on so many ranks of a fresh job, and waits until all have ended, for at most 40 seconds.
     *
     * @param settings further settings of the ranks, e.g. {@code TUTTI_NATIVE}
     */
    public List<Outcome> run(
            int ranks, Map<String, String> settings, Class<? extends RankProgram> program, String... args) {
        return start(ranks, settings, program, args).await();
    }

    /** Starts a program on so many ranks of a fresh job. */
    public Job start(int ranks, Map<String, String> settings, Class<? extends RankProgram> program, String... args) {
        Job job = new Job("test-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet());
        for (int rank = 0; rank < ranks; rank++) {
            job.add(rank, ranks, settings, program, args);
        }
        return job;
    }

    /** {@return a job without ranks yet: they are {@linkplain Job#add added} one by one} */
    public Job newJob() {
        return new Job("test-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet());
    }

    private synchronized RankProcess take() {
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
        while (!idle.isEmpty()) {
            RankProcess process = idle.pop();
            if (process.isAlive()) {
                return process;
            }
        }
        try {
            return new RankProcess(command, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void giveBack(RankProcess process) {
        if (closed || process.runs() >= RUNS_OF_A_PROCESS) {
            process.kill();
        } else if (process.isAlive()) {
            idle.push(process);
        }
    }

    /** Ends the JVMs that are idle. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(RankProcess::kill);
        idle.clear();
    }

    /** A job that runs. */
    public final class Job {
        private final String name;
        private final List<Member> members = new ArrayList<>();
        private final Map<Integer, List<String>> messages = new HashMap<>();

        private Job(String name) {
            this.name = name;
        }

        /** {@return the name at which its ranks meet} */
        public String name() {
            return name;
        }

        /** Starts one rank, with this job's name unless the settings have another one. */
        public synchronized void add(
                int rank,
                int size,
                Map<String, String> settings,
                Class<? extends RankProgram> program,
                String... args) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("TUTTI_JOB", name);
            all.put("TUTTI_RANK", Integer.toString(rank));
            all.put("TUTTI_SIZE", Integer.toString(size));
            all.putAll(settings);
            RankProcess process = take();
            Member member = new Member(rank, process);
            members.add(member);
            try {
                process.run(program.getName(), all, Arrays.asList(args), member);
            } catch (IOException e) {
                throw new UncheckedIOException("the process has ended, see " + process.log(), e);
            }
        }

        /** {@return the process id of a rank} */
        public synchronized long pid(int rank) {
            return member(rank).process.pid();
        }

        /** Kills a rank's process by SIGKILL. */
        public synchronized void kill(int rank) {
            member(rank).process.kill();
        }

        private Member member(int rank) {
            return members.stream()
                    .filter(member -> member.rank == rank)
                    .findFirst()
                    .orElseThrow();
        }

        /** Waits until a rank has {@linkplain RankMain#tell told} a message. */
        public void awaitMessage(int rank, String message) {
            await(
                    LIMIT,
                    () -> messages.getOrDefault(rank, List.of()).contains(message) || member(rank).outcome != null);
            if (!messages(rank).contains(message)) {
                throw new AssertionError("rank " + rank + " ended without telling " + message + ": " + members);
            }
        }

        /** {@return what a rank has told so far} */
        public synchronized List<String> messages(int rank) {
            return List.copyOf(messages.getOrDefault(rank, List.of()));
        }

        /** {@return what became of each rank, in the order of their start, once all have ended} */
        public List<Outcome> await() {
            return await(LIMIT);
        }

        /** {@return what became of each rank, in the order of their start, once all have ended within this time} */
        public List<Outcome> await(Duration limit) {
            await(limit, () -> members.stream().allMatch(member -> member.outcome != null));
            synchronized (this) {
                return members.stream()
                        .map(member -> Objects.requireNonNull(member.outcome))
                        .toList();
            }
        }

        private synchronized void await(Duration limit, java.util.function.BooleanSupplier condition) {
            long deadline = System.nanoTime() + limit.toNanos();
            try {
                while (!condition.getAsBoolean()) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        throw hang(limit);
                    }
                    wait(Math.max(1, left / 1_000_000));
                }
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted: " + hang(limit).getMessage(), e);
            }
        }

        /** Dumps the threads of the ranks that hang, kills them, and tells. */
        private AssertionError hang(Duration limit) {
            StringBuilder text = new StringBuilder("ranks hang, after " + limit + ": " + members);
            for (Member member : members) {
                if (member.outcome == null) {
                    text.append("\n--- rank ").append(member.rank).append(":\n").append(dump(member.process));
                    member.process.kill();
                }
            }
            return new AssertionError(text.toString());
        }

        /** {@return the stack of the rank's thread} */
        private String dump(RankProcess process) {
            try {
                Process jstack = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jstack")
                                        .toString(),
                                Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .start();
                String all =
                        new String(jstack.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                int from = all.indexOf("\"rank\"");
                int to = from < 0 ? -1 : all.indexOf("\n\n", from);
                return from < 0 || to < 0 ? all : all.substring(from, to);
            } catch (IOException e) {
                return e.toString();
            }
        }

        /** {@return files of this job and its processes that are left in shared memory} */
        public List<Path> leftovers() {
            Path named = JobFiles.ofJob(name);
            try (Stream<Path> files = Files.list(JobFiles.folder())) {
                return files.filter(
                                file -> file.equals(named) || members.stream().anyMatch(member -> member.made(file)))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private final class Member implements Listener {
            private final int rank;
            private final RankProcess process;
            private @Nullable Outcome outcome;

            private Member(int rank, RankProcess process) {
                this.rank = rank;
                this.process = process;
            }

            private boolean made(Path file) {
                String mine = JobFiles.prefix() + "~" + process.pid();
                String found = String.valueOf(file.getFileName());
                return found.startsWith(mine + ".") || found.startsWith(mine + "-");
            }

            @Override
            public void told(String message) {
                synchronized (Job.this) {
                    messages.computeIfAbsent(rank, key -> Collections.synchronizedList(new ArrayList<>()))
                            .add(message);
                    Job.this.notifyAll();
                }
            }

            @Override
            public void returned(String result, long nanos) {
                giveBack(process);
                end(new Outcome(rank, process.pid(), result, null, null, nanos));
            }

            @Override
            public void failed(Outcome.Failure failure, long nanos) {
                giveBack(process);
                end(new Outcome(rank, process.pid(), null, failure, null, nanos));
            }

            @Override
            public void ended(int exitCode, long nanos) {
                synchronized (Job.this) {
                    if (outcome == null) {
                        end(new Outcome(rank, process.pid(), null, null, exitCode, nanos));
                    }
                }
            }

            private void end(Outcome newOutcome) {
                synchronized (Job.this) {
                    outcome = newOutcome;
                    Job.this.notifyAll();
                }
            }

            @Override
            public String toString() {
                return outcome == null
                        ? "rank " + rank + " (pid " + process.pid() + ", log " + process.log() + ") runs"
                        : outcome.toString();
            }
        }
    }
}
