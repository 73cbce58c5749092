package org.tutti.segment;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy;

/** What ends the job because of an operation of one lane, as one rank tells it. */
final class LaneErrors {
    private static final long GRACE_NANOS = 300_000_000;

    private final Roster roster;
    private final int rank;
    private final int slots;
    private final AbortRecord abort;

    LaneErrors(Roster roster, int rank, int slots, AbortRecord abort) {
        this.roster = roster;
        this.rank = rank;
        this.slots = slots;
        this.abort = abort;
    }

    /** {@return what a call throws that was made inside another one} The job goes on. */
    static TuttiException nested(long signature, long openSignature) {
        return new TuttiException(
                ErrorCode.NESTED_CALL,
                "an operation was called inside another one, by a reduction's function or a second thread: "
                        + Signature.describe(signature) + " in " + Signature.describe(openSignature));
    }

    /** Ends the job because of something that this rank has found out in an operation. */
    TuttiException end(ErrorCode code, int culprit, String text, long signature, long sequence) {
        abort.write(code, roster.worldRank(culprit), text + ", in " + operation(signature, sequence));
        return abort.exception();
    }

    /** Ends the job because this rank cannot go on with an operation. */
    TuttiException breakdown(Throwable thrown, long signature, long sequence) {
        return Breakdown.end(abort, roster.worldRank(rank), thrown, operation(signature, sequence));
    }

    private String operation(long signature, long sequence) {
        return Signature.describe(signature) + ", operation " + sequence + " of " + roster.name();
    }

    /**
     * Ends the job because a rank called something else, here or up to seven operations ago. A rank that is leaving while
     * others are not often does so by an exception, which the leaving rank itself can name better: it has the first word.
     */
    TuttiException mismatch(Team team, int peer, long sequence) {
        CallDifference difference = CallDifference.of(team, rank, peer, sequence, slots);
        String text = difference.text(roster, rank, peer);
        if (Signature.isClose(difference.mine())) {
            return new TuttiException(ErrorCode.MISMATCH, text, roster.worldRank(rank), null);
        }
        if (!Signature.isClose(difference.theirs()) || !WaitStrategy.until(abort::isWritten, GRACE_NANOS)) {
            abort.write(ErrorCode.MISMATCH, roster.worldRank(peer), text);
        }
        return abort.exception();
    }
}
