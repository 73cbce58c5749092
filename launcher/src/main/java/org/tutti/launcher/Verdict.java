package org.tutti.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.segment.AbortRecord;
import org.tutti.segment.Arena;

/**
 * What a job comes to.
 *
 * @param exitCode the job's exit code
 * @param message who is to blame, and for what, or null when there is nothing to say
 */
record Verdict(int exitCode, @Nullable String message) {
    /** All has gone well. */
    static final Verdict SUCCESS = new Verdict(0, null);
    /** The user has ended the job, and knows. */
    static final Verdict INTERRUPTED = new Verdict(130, null);

    private static final int FAILED = 1;

    /**
     * {@return the verdict on a job that has failed} Its exit code is that of the culprit, where that has ended and tells
     * of a failure.
     *
     * @param arena its abort record is written
     */
    static Verdict ofFailed(Arena arena, List<RankProcess> ranks) {
        AbortRecord record = arena.abort();
        int culprit = record.culprit();
        if (culprit < 0 || culprit >= ranks.size()) {
            return new Verdict(FAILED, record.message());
        }
        RankProcess rank = ranks.get(culprit);
        ExitStatus status = rank.status();
        if (status == null || status.isSuccess()) {
            return new Verdict(FAILED, record.message());
        }
        if (record.code() != ErrorCode.RANK_ENDED) {
            return new Verdict(status.code(), record.message());
        }
        return new Verdict(
                status.code(), ErrorCode.RANK_ENDED.mark(rank + " " + status + RankTable.lastCall(arena, culprit)));
    }
}
