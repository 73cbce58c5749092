package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Whole jobs that do next to nothing, from the start of the command to its end: the ways to start them take turns, in an order drawn
 * anew in each round. The first rounds, in which what is kept from start to start is made, do not count.
 */
public final class Startup {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SETTLE = 2;
    private static final int TICKS_PER_SECOND = 100;
    private static final int UTIME_OF_CHILDREN = 13;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<EngineCommand> commands;
    private final Path aotCaches;
    private final int rounds;
    private final Random random = new Random();

    /**
     * A measurement.
     *
     * @param commands whole jobs, each of which says hello once a rank
     * @param aotCaches where Tutti keeps its AOT caches: they are waited for before a round counts
     * @param rounds how many count
     */
    public Startup(List<EngineCommand> commands, Path aotCaches, int rounds) {
        this.commands = commands;
        this.aotCaches = aotCaches;
        this.rounds = rounds;
    }

    /**
     * One job.
     *
     * @param round which round it belongs to
     * @param command what was started
     * @param wallMillis what a person waits for
     * @param processorMillis on processors, of all processes of the job
     */
    public record Job(int round, EngineCommand command, double wallMillis, double processorMillis) {}

    /** {@return the jobs that count} The progress is told as jobs done, and all there are. */
    public List<Job> play(BiConsumer<Integer, Integer> progress) throws EngineException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        int done = 0;
        for (int round = -SETTLE; round < rounds; round++) {
            List<EngineCommand> shuffled = new ArrayList<>(commands);
            Collections.shuffle(shuffled, random);
            for (EngineCommand command : shuffled) {
                Job job = run(round, command);
                if (round >= 0) {
                    jobs.add(job);
                } else {
                    awaitCaches();
                }
                progress.accept(++done, (SETTLE + rounds) * commands.size());
            }
        }
        return jobs;
    }

    private static Job run(int round, EngineCommand command) throws EngineException, InterruptedException {
        try {
            long before = processorTicksOfChildren();
            long start = System.nanoTime();
            Subprocess job = Subprocess.run(command.command(), command.environment(), PATIENCE);
            double wall = (System.nanoTime() - start) / NANOS_PER_MILLI;
            long hellos = job.said()
                    .lines()
                    .filter(line -> line.startsWith("Hello from rank"))
                    .count();
            if (!job.succeeded() || hellos != command.ranks()) {
                throw new EngineException(
                        command.name() + " of " + command.ranks() + " ranks did not do what it should: " + job);
            }
            double processor = (processorTicksOfChildren() - before) * 1000.0 / TICKS_PER_SECOND;
            return new Job(round, command, wall, processor);
        } catch (IOException e) {
            throw new EngineException(command.name() + " cannot be started: " + e, e);
        }
    }

    /** {@return how long those have run for which this process has waited, and those for which they have} */
    private static long processorTicksOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(words[UTIME_OF_CHILDREN]) + Long.parseLong(words[UTIME_OF_CHILDREN + 1]);
    }

    private void awaitCaches() throws EngineException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!cachesAreMade()) {
            if (System.nanoTime() - deadline > 0) {
                throw new EngineException("no AOT cache has been made in " + aotCaches);
            }
            Thread.sleep(100);
        }
    }

    /** {@return whether nobody is making one} */
    private boolean cachesAreMade() {
        try (Stream<Path> files = Files.list(aotCaches)) {
            return files.allMatch(file -> file.toString().endsWith(".aot"));
        } catch (IOException e) {
            return true; // there is no such folder: none is wanted
        }
    }
}
