package org.tutti.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.tutti.Tutti;
import org.tutti.spi.NativeAccess;

/** Where this installation of Tutti lies, and which JDK runs it. */
final class Installation {
    /** A class of the package mpi. */
    static final String MPI_CLASS = "mpi/MPI.class";

    private Installation() {}

    /** {@return what a program is compiled against} */
    static Path core() {
        return locationOf(Tutti.class);
    }

    /** {@return the package mpi, for programs that were written for MPI's earlier Java bindings} */
    static Path mpi() {
        URL found = Installation.class.getClassLoader().getResource(MPI_CLASS);
        if (found == null) {
            throw new IllegalStateException("this installation lacks the package mpi");
        }
        String place = found.toString().replaceFirst("^jar:", "").replaceFirst("!?/" + MPI_CLASS + "$", "");
        return Path.of(URI.create(place));
    }

    /** {@return what source files are compiled against} */
    static List<Path> api() {
        return List.of(core(), mpi());
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
