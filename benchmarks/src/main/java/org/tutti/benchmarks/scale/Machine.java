package org.tutti.benchmarks.scale;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine as its file of parameters describes it, whose comments say what each of them means. Times are in nanoseconds.
 *
 * @param cores how many cores there are; a rank each, then a second one each, and so on
 * @param coresPerComplex how many consecutive cores share a last-level cache
 * @param coresPerSocket how many consecutive cores share a socket
 * @param sameComplexHop from a store to a word that a core of the same complex polls until that one has it
 * @param otherComplexHop the same for a core of another complex of the socket
 * @param otherSocketHop the same for a core of another socket
 * @param complexTurn how long a line is busy with one reader of a complex that has it
 * @param homeTurn how long a line is busy with one reader from a complex that does not have it
 * @param access a load or store of a line that the core has, and the instructions around it
 * @param readsInFlight how many lines a core can wait for at once
 * @param copy one call that copies and folds a few elements
 * @param bytesPerNano what a copy of many bytes moves
 * @param call an operation's way from the program to the first access and back
 * @param contextSwitch one rank gives a core to another
 */
record Machine(
        int cores,
        int coresPerComplex,
        int coresPerSocket,
        double sameComplexHop,
        double otherComplexHop,
        double otherSocketHop,
        double complexTurn,
        double homeTurn,
        double access,
        int readsInFlight,
        double copy,
        double bytesPerNano,
        double call,
        double contextSwitch) {

    /** {@return the machine that a file describes, with some values replaced} */
    static Machine read(Path file, Properties replaced) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        properties.putAll(replaced);
        Values values = new Values(properties, file.toString());
        Machine machine = new Machine(
                values.whole("cores"),
                values.whole("cores_per_complex"),
                values.whole("cores_per_socket"),
                values.number("hop.same_complex"),
                values.number("hop.other_complex"),
                values.number("hop.other_socket"),
                values.number("turn.complex"),
                values.number("turn.home"),
                values.number("access"),
                values.whole("reads_in_flight"),
                values.number("copy"),
                values.number("copy.bytes_per_ns"),
                values.number("call"),
                values.number("context_switch"));
        values.requireNoOthers();
        return machine;
    }

    /** The values of a file, each asked for once. */
    private static final class Values {
        private final Properties properties;
        private final String name;
        private final Set<String> asked = new TreeSet<>();

        Values(Properties properties, String name) {
            this.properties = properties;
            this.name = name;
        }

        double number(String key) {
            asked.add(key);
            String text = properties.getProperty(key);
            try {
                double value = Double.parseDouble(text == null ? "" : text.strip());
                if (value > 0 && value < Double.POSITIVE_INFINITY) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException("must be a number above 0: " + key + "=" + text + ", in " + name);
        }

        int whole(String key) {
            double value = number(key);
            if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("must be a whole number: " + key + "=" + value + ", in " + name);
            }
            return (int) value;
        }

        void requireNoOthers() {
            Set<String> others = new TreeSet<>(properties.stringPropertyNames());
            others.removeAll(asked);
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(
                        "no such parameters: " + others + ", in " + name + "; there are " + asked);
            }
        }
    }

    int complex(int core) {
        return core / coresPerComplex;
    }

    int complexes() {
        return Math.ceilDiv(cores, coresPerComplex);
    }

    /** {@return how long it takes one core to get a line from another, or to take it back: half of a hop} */
    double fetch(int core, int other) {
        if (complex(core) == complex(other)) {
            return sameComplexHop / 2;
        }
        return (core / coresPerSocket == other / coresPerSocket ? otherComplexHop : otherSocketHop) / 2;
    }
}
