package org.tutti.launcher.bench;

import java.io.PrintStream;
import org.tutti.Communicator;
import org.tutti.Tutti;

/** A rank that does next to nothing: it says who it is when its turn has come. The program {@code hello.c} is its twin. */
public final class HelloRank {
    private HelloRank() {}

    /** Runs a rank. */
    public static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            PrintStream out = System.out;
            for (int turn = 0; turn < world.size(); turn++) {
                if (turn == world.rank()) {
                    out.println("Hello from rank " + world.rank() + " of " + world.size());
                }
                world.barrier();
            }
        }
    }
}
