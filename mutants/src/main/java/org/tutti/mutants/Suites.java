package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The suites that mutants must get past: all of core's own tests, and testkit's with ranks that are threads. */
final class Suites {
    private static final List<Suite> OF_TESTKIT = List.of(
            new Suite("org.tutti.testkit.ReproducibilityTest", false),
            new Suite("org.tutti.testkit.ThreadMatrixTest", false),
            new Suite("org.tutti.testkit.UserReductionTest", false),
            new Suite("org.tutti.testkit.MismatchTest", true),
            new Suite("org.tutti.testkit.WaitingTest", true),
            new Suite("org.tutti.testkit.AllocationTest", true));

    private Suites() {}

    /** {@return all suites, given the folder of core's compiled tests} */
    static List<Suite> all(Path coreTests) throws IOException {
        List<Suite> suites = new ArrayList<>();
        try (Stream<Path> files = Files.walk(coreTests)) {
            files.map(file -> coreTests.relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .sorted()
                    .map(name -> name.substring(0, name.lastIndexOf('.')).replace('/', '.'))
                    .forEach(name -> suites.add(new Suite(name, false)));
        }
        suites.addAll(OF_TESTKIT);
        return suites;
    }
}
