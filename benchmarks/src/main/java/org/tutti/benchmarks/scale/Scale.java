package org.tutti.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.tutti.benchmarks.scale.Experiment.Operation;
import org.tutti.benchmarks.scale.Experiment.Shape;

/** Prints tables of what short operations take on machines; see docs/scale.md. */
public final class Scale {
    private static final Path MACHINES = Path.of("benchmarks", "scale");
    private static final int[] RANKS = {2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    private Scale() {}

    /** Takes files of machines, all there are if none is named, and values {@code name=value} that replace the files'. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        Properties replaced = new Properties();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                files.add(Path.of(arg));
            } else {
                replaced.setProperty(arg.substring(0, equals), arg.substring(equals + 1));
            }
        }
        for (Path file : files.isEmpty() ? all() : files) {
            Machine machine = Machine.read(file, replaced);
            for (Operation operation : Operation.values()) {
                System.out.println("\n" + operation + ", " + file + ", ns\n");
                print(machine, operation);
            }
        }
    }

    private static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(MACHINES)) {
            return files.sorted().toList();
        }
    }

    private static void print(Machine machine, Operation operation) throws InterruptedException {
        List<String> head = new ArrayList<>(List.of("ranks"));
        Shape.ALL.forEach(shape -> head.add(shape.name()));
        System.out.println("| " + String.join(" | ", head) + " |");
        System.out.println("|" + " --- |".repeat(head.size()));
        for (int ranks : RANKS) {
            StringBuilder row = new StringBuilder("| " + ranks + " |");
            for (Shape shape : Shape.ALL) {
                double nanos = Experiment.nanos(machine, ranks, operation, shape);
                row.append(String.format(Locale.ROOT, " %.0f |", nanos));
            }
            System.out.println(row);
        }
    }
}
