package mpi;

import org.tutti.Comparison;
import org.tutti.ErrorCode;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** The numbers that have a meaning of their own. Where core has others they are changed here; all else is the same in both. */
final class Numbers {
    private Numbers() {}

    /** {@return core's source: a rank, any or nobody} Core's number for any is no rank here. */
    static int source(int source) {
        return source == MPI.ANY_SOURCE ? Tutti.ANY_SOURCE : source == Tutti.ANY_SOURCE ? Integer.MIN_VALUE : source;
    }

    /** {@return a rank that may be any} */
    static int ofSource(int source) {
        return source == Tutti.ANY_SOURCE ? MPI.ANY_SOURCE : source;
    }

    /** {@return a number that may be undefined, or too large} */
    static int of(long number) {
        return number == Tutti.UNDEFINED || number > Integer.MAX_VALUE ? MPI.UNDEFINED : (int) number;
    }

    /** {@return a color; core's number for none is no color here} */
    static int color(int color) {
        return color == MPI.UNDEFINED ? Tutti.UNDEFINED : color == Tutti.UNDEFINED ? Integer.MIN_VALUE : color;
    }

    /** {@return a size, which must fit into an int} */
    static int fit(long size) {
        if (size != (int) size) {
            throw new TuttiException(ErrorCode.BAD_RANGE, "larger than an int: size=" + size);
        }
        return (int) size;
    }

    /** {@return a comparison} */
    static int of(Comparison comparison) {
        return switch (comparison) {
            case IDENT -> MPI.IDENT;
            case CONGRUENT -> MPI.CONGRUENT;
            case SIMILAR -> MPI.SIMILAR;
            case UNEQUAL -> MPI.UNEQUAL;
        };
    }
}
