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
    /** The environment variable that gives java a class path. */
    static final String VARIABLE = "CLASSPATH";
    /** The class path where nothing gives one. */
    static final String USUAL = ".";

    private static final String ALL_JARS = "*";

    private ClassPath() {}

    /**
     * {@return the elements of a class path, absolute, since ranks may run in another folder; {@code folder/*} expanded}
     *
     * @param folder where they are, unless they are absolute
     */
    static List<Path> parse(String classPath, Path folder) throws LaunchException {
        return parse(classPath, folder, false);
    }

    /** {@return the same, but as java takes it: a folder of jars that is not there has none} */
    static List<Path> parseAsJava(String classPath, Path folder) throws LaunchException {
        return parse(classPath, folder, true);
    }

    private static List<Path> parse(String classPath, Path folder, boolean mayBeMissing) throws LaunchException {
        List<Path> elements = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            boolean allJars = element.equals(ALL_JARS) || element.endsWith(File.separator + ALL_JARS);
            String name = allJars ? element.substring(0, element.length() - 1) : element;
            Path path = folder.resolve(name).toAbsolutePath().normalize();
            if (!allJars) {
                elements.add(path);
            } else if (!mayBeMissing || Files.isDirectory(path)) {
                elements.addAll(jarsIn(path));
            }
        }
        return elements;
    }

    private static List<Path> jarsIn(Path folder) throws LaunchException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
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
