package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * A folder in which this process can make files, as its file system describes itself.
 *
 * @param folder the folder
 * @param type the kernel's word for the kind of file system, e.g. {@code tmpfs}
 * @param freeBytes how much is left for this user
 * @param totalBytes its size
 */
record FolderStore(Path folder, String type, long freeBytes, long totalBytes) {
    private static final Set<String> OF_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");
    /** What shares pages between the processes of this machine, and of it alone: all others are refused, known or not. */
    private static final Set<String> LOCAL = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "bcachefs",
            "jfs",
            "reiserfs",
            "overlay",
            "overlayfs",
            "apfs",
            "hfs",
            "ufs");

    /**
     * {@return the file system of a folder}
     *
     * @throws IOException if no file can be made there; the message says why, for a person
     */
    static FolderStore of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no such folder");
        }
        FileStore store;
        try {
            store = Files.getFileStore(folder);
        } catch (IOException e) {
            throw new IOException("its file system is unknown: " + e.getMessage(), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("it is read-only for this user");
        }
        return new FolderStore(folder, store.type(), store.getUsableSpace(), store.getTotalSpace());
    }

    /** {@return whether its files are memory, and never written anywhere} */
    boolean isMemory() {
        return OF_MEMORY.contains(type);
    }

    /** {@return whether its files are this machine's alone, in memory or on a disk} */
    boolean isLocal() {
        return isMemory() || LOCAL.contains(type);
    }

    /** {@return a number of bytes as a person reads it, e.g. {@code 4.1 MiB}} */
    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
