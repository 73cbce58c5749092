package org.tutti.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment {@code // SYNC name: text}, which may go on in further comment lines.
 *
 * @param name of the pair
 * @param text what becomes visible
 * @param file the source file
 * @param line of the statement below it
 */
record SyncComment(String name, String text, String file, long line) {
    private static final Pattern START = Pattern.compile("\\s*// SYNC (.*)");
    private static final Pattern NAMED = Pattern.compile("([a-z ]+): (.+)");
    private static final Pattern MORE = Pattern.compile("\\s*// (.*)");

    static List<SyncComment> in(CoreSources sources, List<String> complaints) {
        List<SyncComment> comments = new ArrayList<>();
        sources.files().forEach((file, text) -> {
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                Matcher start = START.matcher(lines[i]);
                if (!start.matches()) {
                    continue;
                }
                StringBuilder whole = new StringBuilder(start.group(1));
                Matcher more = MORE.matcher(lines[++i]);
                while (more.matches() && !more.group(1).startsWith("SYNC")) {
                    whole.append(' ').append(more.group(1));
                    more = MORE.matcher(lines[++i]);
                }
                Matcher named = NAMED.matcher(whole);
                if (named.matches()) {
                    comments.add(new SyncComment(named.group(1), named.group(2), file, i + 1L));
                } else {
                    complaints.add(file + ":" + i + ": not of the form `SYNC name: text`: " + whole);
                }
            }
        });
        return comments;
    }

    String place() {
        return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
    }
}
