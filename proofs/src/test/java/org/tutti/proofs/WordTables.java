package org.tutti.proofs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of docs/memory-model.md, in the form that the document itself describes. */
final class WordTables {
    private static final Pattern HEADING = Pattern.compile("## .*\\(offsets: `(\\w+)`\\).*");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");
    private static final String NO_WORDS = "No words of their own: ";
    private static final String NONE = "—";

    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, Set<String>> noWords = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** One row: what the document says of one or more words that are treated alike. */
    record Row(
            String layout,
            String names,
            String writer,
            String readers,
            Set<String> stored,
            Set<String> loaded,
            String sync,
            String visible) {
        /** {@return whether one of its accesses orders others} */
        boolean orders() {
            return !Set.of("plain").containsAll(stored) || !Set.of("plain").containsAll(loaded);
        }
    }

    WordTables(String document) {
        String layout = null;
        StringBuilder others = null;
        for (String line : (document + "\n").split("\n", -1)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                layout = heading.group(1);
                noWords.put(layout, new TreeSet<>());
            } else if (line.startsWith("## ")) {
                layout = null;
            } else if (layout != null && line.startsWith("| ") && !line.startsWith("| word ")) {
                addRow(layout, line);
            } else if (layout != null && line.startsWith(NO_WORDS)) {
                others = new StringBuilder();
            }
            if (others != null) {
                others.append(line).append(' ');
                if (line.isBlank()) {
                    noWords.get(layout).addAll(codes(others.toString()));
                    others = null;
                }
            }
        }
    }

    private void addRow(String layout, String line) {
        String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        if (cells.length != 8) {
            complaints.add("docs: a row has " + cells.length + " cells instead of 8: " + line);
            return;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
            if (cells[i].isEmpty() && i < 6) {
                complaints.add("docs: a row leaves cell " + (i + 1) + " empty: " + line);
            }
        }
        Row row = new Row(layout, cells[1], cells[2], cells[3], modes(cells[4]), modes(cells[5]), cells[6], cells[7]);
        Set<String> names = codes(cells[1]);
        if (names.isEmpty()) {
            complaints.add("docs: a row names no constant: " + line);
        }
        for (String name : names) {
            rows.computeIfAbsent(layout + "." + name, word -> new ArrayList<>()).add(row);
        }
    }

    private static Set<String> codes(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            names.add(code.group(1));
        }
        return names;
    }

    private static Set<String> modes(String cell) {
        Set<String> modes = new TreeSet<>(List.of(cell.split(", ")));
        modes.remove(NONE);
        return modes;
    }

    /** {@return the rows of each word, by {@code Layout.NAME}: one for each kind of unit that it is in} */
    Map<String, List<Row>> rows() {
        return rows;
    }

    /** {@return the rows by the name of their SYNC pair, those alone whose accesses order others} */
    Map<String, List<Row>> orderingRows() {
        Map<String, List<Row>> found = new LinkedHashMap<>();
        rows.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(Row::orders)
                .forEach(row -> found.computeIfAbsent(row.sync, name -> new ArrayList<>())
                        .add(row));
        return found;
    }

    /** {@return the names of the layout classes that have a table} */
    Set<String> layouts() {
        return noWords.keySet();
    }

    /** {@return what a layout class has besides words: sizes, and offsets at which words only begin} */
    Set<String> noWords(String layout) {
        return noWords.getOrDefault(layout, Set.of());
    }

    /** {@return what is wrong with the tables themselves} */
    List<String> complaints() {
        return complaints;
    }
}
