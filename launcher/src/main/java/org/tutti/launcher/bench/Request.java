package org.tutti.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is to be measured.
 *
 * @param operations which operations
 * @param ranks with how many ranks
 * @param sizes of which sizes, in bytes
 * @param buffers in what the elements are
 * @param rounds how many rounds count
 * @param turn how long an engine's turn is, roughly
 * @param seed of the order of turns
 * @param peers which peers are measured beside Tutti, where they are installed
 * @param floor whether the machine's own limit is measured too
 */
public record Request(
        List<Operation> operations,
        int ranks,
        List<Long> sizes,
        List<BufferKind> buffers,
        int rounds,
        Duration turn,
        long seed,
        List<Peer> peers,
        boolean floor) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * {@return the operations of some names, in their order; all without any}
     *
     * @throws IllegalArgumentException where there is no such operation
     */
    public static List<Operation> operations(List<String> names) {
        if (names.isEmpty()) {
            return List.of(Operation.values());
        }
        List<Operation> operations = new ArrayList<>();
        for (String name : names) {
            Operation operation = Operation.named(name.toLowerCase(Locale.ROOT));
            if (operation == null) {
                throw new IllegalArgumentException("no such operation: " + name + "; there are " + Operation.names());
            }
            operations.add(operation);
        }
        return operations;
    }

    /**
     * {@return the kinds of buffers that a text names}
     *
     * @throws IllegalArgumentException where there is no such kind
     */
    public static List<BufferKind> buffers(String text) {
        List<BufferKind> kinds = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            switch (name) {
                case "array" -> kinds.add(BufferKind.ARRAY);
                case "segment" -> kinds.add(BufferKind.SEGMENT);
                case "shared" -> kinds.add(BufferKind.SHARED);
                default ->
                    throw new IllegalArgumentException("must be some of array,segment,shared: --buffers " + text);
            }
        }
        return kinds;
    }

    /** {@return all cells, in the order in which they are told} */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.takes(0, ranks)) {
                cells.add(new Cell(operation, 0));
                continue;
            }
            sizes.stream()
                    .filter(size -> operation.takes(size, ranks))
                    .forEach(size -> cells.add(new Cell(operation, size)));
        }
        return cells;
    }

    Rounds.Plan plan() {
        return new Rounds.Plan(rounds, turn.toNanos(), PATIENCE.plus(turn.multipliedBy(rounds)), seed);
    }
}
