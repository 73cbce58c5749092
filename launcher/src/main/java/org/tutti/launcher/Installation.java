package org.tutti.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.tutti.Tutti;
import org.tutti.spi.NativeAccess;

/** Where this installation of Tutti lies, and which JDK runs it. */
final class Installation {
    private Installation() {}

    /** {@return what a program is compiled against} */
    static Path core() {
        return locationOf(Tutti.class);
    }

    /** {@return where the launcher itself lies} */
    static Path launcher() {
        return locationOf(Installation.class);
    }

    /** {@return what a rank needs on its class path beside the program} */
    static List<Path> runtime() {
        List<Path> runtime = new ArrayList<>();
        runtime.add(core());
        ServiceLoader.load(NativeAccess.class).stream()
                .map(provider -> locationOf(provider.type()))
                .filter(location -> !runtime.contains(location))
                .forEach(runtime::add);
        return runtime;
    }

    /** {@return the java that runs the ranks: the launcher's own} */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** {@return a command line of the launcher itself} */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString(), "-XX:-UsePerfData", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@return the version of Tutti} */
    static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** {@return the jar or folder that a class was loaded from} */
    static Path locationOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the class has no code source: " + type);
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class's code source is no file: " + source.getLocation(), e);
        }
    }
}
