package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The suites that mutants must get past: all of core's own tests, and testkit's with ranks that are threads. */
final class Suites {
    private static final String TESTKIT = "org.tutti.testkit.";
    private static final List<String> OF_TESTKIT = List.of(
            "AllocateTest",
            "AutomaticMemoryTest",
            "BasicTest",
            "CommunicatorMatrixTest",
            "CommunicatorsTest",
            "DeadlockTest",
            "EveryMismatchTest",
            "FaultsTest",
            "IntercommunicatorErrorsTest",
            "IntercommunicatorsTest",
            "KnobsTest",
            "LeavingTest",
            "MessageModelTest",
            "MessagesTest",
            "MismatchTest",
            "MoveMismatchTest",
            "MovesTest",
            "NeighborsTest",
            "NonblockingTest",
            "ObjectRequestsTest",
            "PartitionedErrorsTest",
            "PartitionedTest",
            "RequestsTest",
            "ScanTest",
            "ThreadsTest",
            "UserReductionTest",
            "WaitingTest");

    private Suites() {}

    /** {@return all suites, given the folder of core's compiled tests} */
    static List<Suite> all(Path coreTests) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(coreTests)) {
            files.map(file -> coreTests.relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .sorted()
                    .map(name -> name.substring(0, name.lastIndexOf('.')).replace('/', '.'))
                    .forEach(names::add);
        }
        OF_TESTKIT.forEach(name -> names.add(TESTKIT + name));
        return names.stream().map(Suite::new).toList();
    }
}
