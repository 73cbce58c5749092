package mpi;

import java.lang.reflect.Array;

/** Of pairs of a value and an index, both elements of one array, the one with the extreme value; of equal ones that with the lower index. */
final class PairSelection extends UserFunction {
    private final boolean greatest;

    PairSelection(boolean greatest) {
        this.greatest = greatest;
    }

    @Override
    public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
        for (int i = 0; i < 2 * count; i += 2) {
            if (isPreferred(inVec, inOutVec, i)) {
                System.arraycopy(inVec, i, inOutVec, i, 2);
            }
        }
    }

    private boolean isPreferred(Object left, Object right, int at) {
        int order = compare(left, right, at);
        return order == 0 ? compare(left, right, at + 1) < 0 : greatest == order > 0;
    }

    private static int compare(Object left, Object right, int at) {
        return left instanceof long[] longs && right instanceof long[] others
                ? Long.compare(longs[at], others[at])
                : Double.compare(Array.getDouble(left, at), Array.getDouble(right, at));
    }
}
