package org.tutti.launcher.bench;

/**
 * What a rank is told to measure.
 *
 * @param cell the operation and its size
 * @param buffers what the elements are in
 * @param iterations how many are timed
 * @param warmup how many go before
 */
record Command(Cell cell, BufferKind buffers, int iterations, int warmup) {
    /** {@return a line, which {@link #of} and the programs in C read} */
    String text() {
        return cell.text() + " " + buffers.name() + " " + iterations + " " + warmup + "\n";
    }

    /** {@return the command of a line without its end} */
    static Command of(String line) {
        String[] words = line.split(" ", -1);
        return new Command(
                Cell.of(words),
                BufferKind.valueOf(words[Cell.WORDS]),
                Integer.parseInt(words[Cell.WORDS + 1]),
                Integer.parseInt(words[Cell.WORDS + 2]));
    }
}
