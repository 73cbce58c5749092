package org.tutti.memory;

import java.util.Objects;

/** The function of a user-defined reduction has thrown. */
public final class ReductionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReductionFailure(String name, Throwable thrown) {
        super("the reduction " + name + " threw " + thrown, thrown, false, false);
    }

    /** {@return what the function has thrown} */
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }
}
