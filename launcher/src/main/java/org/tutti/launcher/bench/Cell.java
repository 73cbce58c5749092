package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of one table: an operation on elements, summed where it combines.
 *
 * @param operation what is called
 * @param kind what the elements are
 * @param bytes of a message, of a block where each rank has one for or of each, in total where it is divided
 */
record Cell(Operation operation, ElementKind kind, long bytes) {
    /** How many words {@link #text} has. */
    static final int WORDS = 3;

    /** {@return the cells of some operations, kinds and sizes, in the order in which they are told} */
    static List<Cell> all(List<Operation> operations, int ranks, List<ElementKind> kinds, List<Long> sizes) {
        List<Cell> cells = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.takes(0, ranks, kinds.getFirst())) {
                cells.add(new Cell(operation, kinds.getFirst(), 0));
                continue;
            }
            for (ElementKind kind : kinds) {
                sizes.stream()
                        .filter(size -> operation.takes(size, ranks, kind))
                        .forEach(size -> cells.add(new Cell(operation, kind, size)));
            }
        }
        return cells;
    }

    /** {@return how many elements} */
    int count() {
        return Math.toIntExact(bytes / kind.bytes());
    }

    /** {@return what {@link #of} reads} */
    String text() {
        return operation.name() + " " + kind.name() + " " + bytes;
    }

    /** {@return the cell of a text's words, of which there may be more} */
    static Cell of(String[] words) {
        return new Cell(Operation.valueOf(words[0]), ElementKind.valueOf(words[1]), Long.parseLong(words[2]));
    }
}
