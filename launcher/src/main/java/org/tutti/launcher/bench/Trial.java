package org.tutti.launcher.bench;

import java.util.List;

/**
 * Values of a parameter that may be better than its default on some machine, and what they change.
 *
 * @param parameter its name
 * @param values what is tried
 * @param operations whose time depends on it
 * @param sizes of which sizes, in bytes
 * @param leastRanks with fewer ranks it changes nothing
 */
public record Trial(
        String parameter, List<String> values, List<Operation> operations, List<Long> sizes, int leastRanks) {
    private static final long KIB = 1024;

    private static final List<Operation> MOVES = List.of(
            Operation.ALLREDUCE,
            Operation.BCAST,
            Operation.REDUCE,
            Operation.ALLGATHER,
            Operation.ALLTOALL,
            Operation.GATHER);

    /** {@return all trials, in the order in which they are made: what others depend on comes first} */
    public static List<Trial> all() {
        return List.of(
                new Trial(
                        "coll.sm.ring_size",
                        List.of("512k", "1m", "4m"),
                        MOVES,
                        List.of(4 * KIB, 64 * KIB, 1024 * KIB),
                        2),
                new Trial(
                        "coll.sm.one_phase_max",
                        List.of("1k", "2k", "4k", "16k", "32k"),
                        MOVES,
                        List.of(2 * KIB, 4 * KIB, 8 * KIB, 16 * KIB, 32 * KIB),
                        2),
                new Trial(
                        "coll.sm.fragment_size",
                        List.of("16k", "32k", "128k"),
                        MOVES,
                        List.of(32 * KIB, 256 * KIB, 2048 * KIB),
                        2),
                new Trial("coll.sm.control_size", List.of("128", "1k"), MOVES, List.of(8L, 128L, 512L), 2),
                new Trial(
                        "coll.sm.flat_max",
                        List.of("1"),
                        List.of(Operation.BARRIER, Operation.ALLREDUCE, Operation.BCAST),
                        List.of(8L),
                        4));
    }

    /**
     * {@return the trials of some parameters, in the order in which they are made; all without any}
     *
     * @throws IllegalArgumentException where a parameter is none of these
     */
    public static List<Trial> of(List<String> parameters) {
        List<String> known = all().stream().map(Trial::parameter).toList();
        for (String parameter : parameters) {
            if (!known.contains(parameter)) {
                throw new IllegalArgumentException(
                        "there is nothing to tune: " + parameter + "; there are " + String.join(" ", known));
            }
        }
        return all().stream()
                .filter(trial -> parameters.isEmpty() || parameters.contains(trial.parameter()))
                .toList();
    }

    /** {@return what is measured} */
    List<Cell> cells(int ranks) {
        return Cell.all(operations, ranks, List.of(ElementKind.FLOAT), sizes);
    }

    /** {@return what tables call a value, e.g. {@code coll.sm.ring_size=1m}} */
    String setting(String value) {
        return parameter + "=" + value;
    }

    /** {@return the value that a table calls so} */
    String valueOf(String setting) {
        return setting.substring(parameter.length() + 1);
    }
}
