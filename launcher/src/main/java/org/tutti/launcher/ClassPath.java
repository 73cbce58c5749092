package org.tutti.launcher;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Class paths as java takes them. */
final class ClassPath {
    private static final String ALL_JARS = "*";

    private ClassPath() {}

    /** {@return the elements of a class path, absolute, since ranks may run in another folder; {@code folder/*} expanded} */
    static List<Path> parse(String classPath) throws LaunchException {
        List<Path> elements = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            if (element.equals(ALL_JARS) || element.endsWith(File.separator + ALL_JARS)) {
                elements.addAll(jarsIn(Path.of(element.substring(0, element.length() - 1))));
            } else {
                elements.add(Path.of(element).toAbsolutePath().normalize());
            }
        }
        return elements;
    }

    private static List<Path> jarsIn(Path folder) throws LaunchException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder.toAbsolutePath().normalize(), "*.{jar,JAR}")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw LaunchException.usage("cannot look for jars on the class path: " + e);
        }
        jars.sort(null);
        return jars;
    }

    /** {@return a class path as java takes it} */
    static String join(List<Path> elements) {
        return elements.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** {@return whether a class is on a class path} */
    static boolean contains(List<Path> elements, String className) throws IOException {
        URL[] urls = new URL[elements.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = elements.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            return loader.findResource(className.replace('.', '/') + ".class") != null;
        }
    }
}
