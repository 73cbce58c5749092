package org.tutti.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A hash of all that something in a cache depends on. */
final class Fingerprint {
    private static final int BYTES = 16;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a text. */
    Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a sequence of bytes. */
    Fingerprint add(byte[] content) {
        digest.update(content);
        digest.update((byte) 0);
        return this;
    }

    /** Adds a file, which counts by its name, size and time, or a folder, which counts by all files in it. */
    Fingerprint add(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return addFile(path);
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.sorted().toList();
        }
        for (Path file : files) {
            addFile(file);
        }
        return this;
    }

    private Fingerprint addFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            return add(file.toString());
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.isRegularFile()
                ? add(file + " " + attributes.size() + " " + attributes.lastModifiedTime())
                : this;
    }

    /** {@return the hash, as part of a file's name; nothing can be added any more} */
    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
