import org.tutti.*;

/**
 * Counts and hashes the bytes of all files of a folder; without one, of all classes and resources
 * of the JDK, by its jrt file system. Files are of all sizes, so no rank is given a fixed share:
 * rank 0 hands out a few files at a time to whoever has finished, whichever rank that is
 * (ANY_SOURCE). All but the last two lines that it prints depends on the files alone, not on how
 * many ranks there are or who was given what.
 *
 * <p>{@code ./tutti run -n 4 examples/WorkQueue.java [FOLDER]}
 */
void main(String[] args) throws IOException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Path.of(URI.create("jrt:/"));
    try (Communicator world = Tutti.init(args)) {
        if (world.rank() == 0) {
            manage(world, folder);
        } else {
            work(world, folder);
        }
    }
}

static final int FILES_AT_A_TIME = 32;
static final int RESULT = 1;
static final int FILES = 2;

/** What rank 0 does: it knows all files, and collects what the others find out. */
void manage(Communicator world, Path folder) throws IOException {
    double start = Tutti.wtime();
    List<String> files = list(folder);
    long[] results = new long[2 * files.size()];
    int[] given = new int[world.size()]; // where the part begins that a rank has
    int[] done = new int[world.size()];
    Arrays.fill(given, -1);
    int next = 0;
    if (world.size() == 1) {
        results = look(folder, files);
        done[0] = files.size();
    }
    int busy = world.size() - 1;
    long[] result = new long[2 * FILES_AT_A_TIME];
    while (busy > 0) {
        Status status = world.recv(result, Tutti.ANY_SOURCE, RESULT);
        int rank = status.source();
        int count = (int) status.count(Datatype.LONG);
        if (given[rank] >= 0) {
            System.arraycopy(result, 0, results, 2 * given[rank], count);
            done[rank] += count / 2;
        }
        int end = Math.min(next + FILES_AT_A_TIME, files.size());
        world.sendObject(files.subList(next, end).toArray(String[]::new), rank, FILES);
        busy -= next == end ? 1 : 0; // nothing is left: that rank is told so, and goes
        given[rank] = next;
        next = end;
    }
    report(folder, files, results);
    IO.println("files by rank " + Arrays.toString(done));
    IO.println("time     %.3f s, ranks: %d".formatted(Tutti.wtime() - start, world.size()));
}

/** What all others do: an empty result asks for the first files, an empty list ends it. */
void work(Communicator world, Path folder) throws IOException {
    long[] result = {};
    while (true) {
        world.send(result, 0, RESULT);
        String[] files = world.recvObject(0, FILES);
        if (files.length == 0) {
            return;
        }
        result = look(folder, List.of(files));
    }
}

/** Returns the names of all files of a folder, in an order of their own. */
List<String> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
        return paths.filter(Files::isRegularFile)
                .map(path -> folder.relativize(path).toString())
                .sorted()
                .toList();
    }
}

/** Returns how many bytes each file has, and their CRC-32C. */
long[] look(Path folder, List<String> files) throws IOException {
    long[] result = new long[2 * files.size()];
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < files.size(); i++) {
        CRC32C crc = new CRC32C();
        try (InputStream in = Files.newInputStream(folder.resolve(files.get(i)))) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                crc.update(block, 0, read);
                result[2 * i] += read;
            }
        }
        result[2 * i + 1] = crc.getValue();
    }
    return result;
}

/** Prints the sums, and a digest of all names, lengths and hashes in their order. */
void report(Path folder, List<String> files, long[] results) {
    long bytes = 0;
    CRC32C digest = new CRC32C();
    for (int i = 0; i < files.size(); i++) {
        bytes += results[2 * i];
        String line = files.get(i) + " " + results[2 * i] + " " + results[2 * i + 1] + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    IO.println("folder   " + folder);
    IO.println("files    " + files.size());
    IO.println("bytes    " + bytes);
    IO.println("digest   %08x".formatted(digest.getValue()));
}
