package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The list of mutants and what became of each, as a file with a line for each and tabs between its columns. */
final class Listing {
    private static final String HEADER = "id\tclass\tmethod\tline\tchange\tresult\tby";

    private final Path file;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** What became of a mutant. */
    enum Result {
        /** It has not run. */
        LISTED,
        /** A suite failed. */
        KILLED,
        /** All suites passed. */
        SURVIVED
    }

    /**
     * A line.
     *
     * @param place class, method, line and change, with tabs between
     * @param by the test that failed, or nothing
     */
    record Row(String id, String place, Result result, String by) {
        /** {@return the line of a mutant that has not run} */
        static Row of(Mutant mutant) {
            String className = mutant.className().substring("org.tutti.".length());
            String method = mutant.method().substring(0, mutant.method().indexOf('('));
            String place = String.join("\t", className, method, Integer.toString(mutant.line()), mutant.text());
            return new Row(mutant.id(), place, Result.LISTED, "");
        }

        private static Row of(String line) {
            String[] words = line.split("\t", -1);
            String place = String.join("\t", List.of(words).subList(1, 5));
            return new Row(words[0], place, Result.valueOf(words[5]), words[6]);
        }

        private String text() {
            return String.join("\t", id, place, result.name(), by);
        }
    }

    private Listing(Path file) {
        this.file = file;
    }

    /** {@return a list of mutants that have not run} */
    static Listing of(Path file, List<Mutant> mutants) {
        Listing listing = new Listing(file);
        mutants.forEach(mutant -> listing.put(Row.of(mutant)));
        return listing;
    }

    /** {@return the list that is in a file} */
    static Listing read(Path file) throws IOException {
        Listing listing = new Listing(file);
        Files.readAllLines(file).stream().skip(1).map(Row::of).forEach(listing::put);
        return listing;
    }

    /** Writes the file. */
    void write() throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.values().forEach(row -> lines.add(row.text()));
        Files.write(file, lines);
    }

    private void put(Row row) {
        rows.put(row.id(), row);
    }

    /** Notes what became of a mutant, in the file too. */
    synchronized void note(Mutant mutant, Result result, String by) throws IOException {
        put(new Row(mutant.id(), row(mutant.id()).place(), result, by));
        write();
    }

    /** {@return the line of a mutant} */
    Row row(String id) {
        return Objects.requireNonNull(rows.get(id), () -> "no such mutant: " + id);
    }

    /** {@return all lines} */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** {@return whether this is a list of these mutants} */
    boolean lists(List<Mutant> mutants) {
        return mutants.size() == rows.size()
                && mutants.stream()
                        .allMatch(mutant -> rows.containsKey(mutant.id())
                                && row(mutant.id())
                                        .place()
                                        .equals(Row.of(mutant).place()));
    }
}
