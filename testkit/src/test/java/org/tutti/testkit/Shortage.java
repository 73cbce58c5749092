package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A shared memory as a container may have it: a mount over /dev/shm that one process and its children see. That needs the
 * right to mount; without it the tests that use this fail.
 */
enum Shortage {
    ONE_MIB("mount -t tmpfs -o size=1m tmpfs /dev/shm"),
    EIGHT_MIB("mount -t tmpfs -o size=8m tmpfs /dev/shm"),
    /** What docker gives by default. */
    SIXTY_FOUR_MIB("mount -t tmpfs -o size=64m tmpfs /dev/shm"),
    FULL("mount -t tmpfs -o size=8m tmpfs /dev/shm; cat /dev/zero > /dev/shm/filler 2>/dev/null"),
    READ_ONLY("mount -t tmpfs -o ro tmpfs /dev/shm"),
    /** Another /dev, with the few devices that a JVM wants. */
    ABSENT("""
            d=$(mktemp -d); mount -t tmpfs tmpfs $d; ln -s /proc/self/fd $d/fd
            for f in null zero random urandom; do : > $d/$f; mount --bind /dev/$f $d/$f; done
            mount --move $d /dev; rmdir $d""");

    private final String preparation;

    Shortage(String preparation) {
        this.preparation = preparation;
    }

    /** {@return a command that runs another one in this shortage} */
    List<String> command(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
        words.add(preparation + "\nexec \"$@\"");
        words.add("sh");
        words.addAll(command);
        return words;
    }
}
