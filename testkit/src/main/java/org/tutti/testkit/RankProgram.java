package org.tutti.testkit;

/**
 * What a rank that is a process does; found by the name of its class, which needs a constructor without parameters. It
 * runs like a program's {@code main}: it joins the job itself, and an exception that it throws is uncaught.
 */
public interface RankProgram {
    /**
     * Runs as one rank, in a process whose settings name the job.
     *
     * @param args what the test passes
     * @return what the test gets
     * @throws Exception to leave by it
     */
    String run(String... args) throws Exception;
}
