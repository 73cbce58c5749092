package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tutti.Communicator;
import org.tutti.Tutti;

/** A rank that measures what it is told to: a cell, how many iterations and how many before them. */
public final class BenchRank {
    private static final int REHEARSALS = 1000;
    /** Of more ranks than processors, where each call takes some switches; and else of the shortest of the long calls. */
    private static final int FEWER_REHEARSALS = 300;
    /** Too few for what a long call does once, which the shortest ones have compiled; its loops are compiled by their iterations. */
    private static final int LONG_REHEARSALS = 20;

    private static final long LONG_BYTES = 64 << 10;
    /** Of a window's many messages so many times fewer calls do. */
    private static final int WINDOW_SHARE = 8;

    private final Communicator world;
    private final StartLine start;
    private final Map<Task, Timing> timings = new HashMap<>();

    private record Task(Cell cell, BufferKind buffers) {}

    private BenchRank(Communicator world, StartLine start) {
        this.world = world;
        this.start = start;
    }

    /**
     * Runs a rank.
     *
     * @param args the folder of the pipes, the process whose pipes they are, and whether there are more ranks than processors
     */
    public static void main(String[] args) throws IOException {
        Service.endWith(Long.parseLong(args[1]));
        Path folder = Path.of(args[0]);
        try (Communicator world = Tutti.init(args);
                StartLine start = new StartLine(
                        folder.resolve("start"), world.rank(), world.size(), Boolean.parseBoolean(args[2]))) {
            BenchRank rank = new BenchRank(world, start);
            world.barrier();
            new Service(folder, world.rank()).serve("JDK " + Runtime.version(), rank::answer);
        }
    }

    private Sample answer(Command command) {
        Task task = new Task(command.cell(), command.buffers());
        return timing(task).measure(command.iterations(), command.warmup());
    }

    private Timing timing(Task task) {
        Timing timing = timings.get(task); // and not computeIfAbsent: one that is prepared may need another
        if (timing == null) {
            timing = prepare(task);
            timings.put(task, timing);
        }
        return timing;
    }

    private int rehearsals(Cell cell) {
        int share = cell.operation().hasWindow() ? WINDOW_SHARE : 1;
        long bytes = share * cell.bytes();
        boolean isShortest = bytes == LONG_BYTES && !start.isCrowded();
        if (bytes >= LONG_BYTES && !isShortest) {
            return Math.ceilDiv(LONG_REHEARSALS, share);
        }
        return (isShortest || start.isCrowded() ? FEWER_REHEARSALS : REHEARSALS) / share;
    }

    private Timing prepare(Task task) {
        Cell cell = task.cell();
        boolean isLonger = cell.bytes() > LONG_BYTES && !start.isCrowded();
        if (isLonger && cell.operation().takes(LONG_BYTES, world.size(), cell.kind())) {
            Timing _ = timing(new Task(new Cell(cell.operation(), cell.kind(), LONG_BYTES), task.buffers()));
        }
        Workload workload = new Workload(world, cell, task.buffers());
        workload.check();
        Timing timing = new Timing(world, workload, cell.operation(), start);
        timing.rehearse(rehearsals(cell));
        return timing;
    }
}
