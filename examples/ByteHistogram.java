import org.tutti.*;

/**
 * Counts the bytes of a file and computes their entropy, each rank a part of the file. Without an
 * argument it is lib/modules of the JDK, more than 100 MB. All but the last line that it prints
 * depends on the file alone, not on how many ranks there are.
 */
void main(String[] args) throws IOException {
    Path file =
            args.length > 0
                    ? Path.of(args[0])
                    : Path.of(System.getProperty("java.home"), "lib/modules");
    try (Communicator world = Tutti.init(args)) {
        world.barrier();
        double start = Tutti.wtime();
        long[] counts = count(file, world.rank(), world.size());
        world.allreduce(counts, Op.SUM);
        double seconds = Tutti.wtime() - start;
        if (world.rank() == 0) {
            report(file, counts);
            IO.println("time     %.3f s, ranks: %d".formatted(seconds, world.size()));
        }
    }
}

/** Returns how often each byte occurs in this rank's part of the file. */
long[] count(Path file, int rank, int size) throws IOException {
    long[] counts = new long[256];
    ByteBuffer block = ByteBuffer.allocate(1 << 20);
    try (FileChannel channel = FileChannel.open(file)) {
        long end = channel.size() * (rank + 1) / size;
        long at = channel.size() * rank / size;
        while (at < end) {
            block.clear().limit((int) Math.min(block.capacity(), end - at));
            int read = channel.read(block, at);
            if (read < 0) {
                throw new EOFException(file + " has become shorter while it was read");
            }
            byte[] bytes = block.array();
            for (int i = 0; i < read; i++) {
                counts[bytes[i] & 0xff]++;
            }
            at += read;
        }
    }
    return counts;
}

void report(Path file, long[] counts) {
    long bytes = Arrays.stream(counts).sum();
    long most = Arrays.stream(counts).max().getAsLong();
    double entropy = 0;
    for (long count : counts) {
        if (count > 0) {
            double share = (double) count / bytes;
            entropy -= share * Math.log(share) / Math.log(2);
        }
    }
    IO.println("file     " + file);
    IO.println("bytes    " + bytes);
    IO.println("entropy  %.6f bits per byte".formatted(entropy));
    IO.println("0x00     " + picture(counts, most) + "  0xff, logarithmic");
    IntStream.range(0, 256)
            .boxed()
            .sorted(Comparator.comparingLong(value -> -counts[value]))
            .limit(5)
            .filter(value -> counts[value] > 0)
            .forEach(value ->
                    IO.println(
                            "0x%02x     %6.3f %%  %d"
                                    .formatted(
                                            value, 100.0 * counts[value] / bytes, counts[value])));
}

/** Returns one character for each four values, the higher the more often they occur. */
String picture(long[] counts, long most) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 256; i += 4) {
        double count = counts[i] + counts[i + 1] + counts[i + 2] + counts[i + 3];
        int height = (int) Math.ceil(8 * Math.log1p(count) / Math.log1p(4.0 * most));
        line.append(" .:-=+*#@".charAt(height));
    }
    return line.toString();
}
