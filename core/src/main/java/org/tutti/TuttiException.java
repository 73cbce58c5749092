package org.tutti;

import org.jspecify.annotations.Nullable;

/**
 * What every operation of Tutti throws. Bad arguments are reported before anything is sent; everything else ends the
 * job: each rank's pending or next call throws an exception that names the same culprit.
 */
public final class TuttiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String reason;
    private final int culprit;

    /**
     * Makes an exception without a culprit.
     *
     * @param code which error
     * @param reason what: name=value, name=value
     */
    public TuttiException(ErrorCode code, String reason) {
        this(code, reason, -1, null);
    }

    /**
     * Makes an exception.
     *
     * @param code which error
     * @param reason what: name=value, name=value
     * @param culprit the rank that caused it, or -1
     * @param cause what led to it, or null
     */
    public TuttiException(ErrorCode code, String reason, int culprit, @Nullable Throwable cause) {
        super(code.mark(reason), cause);
        this.code = code;
        this.reason = reason;
        this.culprit = culprit;
    }

    /** {@return which error this is; docs/errors.md has its causes and cures} */
    public ErrorCode code() {
        return code;
    }

    /** {@return what kind of error this is, in MPI's terms} */
    public ErrorClass errorClass() {
        return code.errorClass();
    }

    /** {@return what went wrong: the message without its code} */
    public String reason() {
        return reason;
    }

    /**
     * {@return what an exception says went wrong, to be quoted in another message}
     *
     * @param exception any exception; the code of Tutti's own is left out
     */
    public static String reasonOf(Throwable exception) {
        return exception instanceof TuttiException e ? e.reason : String.valueOf(exception.getMessage());
    }

    /** {@return the rank in the world that caused the end of the job, or -1 where there is none} */
    public int culprit() {
        return culprit;
    }
}
