package org.tutti.segment;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy;
import org.tutti.memory.Words;

/**
 * Why the job of an arena ended. The first writer wins and its record stays for ever: from then on each rank's pending or
 * next call throws, and every error names the same culprit.
 */
public final class AbortRecord {
    private static final long NONE = 0;
    private static final long READY = 1;
    private static final long UNREADABLE = 2;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Words words;

    AbortRecord(Words words) {
        this.words = words;
    }

    /**
     * Ends the job, unless it has ended already; returns once a record can be read, be it this one or an earlier one.
     *
     * @param code what ended it
     * @param culprit the rank in the world that caused it, or -1
     * @param text what happened, for a person
     * @return whether this record is the first
     */
    public boolean write(ErrorCode code, int culprit, String text) {
        // SYNC claim: who writes the record
        if (!words.compareAndSet(ArenaLayout.ABORT_CLAIM, 0, culprit + 2L)) {
            awaitFirst();
            return false;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int bytes = Math.min(utf8.length, ArenaLayout.ABORT_TEXT_CAPACITY);
        words.setPlain(ArenaLayout.ABORT_CODE, code.number());
        words.setPlain(ArenaLayout.ABORT_CULPRIT, culprit);
        words.setPlain(ArenaLayout.ABORT_TEXT_BYTES, bytes);
        words.copyIn(ElementType.BYTE, utf8, 0, ArenaLayout.ABORT_TEXT, bytes);
        // SYNC abort: the record's code, culprit and text
        words.compareAndSet(ArenaLayout.ABORT_READY, NONE, READY);
        return true;
    }

    /** Ends the job because an exception has ended a rank: one that names a culprit speaks for itself. */
    public void write(int rank, String who, Throwable exception) {
        if (exception instanceof TuttiException e && e.culprit() >= 0) {
            write(e.code(), e.culprit(), e.reason());
        } else {
            write(ErrorCode.RANK_THREW, rank, who + " left by an exception: " + exception);
        }
    }

    /** Waits for the first writer to finish; one that died in between leaves a record that only names the culprit. */
    private void awaitFirst() {
        if (!WaitStrategy.until(this::isWritten, PATIENCE_NANOS)) {
            // SYNC abort: the record's code, culprit and text
            words.compareAndSet(ArenaLayout.ABORT_READY, NONE, UNREADABLE);
        }
    }

    /** {@return whether the job has ended} */
    public boolean isWritten() {
        return ready() != NONE;
    }

    private long ready() {
        // SYNC abort: the record's code, culprit and text
        return words.getAcquire(ArenaLayout.ABORT_READY);
    }

    /** {@return the rank that caused the end, or -1} Only once {@link #isWritten}. */
    public int culprit() {
        if (ready() == UNREADABLE) {
            // SYNC claim: who writes the record
            return (int) words.getAcquire(ArenaLayout.ABORT_CLAIM) - 2;
        }
        return (int) words.getPlain(ArenaLayout.ABORT_CULPRIT);
    }

    /** {@return what happened} Only once {@link #isWritten}. */
    public String text() {
        if (ready() == UNREADABLE) {
            return "rank " + culprit() + " caused the end of the job, and whoever noticed died while reporting it";
        }
        byte[] utf8 = new byte[(int) words.getPlain(ArenaLayout.ABORT_TEXT_BYTES)];
        words.copyOut(ElementType.BYTE, ArenaLayout.ABORT_TEXT, utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** {@return what happened, with the code of the error} Only once {@link #isWritten}. */
    public String message() {
        return code().mark(text());
    }

    /** {@return what ended the job} Only once {@link #isWritten}. */
    public ErrorCode code() {
        if (ready() == UNREADABLE) {
            return ErrorCode.RANK_ENDED;
        }
        return ErrorCode.of((int) words.getPlain(ArenaLayout.ABORT_CODE));
    }

    /** Throws what {@link #exception} describes if the job has ended. */
    public void check() {
        if (isWritten()) {
            throw exception();
        }
    }

    /** {@return the exception that every rank throws} Only once {@link #isWritten}. */
    public TuttiException exception() {
        return new TuttiException(code(), text(), culprit(), null);
    }
}
