package org.tutti.mutants;

import java.util.ArrayList;
import java.util.List;

/** Which marks this JVM has come by. {@linkplain Marks Marked} classes call it. */
public final class Reached {
    private static final boolean[] MARKS = new boolean[Marks.MOST];

    private Reached() {}

    /** Notes that a mark has been reached. */
    public static void mark(int number) {
        MARKS[number] = true;
    }

    /** {@return the numbers of all marks that have been reached since the last call} */
    static List<Integer> take() {
        List<Integer> all = new ArrayList<>();
        for (int number = 0; number < MARKS.length; number++) {
            if (MARKS[number]) {
                all.add(number);
                MARKS[number] = false;
            }
        }
        return all;
    }
}
