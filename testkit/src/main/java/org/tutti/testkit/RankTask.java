package org.tutti.testkit;

import org.tutti.Communicator;
import org.tutti.Tutti;

/** A program that joins its job, does something, and closes its world however it ends. */
public interface RankTask extends RankProgram {
    /**
     * Runs as one rank.
     *
     * @param world all ranks; closed afterwards
     * @param args what the test passes
     * @return what the test gets
     * @throws Exception to leave by it
     */
    String run(Communicator world, String... args) throws Exception;

    @Override
    default String run(String... args) throws Exception {
        try (Communicator world = Tutti.init(args)) {
            return run(world, args);
        }
    }
}
