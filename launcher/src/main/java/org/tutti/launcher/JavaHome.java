package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/** The java that a command line names. */
final class JavaHome {
    /** The oldest version that Tutti runs on. */
    static final int LEAST = 25;

    private static final String JAVA = "java";

    private JavaHome() {}

    /** {@return whether a word of a command line is the command java, of whatever folder} */
    static boolean isJava(String word) {
        return word.equals(JAVA) || word.endsWith("/" + JAVA);
    }

    /**
     * {@return the file of the java that a word stands for} The word {@code java} alone is Tutti's own one, since the one that a
     * shell would find may be too old.
     *
     * @param folder where the word is looked up, unless it is absolute
     */
    static Path find(String word, Path folder) throws LaunchException {
        if (word.equals(JAVA)) {
            return Installation.java();
        }
        Path java = folder.resolve(word).toAbsolutePath().normalize();
        if (!Files.isExecutable(java)) {
            throw LaunchException.usage(ErrorCode.NO_PROGRAM, "there is no such java: " + word);
        }
        String version = version(java);
        if (version != null && feature(version) < LEAST) {
            throw LaunchException.usage(
                    ErrorCode.NO_PROGRAM,
                    "this java is too old: " + word + " is " + version + ", and Tutti needs " + LEAST
                            + " or newer; the word java alone stands for " + Installation.java());
        }
        return java;
    }

    /** {@return its version, or null where it does not tell} The file {@code release} tells; starting java would take longer. */
    private static @Nullable String version(Path java) {
        try {
            Path bin = java.toRealPath().getParent();
            Path home = bin == null ? null : bin.getParent();
            if (home == null) {
                return null;
            }
            Properties release = new Properties();
            try (var reader = Files.newBufferedReader(home.resolve("release"))) {
                release.load(reader);
            }
            String version = release.getProperty("JAVA_VERSION");
            return version == null ? null : version.replace("\"", "");
        } catch (IOException e) {
            return null;
        }
    }

    /** {@return the first number of a version, which was 1 before Java 9; what is no version passes} */
    private static int feature(String version) {
        try {
            return Integer.parseInt(version.replaceFirst("\\D.*", ""));
        } catch (NumberFormatException e) {
            return LEAST;
        }
    }
}
