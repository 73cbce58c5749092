package org.tutti.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.MappedWords;
import org.tutti.memory.Nontemporal;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.Words;
import org.tutti.spi.NativeAccess;

/** The one mapped file of a job on a host: a header, an abort record, a row and a pool for each rank. */
public final class Arena implements AutoCloseable {
    /** What has become of a rank. */
    public enum State {
        /** Not seen yet. */
        ABSENT,
        /** A process has taken its place, and fills its row in. */
        JOINING,
        /** Its row is filled in; it takes part. */
        ACTIVE,
        /** It has closed its world; its end is no failure. */
        LEFT
    }

    private static final String MEMORY_FILE = "/memfd:";
    private final SharedMapping mapping;
    private final Path file;
    private final @Nullable NativeAccess nativeAccess;
    private final Words words;
    private final Geometry geometry;
    private final ArenaLayout layout;
    private final AbortRecord abort;
    private final WaitRows waitRows;
    private final Pool[] pools; // by rank: where ranks are threads, each uses its own
    private final @Nullable Directory[] directories;
    private final SharedBuffers[] buffers;

    private Arena(SharedMapping mapping, Path file, Geometry geometry, @Nullable NativeAccess nativeAccess) {
        this(mapping, file, geometry, MappedWords.ofLasting(mapping.memory(), nativeAccess), nativeAccess);
    }

    /** Makes an arena that is addressed by other words than those of its mapping, which tests have. */
    Arena(SharedMapping mapping, Path file, Geometry geometry, Words words) {
        this(mapping, file, geometry, words, null);
    }

    private Arena(
            SharedMapping mapping, Path file, Geometry geometry, Words words, @Nullable NativeAccess nativeAccess) {
        this.mapping = mapping;
        this.file = file;
        this.nativeAccess = nativeAccess;
        this.words = words;
        this.geometry = geometry;
        this.layout = new ArenaLayout(geometry.ranks(), geometry.arenaBytes());
        this.abort = new AbortRecord(words);
        this.waitRows = new WaitRows(words);
        this.pools = new Pool[geometry.ranks()];
        this.directories = new @Nullable Directory[geometry.ranks()];
        this.buffers = new SharedBuffers[geometry.ranks()];
        for (int rank = 0; rank < pools.length; rank++) {
            pools[rank] = new Pool(this, rank, layout.pool(rank), layout.poolBytes());
            buffers[rank] = new SharedBuffers(mapping, pools[rank]);
        }
    }

    /**
     * Makes an arena of an empty file: allocates its header and fills it in.
     *
     * @param channel the empty file, which the arena closes
     * @param file its path, for messages
     * @param job the name of the job, for those who look for it
     * @param creator the process that makes it
     */
    public static Arena create(
            FileChannel channel,
            Path file,
            String job,
            Geometry geometry,
            ProcessId creator,
            long nonce,
            @Nullable NativeAccess n)
            throws IOException {
        SharedMapping mapping = SharedMapping.of(channel, geometry.arenaBytes());
        Arena arena = new Arena(mapping, file, geometry, n);
        try {
            arena.reserve(0, ArenaLayout.headerBytes(geometry.ranks()));
        } catch (TuttiException e) {
            arena.close();
            throw e;
        }
        arena.fillHeader(job, creator, nonce);
        return arena;
    }

    /** Says when long payload is copied past the processor's caches; lanes and channels that are opened from now on do so. */
    public void nontemporal(Nontemporal when) {
        words.nontemporal(when);
    }

    void fillHeader(String job, ProcessId creator, long nonce) {
        words.setPlain(ArenaLayout.VERSION, ArenaLayout.VERSION_VALUE);
        words.setPlain(ArenaLayout.NONCE, nonce);
        words.setPlain(ArenaLayout.CREATOR_PID, creator.pid());
        words.setPlain(ArenaLayout.CREATOR_START, creator.start());
        long[] sizes = geometry.toWords();
        for (int i = 0; i < sizes.length; i++) {
            words.setPlain(ArenaLayout.GEOMETRY + (long) i * Long.BYTES, sizes[i]);
        }
        byte[] name = job.getBytes(StandardCharsets.UTF_8);
        int bytes = Math.min(name.length, ArenaLayout.JOB_CAPACITY);
        words.setPlain(ArenaLayout.JOB_BYTES, bytes);
        words.copyIn(ElementType.BYTE, name, 0, ArenaLayout.JOB, bytes);
        // SYNC header: the whole header
        words.setRelease(ArenaLayout.MAGIC, ArenaLayout.MAGIC_VALUE);
    }

    /**
     * Opens an arena that another process has made.
     *
     * @throws TuttiException of class JOIN when the file is not an arena of this version
     */
    public static Arena attach(Path file, @Nullable NativeAccess nativeAccess) throws IOException {
        Geometry geometry = readHeader(file);
        SharedMapping mapping = SharedMapping.of(SharedMapping.open(file), geometry.arenaBytes());
        return new Arena(mapping, file, geometry, nativeAccess);
    }

