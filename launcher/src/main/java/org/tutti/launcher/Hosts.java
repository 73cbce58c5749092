package org.tutti.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The hosts that a command line or a hostfile names, as Open MPI reads them. All must be this one; what they tell is how many
 * slots it has.
 */
final class Hosts {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");
    private static final String SLOTS = "slots=";

    private final Predicate<String> isHere;
    private int slots;
    private int linesWithoutSlots;

    /**
     * Makes it.
     *
     * @param isHere whether a name is this host's
     */
    Hosts(Predicate<String> isHere) {
        this.isHere = isHere;
    }

    /** Adds a list of hosts, each {@code NAME} or {@code NAME:SLOTS}. */
    void addList(String option, String list) throws LaunchException {
        for (String host : list.split(",", -1)) {
            slots += Math.max(1, slotsOf(option + " " + list, host.strip()));
        }
    }

    /** Adds the hosts of a file: {@code NAME}, {@code NAME:SLOTS} or {@code NAME slots=SLOTS} in each line. */
    void addFile(String option, Path file) throws LaunchException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw LaunchException.usage("cannot read the file of hosts: " + option + " " + file + ": " + e);
        }
        for (String line : lines) {
            String text = line.replaceFirst("(#|//).*", "").strip();
            if (!text.isEmpty()) {
                addLine(option + " " + file, text);
            }
        }
    }

    private void addLine(String where, String line) throws LaunchException {
        List<String> words = List.of(line.replaceAll("\\s*=\\s*", "=").split("\\s+", -1));
        int told = slotsOf(where, words.getFirst());
        for (String word : words) {
            if (word.startsWith(SLOTS)) {
                told = RankCount.parse(SLOTS, word.substring(SLOTS.length()));
            }
        }
        slots += told;
        linesWithoutSlots += told == 0 ? 1 : 0;
    }

    /** {@return how many slots a host has, or 0 where that is not told} */
    private int slotsOf(String where, String host) throws LaunchException {
        if (isHere.test(host)) {
            return 0;
        }
        int colon = host.lastIndexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        if (colon < 0 || !isHere.test(name)) {
            throw LaunchException.usage("ranks run on this host alone, and " + name + " is another one: " + where);
        }
        return RankCount.parse(name + ":", host.substring(colon + 1));
    }

    /**
     * {@return how many ranks the hosts have room for, where they tell} A host in a list has one slot unless it tells, and so has
     * one that a file names more than once; where a file names it once, it has as many as its cores.
     */
    OptionalInt slots() {
        boolean tells = slots > 0 || linesWithoutSlots > 1;
        return tells ? OptionalInt.of(slots + linesWithoutSlots) : OptionalInt.empty();
    }

    /** {@return whether a name is this host's} */
    static boolean isHere(String name) {
        if (LOCAL.contains(name) || isNameOfThis(name)) {
            return true;
        }
        if (name.isEmpty() || !name.matches("[\\w.:-]+")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(name);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNameOfThis(String name) {
        try {
            String own = Files.readString(NAME).strip();
            return name.equals(own) || name.equals(own.replaceFirst("\\..*", ""));
        } catch (IOException e) {
            return false;
        }
    }
}
