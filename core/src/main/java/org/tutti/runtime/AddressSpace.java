package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much address space a process may take ({@code ulimit -v}). */
final class AddressSpace {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LABEL = "Max address space";
    /** The JVM takes half of what there is for its heap, a gigabyte for classes, and much for code and threads. */
    private static final int SHARE = 32;

    private AddressSpace() {}

    /** {@return what an arena may take of it, in bytes} */
    static long forArena() {
        return forArena(LIMITS);
    }

    static long forArena(Path limits) {
        try {
            for (String line : Files.readAllLines(limits)) {
                if (line.startsWith(LABEL)) {
                    String soft = line.substring(LABEL.length()).strip().split(" +", 2)[0];
                    return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft) / SHARE;
                }
            }
        } catch (IOException e) {
            // a system that does not tell: what is too much shows when the arena is mapped
        }
        return Long.MAX_VALUE;
    }
}
