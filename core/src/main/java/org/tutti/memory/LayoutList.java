package org.tutti.memory;

import java.util.Arrays;

/** Collects layouts at displacements, in order, and finds the shortest form for them: one run, a repetition, or a list. */
final class LayoutList {
    private Layout[] parts;
    private long[] displacements;
    private int size;

    LayoutList(int expected) {
        parts = new Layout[expected];
        displacements = new long[expected];
    }

    /** Adds a layout. A run that begins where the run of the same type before it ends becomes one with it. */
    void add(Layout part, long displacement) {
        if (part.bytes == 0) {
            return;
        }
        if (size != 0
                && part instanceof Layout.Run run
                && parts[size - 1] instanceof Layout.Run before
                && before.type == run.type
                && displacements[size - 1] + before.bytes == displacement) {
            parts[size - 1] = Layout.run(run.type, Math.addExact(before.elements, run.elements));
            return;
        }
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size + 1);
            displacements = Arrays.copyOf(displacements, parts.length);
        }
        // equal runs are one object, so that a regular list is seen to be a repetition
        parts[size] = size != 0 && isSame(parts[size - 1], part) ? parts[size - 1] : part;
        displacements[size] = displacement;
        size++;
    }

    private static boolean isSame(Layout a, Layout b) {
        return a == b
                || (a instanceof Layout.Run first
                        && b instanceof Layout.Run second
                        && first.type == second.type
                        && first.elements == second.elements);
    }

    /** {@return where the first one begins, from where {@link #layout} counts} */
    long displacement() {
        return size == 0 ? 0 : displacements[0];
    }

    /** {@return the layout of all that was added, counted from {@link #displacement}} */
    Layout layout() {
        if (size == 0) {
            return Layout.empty();
        }
        if (isRegular()) {
            return Layout.repeated(parts[0], size, size == 1 ? 0 : displacements[1] - displacements[0]);
        }
        long[] relative = new long[size];
        for (int i = 0; i < size; i++) {
            relative[i] = Math.subtractExact(displacements[i], displacements[0]);
        }
        return new Layout.Listed(Arrays.copyOf(parts, size), relative);
    }

    private boolean isRegular() {
        for (int i = 1; i < size; i++) {
            if (parts[i] != parts[0]
                    || displacements[i] - displacements[i - 1] != displacements[1] - displacements[0]) {
                return false;
            }
        }
        return true;
    }
}
