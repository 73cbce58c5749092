package org.tutti.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tutti classpath}. */
@Command(
        name = "classpath",
        description = "Prints what a compiler needs on its class path: javac -cp $(tutti classpath) X.java",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ClasspathCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(Installation.core());
        return 0;
    }
}
