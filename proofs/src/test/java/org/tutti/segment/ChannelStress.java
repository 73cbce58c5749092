package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.tutti.memory.Words;

/** SYNC channel: who finds a channel knows how many cells it has, and finds none of them ready. */
public final class ChannelStress {
    private ChannelStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "1, 4, 0"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"1, 0, 0", "1, 0, 1", "1, 4, 1"},
            expect = FORBIDDEN,
            desc = "found, and not made yet")
    @State
    public static class Shipped extends UsedMemory {
        public Shipped() {
            super(StressMemory.shipped(StressedPost.BYTES));
        }

        @Actor
        public void open() {
            senderPost.open(1, CELLS, RING_BYTES);
        }

        @Actor
        public void find(III_Result r) {
            Incoming in = receiverPost.find(0);
            r.r1 = in == null ? 0 : 1;
            r.r2 = words.cells;
            r.r3 = in != null && in.isReady() ? 1 : 0;
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "1, 4, 0"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"1, 0, 0", "1, 0, 1", "1, 4, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "found, and not made yet")
    @State
    public static class Weaker extends UsedMemory {
        public Weaker() {
            super(StressMemory.weaker(StressedPost.BYTES));
        }

        @Actor
        public void open() {
            senderPost.open(1, CELLS, RING_BYTES);
        }

        @Actor
        public void find(III_Result r) {
            Incoming in = receiverPost.find(0);
            r.r1 = in == null ? 0 : 1;
            r.r2 = words.cells;
            r.r3 = in != null && in.isReady() ? 1 : 0;
        }
    }

    /** Words that note how many cells a channel has for who finds it. */
    static final class NotingWords extends PassingWords {
        private int cells;

        NotingWords(Words words) {
            super(words);
        }

        @Override
        public long getPlain(long offset) {
            long value = super.getPlain(offset);
            if (offset == StressedPost.CHANNEL + ChannelLayout.CELLS) {
                cells = (int) value;
            }
            return value;
        }
    }

    /** Where the channel is to lie something has been before that looks like a cell that is ready. */
    static class UsedMemory extends StressedPost {
        private static final long CELL = CHANNEL + new ChannelLayout(StressMemory.GEOMETRY).firstSlot();

        final NotingWords words;

        UsedMemory(Words words) {
            this(new NotingWords(words));
        }

        private UsedMemory(NotingWords words) {
            super(words);
            this.words = words;
            words.setPlain(CELL + ChannelLayout.READY, 1);
        }
    }
}
