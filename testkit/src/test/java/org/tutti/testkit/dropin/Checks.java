package org.tutti.testkit.dropin;

import java.util.Objects;
import mpi.MPI;
import mpi.MPIException;

/** What the programs demand of MPI. */
final class Checks {
    private Checks() {}

    /** A call that may fail. */
    interface Call {
        void run() throws Exception;
    }

    static void equal(Object expected, Object actual, Object... what) {
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError(
                    "expected " + text(expected) + " but got " + text(actual) + ": " + java.util.Arrays.toString(what));
        }
    }

    private static String text(Object value) {
        return value != null && value.getClass().isArray()
                ? java.util.Arrays.deepToString(new Object[] {value})
                : String.valueOf(value);
    }

    static void isTrue(boolean condition, Object... what) {
        equal(true, condition, what);
    }

    /** A call fails with an error of a class. */
    static void fails(int errorClass, Call call) throws Exception {
        try {
            call.run();
        } catch (MPIException e) {
            equal(errorClass, e.getErrorClass(), e.getMessage());
            return;
        }
        throw new AssertionError(
                "this should have failed with error class " + errorClass + " at rank " + MPI.COMM_WORLD.getRank());
    }
}
