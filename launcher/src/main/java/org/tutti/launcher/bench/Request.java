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
 * @param kinds on elements of which kinds
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
        List<ElementKind> kinds,
        List<Long> sizes,
        List<BufferKind> buffers,
        int rounds,
        Duration turn,
        long seed,
        List<Peer> peers,
        boolean floor) {
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

    /**
     * {@return this request}
     *
     * @throws IllegalArgumentException where nothing of it can be measured
     */
    public Request requireCells() {
        if (cells().isEmpty()) {
            throw new IllegalArgumentException("nothing can be measured: " + operations + " of " + ranks
                    + (ranks == 1 ? " rank" : " ranks") + " with " + kinds + " of " + sizes + " bytes");
        }
        return this;
    }

    /** {@return what is measured, cell by cell} */
    List<Cell> cells() {
        return Cell.all(operations, ranks, kinds, sizes);
    }

    Rounds.Plan plan() {
        return Rounds.Plan.of(rounds, turn, seed);
    }
}
