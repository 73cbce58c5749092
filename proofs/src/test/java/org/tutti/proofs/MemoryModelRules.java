package org.tutti.proofs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The rules that docs/memory-model.md states at its end; what breaks one of them is a complaint. */
final class MemoryModelRules {
    private final WordTables tables;
    private final SharedAccesses found;
    private final Set<SharedAccess> accesses;
    private final List<SyncComment> comments;
    private final List<String> complaints = new ArrayList<>();

    private MemoryModelRules(CoreSources sources) {
        tables = new WordTables(sources.document());
        found = SharedAccesses.of(sources, tables);
        accesses = found.found();
        complaints.addAll(tables.complaints());
        complaints.addAll(found.complaints());
        comments = SyncComment.in(sources, complaints);
    }

    /** {@return what breaks a rule, nothing where all is well} */
    static List<String> complaintsAbout(CoreSources sources) {
        MemoryModelRules rules = new MemoryModelRules(sources);
        rules.tables.layouts().forEach(rules::checkMembers);
        rules.checkModes();
        rules.checkPairs();
        rules.accesses.forEach(rules::checkComment);
        rules.checkThatCommentsHaveAccesses();
        return rules.complaints;
    }

    /** Rule 1: all fields, and all methods that give offsets, of a layout class are in the document, and no others. */
    private void checkMembers(String layout) {
        Set<String> members = found.members(layout);
        Set<String> documented = new TreeSet<>(tables.noWords(layout));
        tables.rows().keySet().stream()
                .filter(word -> word.startsWith(layout + "."))
                .forEach(word -> documented.add(word.substring(layout.length() + 1)));
        for (String member : members) {
            if (!documented.contains(member)) {
                complaints.add("docs: no row for " + layout + "." + member);
            }
        }
        for (String name : documented) {
            if (!members.contains(name)) {
                complaints.add("code: there is no " + layout + "." + name);
            }
        }
    }

    /** Rule 2: each word is stored and loaded in the modes that its row names, and in no others. */
    private void checkModes() {
        tables.rows().forEach((word, rows) -> {
            checkModes(word, "stored", rows, WordTables.Row::stored, SharedAccess.STORES);
            checkModes(word, "loaded", rows, WordTables.Row::loaded, SharedAccess.LOADS);
        });
        for (SharedAccess access : accesses) {
            if (!access.isFence() && !tables.rows().containsKey(access.word())) {
                complaints.add("docs: no row for " + access.word() + ", accessed at " + access.place());
            }
        }
    }

    private void checkModes(
            String word,
            String verb,
            List<WordTables.Row> rows,
            Function<WordTables.Row, Set<String>> cell,
            Map<String, String> modes) {
        Set<String> documented = new TreeSet<>();
        rows.forEach(row -> documented.addAll(cell.apply(row)));
        Set<String> used = new TreeSet<>();
        for (SharedAccess access : accesses) {
            if (access.word().equals(word) && modes.containsKey(access.method())) {
                used.add(modes.get(access.method()));
            }
        }
        if (!used.equals(documented)) {
            complaints.add(word + " is " + verb + " " + used + " by the code, " + documented + " by the document");
        }
    }

    /** Rule 3: each pair has a store and a load, and one row whose last cell says what becomes visible. */
    private void checkPairs() {
        tables.orderingRows().forEach((name, rows) -> {
            if (name.isEmpty() || rows.getFirst().visible().isEmpty()) {
                complaints.add("docs: no SYNC name, or not what becomes visible: "
                        + rows.getFirst().names());
            }
            if (rows.size() > 1) {
                complaints.add("docs: several rows order by SYNC " + name + ": " + rows);
            }
        });
        tables.rows().values().stream().flatMap(List::stream).distinct().forEach(row -> {
            for (String name : row.sync().split(", ", -1)) {
                if (!tables.orderingRows().containsKey(name)) {
                    complaints.add("docs: no row orders by SYNC " + name + ", which " + row.names() + " needs");
                }
            }
        });
        for (String name : tables.orderingRows().keySet()) {
            Set<SharedAccess> ends = new HashSet<>();
            comments.stream()
                    .filter(comment -> comment.name().equals(name))
                    .forEach(comment -> ends.addAll(below(comment)));
            if (ends.stream().noneMatch(SharedAccess::isStore)) {
                complaints.add("code: no store under a comment SYNC " + name);
            }
            if (ends.stream().noneMatch(SharedAccess::isLoad)) {
                complaints.add("code: no load under a comment SYNC " + name);
            }
        }
    }

    /** Rule 4: an access that orders others stands under the comment of its pair, with the text of the document. */
    private void checkComment(SharedAccess access) {
        List<WordTables.Row> rows = tables.rows().getOrDefault(access.word(), List.of());
        if (!access.orders() || (rows.isEmpty() && !access.isFence())) {
            return;
        }
        List<SyncComment> above = comments.stream()
                .filter(comment -> below(comment).contains(access))
                .toList();
        if (above.isEmpty()) {
            complaints.add("code: no SYNC comment above " + access.method() + " of " + access.word() + " at "
                    + access.place());
        }
        for (SyncComment comment : above) {
            if (rows.stream().noneMatch(row -> row.sync().equals(comment.name())) && !access.isFence()) {
                complaints.add("code: " + comment.place() + " says SYNC " + comment.name() + " of " + access.word()
                        + ", which no row of it has");
            }
        }
    }

    /** Rule 5: no comment without an access, none that the document does not have, and one text everywhere. */
    private void checkThatCommentsHaveAccesses() {
        for (SyncComment comment : comments) {
            if (below(comment).stream().noneMatch(SharedAccess::orders)) {
                complaints.add(
                        "code: no access that orders others under SYNC " + comment.name() + " at " + comment.place());
            }
            List<WordTables.Row> rows = tables.orderingRows().get(comment.name());
            if (rows == null) {
                complaints.add("docs: no row orders by SYNC " + comment.name() + " of " + comment.place());
            } else if (!comment.text().equals(rows.getFirst().visible())) {
                complaints.add("the text of SYNC " + comment.name() + " differs: \"" + comment.text() + "\" at "
                        + comment.place() + ", \"" + rows.getFirst().visible() + "\" in the document");
            }
        }
    }

    private Set<SharedAccess> below(SyncComment comment) {
        Set<SharedAccess> below = new HashSet<>();
        for (SharedAccess access : accesses) {
            if (access.line() == comment.line() && access.file().endsWith(comment.file())) {
                below.add(access);
            }
        }
        return below;
    }
}
