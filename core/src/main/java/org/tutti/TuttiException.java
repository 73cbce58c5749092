package org.tutti;

import org.jspecify.annotations.Nullable;

/**
 * What every operation of Tutti throws. Bad arguments are reported before anything is sent; everything else ends the
 * job: each rank's pending or next call throws an exception that names the same culprit.
 */
public final class TuttiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;
    private final int culprit;

    /**
     * Makes an exception without a culprit.
     *
     * @param errorClass what kind of error
     * @param message what: name=value, name=value
     */
    public TuttiException(ErrorClass errorClass, String message) {
        this(errorClass, message, -1, null);
    }

    /**
     * Makes an exception.
     *
     * @param errorClass what kind of error
     * @param message what: name=value, name=value
     * @param culprit the rank that caused it, or -1
     * @param cause what led to it, or null
     */
    public TuttiException(ErrorClass errorClass, String message, int culprit, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.culprit = culprit;
    }

    /** {@return what kind of error this is} */
    public ErrorClass errorClass() {
        return errorClass;
    }

    /** {@return the rank in the world that caused the end of the job, or -1 where there is none} */
    public int culprit() {
        return culprit;
    }
}
