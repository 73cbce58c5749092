package org.tutti.launcher.bench;

/**
 * One row of one table: an operation on floats, summed where it combines.
 *
 * @param operation what is called
 * @param bytes of a message, of a block where each rank has one for or of each, in total where it is divided
 */
record Cell(Operation operation, long bytes) {
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
