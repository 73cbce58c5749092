package org.tutti.launcher;

import java.util.List;
import java.util.Map;

/** What some or all ranks of a job run. */
interface RankProgram {
    /** {@return the command line of one rank} */
    List<String> of(int rank);

    /** {@return the environment variables that it needs beside those of every rank} */
    Map<String, String> variables();

    /** {@return where it comes from, for a person} */
    String origin();

    /** Takes note that a job of it has ended as it should. */
    void succeeded();
}
