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
    private static final Pattern NAMED = Pattern.compile("([a-z -]+): (.+)");
    private static final Pattern MORE = Pattern.compile("\\s*// .+");

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
                int below = i + 1;
                for (boolean own = true; MORE.matcher(lines[below]).matches(); below++) {
                    own &= !START.matcher(lines[below]).matches(); // several pairs may stand above one statement
                    whole.append(own ? " " + lines[below].strip().substring(3) : "");
                }
                Matcher named = NAMED.matcher(whole);
                if (named.matches()) {
                    comments.add(new SyncComment(named.group(1), named.group(2), file, below + 1L));
                } else {
                    complaints.add(file + ":" + (i + 1) + ": not of the form `SYNC name: text`: " + whole);
                }
            }
        });
        return comments;
    }

    String place() {
        return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
    }
}
