package org.tutti.segment;

import org.tutti.memory.Words;

/** An abort record as the stress tests use it. */
class StressedRecord {
    final Words words;
    final AbortRecord record;

    StressedRecord(Words words) {
        this.words = words;
        this.record = new AbortRecord(words);
    }
}
