package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** A lane of two ranks as the stress tests use it: rank 0 writes first, rank 1 reads. */
class StressedLane {
    static final int VALUE = 7;
    static final int NEXT_VALUE = 8;
    static final long DIGEST = 77;

    final Member writer;
    final Member reader;
    final Team others;
    final Team readers;
    final long place;
    final int[] value = {VALUE};
    final int[] nextValue = {NEXT_VALUE};
    final int[] seen = {0};

    StressedLane(Words words) {
        long[] bases = StressMemory.bases();
        readers = new Team(words, StressMemory.LAYOUT, 0, bases, 1);
        others = new Team(words, StressMemory.LAYOUT, 1, bases, 1);
        writer = new Member(words, StressMemory.LAYOUT, readers, bases[0], false);
        reader = new Member(words, StressMemory.LAYOUT, others, bases[1], false);
        place = 0;
    }

    final void put(int[] from) {
        writer.put(place, ElementType.INT, from, 0, 1);
    }

    final int get() {
        others.get(0, place, ElementType.INT, seen, 0, 1);
        return seen[0];
    }
}
