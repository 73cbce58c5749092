package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of one table: an operation on floats, summed where it combines.
 *
 * @param operation what is called
 * @param bytes of a message, of a block where each rank has one for or of each, in total where it is divided
 */
record Cell(Operation operation, long bytes) {
    /** {@return the cells of some operations and sizes, in the order in which they are told} */
    static List<Cell> all(List<Operation> operations, int ranks, List<Long> sizes) {
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

    /** {@return how many floats} */
    int count() {
        return Math.toIntExact(bytes / Float.BYTES);
    }

    /** {@return what {@link #of} reads} */
    String text() {
        return operation.name() + " " + bytes;
    }

    /** {@return the cell of a text} */
    static Cell of(String text) {
        String[] words = text.split(" ", -1);
        return new Cell(Operation.valueOf(words[0]), Long.parseLong(words[1]));
    }
}
