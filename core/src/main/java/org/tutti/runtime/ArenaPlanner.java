package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Geometry;
import org.tutti.spi.NativeAccess;

/**
 * Chooses where an arena will be: the first of these places that has room.
 *
 * <ol>
 *   <li>/dev/shm, of which a job takes half of what is free at most: other jobs want to start too
 *   <li>a file of memory (memfd), which the size of /dev/shm does not limit; needs native access
 *   <li>/dev/shm again, all that is free of it, with smaller rings
 *   <li>the folder for temporary files, if it is no other machine's
 * </ol>
 */
public final class ArenaPlanner {
    static final Path SHARED_MEMORY = Path.of("/dev/shm");
    static final String ADVICE = "Enlarge /dev/shm (docker run --shm-size=1g; mount -o remount,size=1g /dev/shm),"
            + " start fewer ranks, or lower --set " + Parameter.RING_SIZE;

    private static final String MEMORY_FILE = "a file of memory (memfd)";

    private final Parameters parameters;
    private final int ranks;
    private final Supplier<@Nullable NativeAccess> nativeAccess;
    private final Path sharedMemory;
    private final Path temporary;
    private final List<String> refused = new ArrayList<>();

    ArenaPlanner(
            Parameters parameters,
            int ranks,
            Supplier<@Nullable NativeAccess> nativeAccess,
            Path sharedMemory,
            Path temporary) {
        this.parameters = parameters;
        this.ranks = ranks;
        this.nativeAccess = nativeAccess;
        this.sharedMemory = sharedMemory;
        this.temporary = temporary;
    }

    /**
     * {@return the plan for a job of so many ranks}
     *
     * @param nativeAccess asked only where /dev/shm has no room
     * @throws TuttiException of class NO_SPACE when no place has room; the message says what each of them lacks
     */
    public static ArenaPlan plan(Parameters parameters, int ranks, Supplier<@Nullable NativeAccess> nativeAccess) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new ArenaPlanner(parameters, ranks, nativeAccess, SHARED_MEMORY, temporary).plan();
    }

    ArenaPlan plan() {
        String place = Parameter.ARENA_PLACE.format(parameters.get(Parameter.ARENA_PLACE));
        ArenaPlan plan = switch (place) {
            case "shm" -> firstOf(this::inSharedMemory, this::inLessSharedMemory);
            case "memfd" -> firstOf(this::inMemoryFile);
            case "tmp" -> firstOf(this::inTemporaryFolder);
            default ->
                firstOf(this::inSharedMemory, this::inMemoryFile, this::inLessSharedMemory, this::inTemporaryFolder);
        };
        if (plan != null) {
            return plan;
        }
        throw new TuttiException(
                ErrorCode.MEMORY_FULL,
                "there is no room for the job's shared memory: ranks=" + ranks + ", wanted="
                        + FolderStore.mebibytes(wanted().worldBytes()) + ", " + Parameter.ARENA_PLACE + "="
                        + place + "; " + String.join("; ", refused) + ". " + ADVICE);
    }

    @SafeVarargs
    private static @Nullable ArenaPlan firstOf(Supplier<@Nullable ArenaPlan>... places) {
        for (Supplier<@Nullable ArenaPlan> place : places) {
            ArenaPlan plan = place.get();
            if (plan != null) {
                return plan;
            }
        }
        return null;
    }

    /** {@return what the job would have if memory were no matter} */
    private Geometry wanted() {
        return parameters.geometry(ranks, Long.MAX_VALUE);
    }

    private @Nullable ArenaPlan inSharedMemory() {
        FolderStore store = sharedMemory();
        long bytes = wanted().worldBytes();
        if (store == null) {
            return null;
        }
        if (bytes > store.freeBytes() / 2) {
            return refuse(
                    sharedMemory,
                    "half of the " + FolderStore.mebibytes(store.freeBytes()) + " that are free there is less than "
                            + FolderStore.mebibytes(bytes));
        }
        return plan(wanted(), store);
    }

    private @Nullable FolderStore sharedMemory() {
        try {
            FolderStore store = FolderStore.of(sharedMemory);
            if (store.isMemory()) {
                return store;
            }
            refuse(sharedMemory, "it is a disk here (" + store.type() + ")");
        } catch (IOException e) {
            refuse(sharedMemory, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private @Nullable ArenaPlan inMemoryFile() {
        if (nativeAccess.get() == null) {
            return refuse(MEMORY_FILE, NativeAccessFinder.whyNot(Settings::value));
        }
        return new ArenaPlan(wanted(), null, false, MEMORY_FILE, List.copyOf(refused));
    }

    /** Comes after {@link #inSharedMemory}, which has said what is wrong where it is not the size. */
    private @Nullable ArenaPlan inLessSharedMemory() {
        try {
            FolderStore store = FolderStore.of(sharedMemory);
            Geometry geometry = parameters.geometry(ranks, store.freeBytes());
            return store.isMemory() && geometry.worldBytes() <= store.freeBytes() ? plan(geometry, store) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable ArenaPlan inTemporaryFolder() {
        FolderStore store;
        try {
            store = FolderStore.of(temporary);
        } catch (IOException e) {
            return refuse(temporary, String.valueOf(e.getMessage()));
        }
        if (!store.isLocal()) {
            return refuse(temporary, "its file system (" + store.type() + ") is not known to be this machine's alone");
        }
        long bytes = wanted().worldBytes();
        if (bytes > store.freeBytes()) {
            return refuse(temporary, FolderStore.mebibytes(store.freeBytes()) + " are free there");
        }
        return plan(wanted(), store);
    }

    private ArenaPlan plan(Geometry geometry, FolderStore store) {
        String where = store.folder() + " (" + store.type() + ")";
        return new ArenaPlan(geometry, store.folder(), !store.isMemory(), where, List.copyOf(refused));
    }

    private @Nullable ArenaPlan refuse(Object place, String reason) {
        refused.add(place + ": " + Objects.requireNonNull(reason));
        return null;
    }
}
