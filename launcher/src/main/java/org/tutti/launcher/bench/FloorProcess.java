package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Processors;

/** A process that takes turns with the engines and answers with the machine's own limit of the cell that it is told. */
public final class FloorProcess {
    private static final int REHEARSALS = 30;

    private final MeasuredLimits limits;
    private final Floor floor;
    private final Set<Cell> rehearsed = new HashSet<>();

    private FloorProcess(int ranks) {
        this.limits = new MeasuredLimits(NativeAccessFinder.find(System::getenv));
        this.floor = new Floor(ranks, Processors.usable(), limits);
    }

    /**
     * Runs it.
     *
     * @param args how many ranks the engines have, the folder of the pipes, the process whose pipes they are, and what ranks are told
     */
    public static void main(String[] args) throws IOException {
        Service.endWith(Long.parseLong(args[2]));
        FloorProcess process = new FloorProcess(Integer.parseInt(args[0]));
        new Service(Path.of(args[1]), 0).serve(process.limits.text(), command -> process.answer(command.cell()));
    }

    private Sample answer(Cell cell) {
        if (rehearsed.add(cell)) {
            for (int i = 0; i < REHEARSALS; i++) {
                floor.nanos(cell);
            }
        }
        double nanos = floor.nanos(cell);
        return new Sample(nanos, 0, nanos, nanos, nanos);
    }
}
