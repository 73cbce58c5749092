package org.tutti.launcher;

import java.util.List;
import org.tutti.ErrorClass;
import org.tutti.segment.AbortRecord;

/**
 * What is said of a failed job, and its exit code.
 *
 * @param message who is to blame, and for what
 * @param exitCode the culprit's exit code where it tells of a failure, else 1
 * @param isFinal whether the culprit has ended, so that nothing will be added
 */
record Verdict(String message, int exitCode, boolean isFinal) {
    private static final int FAILED = 1;

    /** {@return the verdict as it stands now} The record is written. */
    static Verdict of(AbortRecord record, Ranks ranks, LastCalls lastCalls) {
        List<RankProcess> all = ranks.all();
        int culprit = record.culprit();
        if (culprit < 0 || culprit >= all.size()) {
            return new Verdict(record.text(), FAILED, true);
        }
        RankProcess rank = all.get(culprit);
        ExitStatus status = rank.status();
        if (status == null || status.isSuccess()) {
            return new Verdict(record.text(), FAILED, false);
        }
        boolean isProcessEnd = record.errorClass() == ErrorClass.PROC_FAILED;
        String message = isProcessEnd ? rank + " " + status + lastCalls.suffix(culprit) : record.text();
        return new Verdict(message, status.code(), true);
    }
}
