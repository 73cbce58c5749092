package org.tutti.testkit.mpjexpress;

import java.util.LinkedHashMap;
import java.util.Map;
import mpi.Intracomm;
import mpi.MPI;

/**
 * A program of the mpiJava dialect that prints what it sees of MPI: of all topics, or of those that it is told. It compiles and runs on MPJ
 * Express as well.
 */
public final class Observations {
    private static final Map<String, Topic> TOPICS = new LinkedHashMap<>();

    static {
        TOPICS.put("statuses", Statuses::run);
        TOPICS.put("sends", Sends::run);
        TOPICS.put("offsets", Offsets::run);
        TOPICS.put("requests", Requests::run);
        TOPICS.put("persistent", Persistent::run);
        TOPICS.put("types", Types::run);
        TOPICS.put("typed", TypedMessages::run);
        TOPICS.put("groups", Groups::run);
        TOPICS.put("communicators", Communicators::run);
        TOPICS.put("grids", Grids::run);
        TOPICS.put("graphs", Graphs::run);
        TOPICS.put("inter", Intercommunicators::run);
        TOPICS.put("moves", BlockMoves::run);
        TOPICS.put("varying", VaryingBlocks::run);
        TOPICS.put("reductions", Reductions::run);
        TOPICS.put("pairs", Pairs::run);
        TOPICS.put("objects", Objects::run);
        TOPICS.put("objectMoves", ObjectMoves::run);
        TOPICS.put("objectTypes", ObjectTypes::run);
        TOPICS.put("environment", Environment::run);
        TOPICS.put("errors", Errors::run);
    }

    private Observations() {}

    /** Something to look at. */
    private interface Topic {
        void run(Intracomm comm, Notes notes) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String[] topics = MPI.Init(args);
        MPI.Errorhandler_set(MPI.ERRORS_RETURN);
        for (Map.Entry<String, Topic> topic : TOPICS.entrySet()) {
            if (topics.length == 0 || topics[0].equals(topic.getKey())) {
                Notes notes = new Notes(topic.getKey());
                topic.getValue().run(MPI.COMM_WORLD, notes);
                notes.print(MPI.COMM_WORLD);
            }
        }
        MPI.Finalize();
    }
}
