package org.tutti.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sources of core, by file name, and the document that speaks of them; copies can be changed to see what notices.
 *
 * @param files text of each source file that has to do with shared words, by its path below the source folder
 * @param document text of docs/memory-model.md
 */
record CoreSources(Map<String, String> files, String document) {
    private static final Path SOURCES = Path.of("../core/src/main/java");
    private static final Path DOCUMENT = Path.of("../docs/memory-model.md");

    /** {@return what the working tree has} Surefire runs in the module's folder. */
    static CoreSources read() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(SOURCES)) {
            for (Path path : paths.filter(CoreSources::isClass).toList()) {
                String text = Files.readString(path);
                if (text.contains("Words") || text.contains("Layout") || text.contains("SYNC")) {
                    files.put(SOURCES.relativize(path).toString(), text);
                }
            }
            return new CoreSources(files, Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".java") && !name.endsWith("-info.java");
    }

    /** {@return these with a piece of one source replaced wherever it stands} */
    CoreSources withSource(String simpleName, String before, String after) {
        Map<String, String> changed = new TreeMap<>(files);
        String path = files.keySet().stream()
                .filter(name -> name.endsWith("/" + simpleName + ".java"))
                .findFirst()
                .orElseThrow();
        changed.put(path, replace(files.get(path), before, after));
        return new CoreSources(changed, document);
    }

    /** {@return these with a piece of the document replaced wherever it stands} */
    CoreSources withDocument(String before, String after) {
        return new CoreSources(files, replace(document, before, after));
    }

    private static String replace(String text, String before, String after) {
        if (!text.contains(before)) {
            throw new AssertionError("there is no such text to change: " + before);
        }
        return text.replace(before, after);
    }
}