    /**
     * Opens an arena to look at it, and not to take part: nothing can be written.
     *
     * @throws TuttiException when the file is not an arena of this version
     */
    public static Arena view(Path file) throws IOException {
        Geometry geometry = readHeader(file);
        SharedMapping mapping = SharedMapping.readOnly(file, geometry.arenaBytes());
        return new Arena(mapping, file, geometry, MappedWords.of(mapping.memory(), null));
    }

    private static Geometry readHeader(Path file) throws IOException {
        if (Files.size(file) < ArenaLayout.PAGE) {
            throw new TuttiException(
                    ErrorCode.NOT_AN_ARENA, "not an arena: file=" + file + ", bytes=" + Files.size(file));
        }
        try (SharedMapping page = SharedMapping.readOnly(file, ArenaLayout.PAGE)) {
            return geometryIn(MappedWords.of(page.memory(), null), file);
        }
    }

    static Geometry geometryIn(Words header, Path file) {
        // SYNC header: the whole header
        long magic = header.getAcquire(ArenaLayout.MAGIC);
        // what has no magic is not whole yet, or something else, and has no version
        long version = magic == ArenaLayout.MAGIC_VALUE ? header.getPlain(ArenaLayout.VERSION) : 0;
        if (version != ArenaLayout.VERSION_VALUE) {
            throw new TuttiException(
                    ErrorCode.NOT_AN_ARENA,
                    "not an arena of this version: file=" + file + ", magic=" + Long.toHexString(magic) + ", version="
                            + version + ", expected version=" + ArenaLayout.VERSION_VALUE);
        }
        long[] sizes = new long[Geometry.WORDS];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = header.getPlain(ArenaLayout.GEOMETRY + (long) i * Long.BYTES);
        }
        return Geometry.ofWords(sizes);
    }

    /** {@return the process that made the arena in this file, or null while its header is not filled in} */
    public static @Nullable ProcessId creatorOf(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < ArenaLayout.PAGE) {
            return null;
        }
        try (SharedMapping page = SharedMapping.of(SharedMapping.open(file), ArenaLayout.PAGE)) {
            return creatorIn(MappedWords.of(page.memory(), null));
        }
    }

    static @Nullable ProcessId creatorIn(Words header) {
        // SYNC header: the whole header
        if (header.getAcquire(ArenaLayout.MAGIC) != ArenaLayout.MAGIC_VALUE) {
            return null;
        }
        return new ProcessId(header.getPlain(ArenaLayout.CREATOR_PID), header.getPlain(ArenaLayout.CREATOR_START));
    }

    /**
     * Ends the job of an arena that this process cannot map whole: the record alone needs little.
     *
     * @param culprit the rank that cannot
     * @param text why
     */
    public static void fail(Path file, ErrorCode code, int culprit, String text) throws IOException {
        try (SharedMapping start = SharedMapping.of(SharedMapping.open(file), ArenaLayout.ROWS)) {
            new AbortRecord(MappedWords.of(start.memory(), null)).write(code, culprit, text);
        }
    }

    /** {@return the pool of a rank} For that rank alone. */
    Pool pool(int rank) {
        return pools[rank];
    }

    /** {@return where a range of a rank's pool begins} For that rank alone. Where there is none the job ends. */
    public long allocateRange(int rank, long bytes) {
        try {
            return pools[rank].allocate(bytes);
        } catch (TuttiException e) {
            abort.write(e.code(), rank, "rank " + rank + " has no memory for messages: " + e.reason());
            throw abort.exception();
        }
    }

    /** {@return the memory that a rank's program has} For that rank alone. */
    public SharedBuffers buffers(int rank) {
        return buffers[rank];
    }

    /** {@return how many bytes of its pool a rank has in use} For that rank alone. */
    public long usedBytes(int rank) {
        return pools[rank].used();
    }

    /** {@return the directory of a rank} For that rank alone; the others {@linkplain Directory#find look into it}. */
    Directory directory(int rank) {
        Directory directory = directories[rank];
        if (directory == null) {
            directory = new Directory(words, pools[rank], rank);
            directories[rank] = directory;
        }
        return directory;
    }

    /** Makes the system give real memory for a range. */
    void reserve(long offset, long bytes) {
        try {
            mapping.reserve(offset, bytes, nativeAccess);
        } catch (IOException e) {
            throw new TuttiException(ErrorCode.MEMORY_FULL, noSpace(bytes, e), -1, e);
        }
    }

    private String noSpace(long bytes, IOException cause) {
        return "shared memory is full: wanted=" + bytes + " bytes more, " + free() + " (" + cause.getMessage()
                + "). Enlarge /dev/shm (docker run --shm-size=1g, or mount -o remount,size=1g /dev/shm), start fewer"
                + " ranks, or lower --set coll.sm.ring_size";
    }

    private String free() {
        try {
            Path folder = folder();
            if (folder == null) {
                return "in a file of memory, for which the machine or the container has no more";
            }
            FileStore store = Files.getFileStore(folder);
            return folder + " has " + store.getUsableSpace() + " of " + store.getTotalSpace() + " bytes free";
        } catch (IOException e) {
            return "file=" + file;
        }
    }

    /** {@return how many bytes are left where the arena is, or the largest number where nobody knows} */
    long freeBytes() {
        try {
            Path folder = folder();
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** {@return where the arena is, or null for a file of memory} The kernel's link tells, since the file has no name any more. */
    private @Nullable Path folder() throws IOException {
        String link = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : file.toString();
        return link.startsWith(MEMORY_FILE)
                ? null
                : Objects.requireNonNull(Path.of(link).getParent(), link);
    }

    /** {@return whether this process now has a rank's place, which nobody had before} */
    public boolean claim(int rank) {
        // SYNC state: the row of the rank, and with LEFT that its last operation is over
        return words.compareAndSet(
                ArenaLayout.row(rank) + ArenaLayout.ROW_STATE, State.ABSENT.ordinal(), State.JOINING.ordinal());
    }

    /** {@return whether a rank's row is complete} */
    public boolean hasJoined(int rank) {
        return state(rank).compareTo(State.ACTIVE) >= 0;
    }

    /** Says that a rank's row is complete, or that the rank has left. Called by that rank alone. */
    public void setState(int rank, State state) {
        // SYNC state: the row of the rank, and with LEFT that its last operation is over
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_STATE, state.ordinal());
    }

    /** {@return what has become of a rank} */
    public State state(int rank) {
        // SYNC state: the row of the rank, and with LEFT that its last operation is over
        return State.values()[(int) words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_STATE)];
    }

    /** Writes which process a rank is; {@link #setState} publishes it. */
    public void setProcess(int rank, ProcessId process) {
        words.setPlain(ArenaLayout.row(rank) + ArenaLayout.ROW_PID, process.pid());
        words.setPlain(ArenaLayout.row(rank) + ArenaLayout.ROW_START, process.start());
    }

    /** Says where a rank's post lies; {@link #setState} publishes it. */
    void setPost(int rank, long offset) {
        words.setPlain(ArenaLayout.row(rank) + ArenaLayout.ROW_POST, offset);
    }

    /** {@return where the posts of all ranks lie} Only once all {@linkplain #hasJoined have joined}. */
    long[] posts() {
        long[] posts = new long[geometry.ranks()];
        for (int rank = 0; rank < posts.length; rank++) {
            posts[rank] = words.getPlain(ArenaLayout.row(rank) + ArenaLayout.ROW_POST);
        }
        return posts;
    }

    /** {@return which process a rank is} Only once it {@linkplain #hasJoined has joined}. */
    public ProcessId process(int rank) {
        long row = ArenaLayout.row(rank);
        return new ProcessId(words.getPlain(row + ArenaLayout.ROW_PID), words.getPlain(row + ArenaLayout.ROW_START));
    }

    /** {@return the word by which the kernel tells that a rank's process ends} */
    public LifeWord lifeWord(int rank) {
        return new LifeWord(words, rank);
    }

    /** {@return where a rank's part of a lane begins, or 0 while it has none with this key} */
    long lane(int rank, long key) {
        long entry = Directory.find(words, rank, key);
        return entry == 0 ? 0 : words.getPlain(entry + ArenaLayout.LANE_OFFSET);
    }

    /** {@return what a rank says that all must have in common who share a lane, which it has named} */
    public long common(int rank, long key) {
        return words.getPlain(Directory.find(words, rank, key) + ArenaLayout.LANE_DIGEST);
    }

    /** {@return what ranks say of their waits} */
    public WaitRows waitRows() {
        return waitRows;
    }

    /** {@return the shared memory} */
    Words words() {
        return words;
    }

    /** {@return the name of the job} */
    public String job() {
        byte[] name = new byte[(int) words.getPlain(ArenaLayout.JOB_BYTES)];
        words.copyOut(ElementType.BYTE, ArenaLayout.JOB, name, 0, name.length);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** {@return the process that made the arena} */
    public ProcessId creator() {
        return new ProcessId(words.getPlain(ArenaLayout.CREATOR_PID), words.getPlain(ArenaLayout.CREATOR_START));
    }

    /** {@return the sizes that all ranks share} */
    public Geometry geometry() {
        return geometry;
    }

    /** {@return why the job ended, if it has} */
    public AbortRecord abort() {
        return abort;
    }

    /** Unmaps the arena, and the memory that programs have not given back. No thread may use either any more. */
    @Override
    public void close() throws IOException {
        for (SharedBuffers each : buffers) {
            each.close();
        }
        mapping.close();
    }
}
