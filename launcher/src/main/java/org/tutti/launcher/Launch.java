package org.tutti.launcher;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.tutti.runtime.Processors;

/** A job that a command has described: told of, run, and remembered, in the same way whatever the command. */
final class Launch {
    private final Consumer<String> messages;
    private final Details details;

    /**
     * Makes a launch.
     *
     * @param err where Tutti speaks
     */
    Launch(PrintWriter err, Details details) {
        this.messages = message -> err.println(Main.NAME + ": " + message);
        this.details = details;
    }

    /** Says something in a line of its own. */
    void say(String message) {
        messages.accept(message);
    }

    /**
     * Runs a job; returns its exit code.
     *
     * @param programs what its ranks run
     */
    int run(JobDescription job, List<? extends RankProgram> programs) throws LaunchException, InterruptedException {
        if (details == Details.ALL) {
            programs.forEach(program -> say(program.origin()));
            say(job.arena().toString());
            job.arena().refused().forEach(place -> say("not in " + place));
            say(Processors.ofProcess() + ", " + job.arena().geometry());
        }
        job.arena().warn();
        int code = new JobRunner(job, messages, details.to(messages)).run();
        if (code == 0) {
            programs.forEach(RankProgram::succeeded);
        }
        return code;
    }

    /** {@return a name for a job that no other one has} */
    static String newName() {
        return "run-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(new SecureRandom().nextInt());
    }
}
