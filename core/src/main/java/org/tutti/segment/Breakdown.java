package org.tutti.segment;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ReductionFailure;

/** How a rank ends the job that cannot go on: a reduction's function has thrown, or memory was freed meanwhile, or there is a defect. */
final class Breakdown {
    private Breakdown() {}

    /**
     * {@return what ended the job: this, unless something else has}
     *
     * @param worldRank the rank that cannot go on
     * @param thrown why
     * @param where what it was doing, for a person
     */
    static TuttiException end(AbortRecord abort, int worldRank, Throwable thrown, String where) {
        abort.write(code(thrown), worldRank, "rank " + worldRank + ": " + text(thrown) + ", in " + where);
        TuttiException first = abort.exception();
        Throwable cause = thrown instanceof ReductionFailure failure ? failure.thrown() : thrown;
        return new TuttiException(first.code(), first.reason(), first.culprit(), cause);
    }

    private static String text(Throwable thrown) {
        return switch (thrown) {
            case ReductionFailure _ -> String.valueOf(thrown.getMessage());
            case OutOfMemoryError e -> shortage(e);
            default -> "the operation failed by " + thrown;
        };
    }

    /** {@return how much heap there is, and what there was too little of: that may be something else, as threads} */
    private static String shortage(OutOfMemoryError thrown) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return "the JVM is out of memory: " + thrown.getMessage() + ": heap used=" + used + " bytes, limit="
                + runtime.maxMemory();
    }

    private static ErrorCode code(Throwable thrown) {
        return switch (thrown) {
            case ReductionFailure _ -> ErrorCode.OP_THREW;
            case IllegalStateException _ -> ErrorCode.SEGMENT_FREED;
            case OutOfMemoryError _ -> ErrorCode.OUT_OF_MEMORY;
            default -> ErrorCode.DEFECT;
        };
    }
}
