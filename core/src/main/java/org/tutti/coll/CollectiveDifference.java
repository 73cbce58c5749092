package org.tutti.coll;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.sm.SmTables;
import org.tutti.segment.Lane;
import org.tutti.segment.Roster;

/** Tells in what ranks differ that would choose different components, once all of them know that some do. */
public final class CollectiveDifference {
    private static final int WORDS = 64;

    private CollectiveDifference() {}

    /**
     * {@return the error, the same on all ranks, or null where all choose alike after all} All tell each other what they
     * would choose.
     *
     * @param meeting operations of the ranks, of which all have the same ones
     * @param ranks who they are
     * @param chosen what this rank would choose
     */
    public static @Nullable TuttiException of(CollectiveTable meeting, Roster ranks, CollectiveSelection chosen) {
        long[] mine = packed(chosen.description());
        long[] all = new long[WORDS * ranks.size()];
        meeting.agree(mine, all);
        String first = text(all, 0);
        for (int member = 1; member < ranks.size(); member++) {
            String theirs = text(all, member);
            if (!theirs.equals(first)) {
                int culprit = ranks.worldRank(member);
                return new TuttiException(
                        ErrorCode.COMPONENTS_DIFFER,
                        "the ranks would choose different components for " + chosen.communicator() + ": rank "
                                + ranks.worldRank(0) + " would use " + first + ", rank " + culprit + " " + theirs,
                        culprit,
                        null);
            }
        }
        return null;
    }

    /** {@return the error of ranks that share a lane and have nothing else in common yet} */
    public static @Nullable TuttiException of(Lane lane, CollectiveSelection chosen) {
        return of(SmTables.over(lane), lane.roster(), chosen);
    }

    private static long[] packed(String text) {
        byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), WORDS * Long.BYTES);
        long[] words = new long[WORDS];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return words;
    }

    private static String text(long[] all, int member) {
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        bytes.asLongBuffer().put(all, member * WORDS, WORDS);
        return new String(bytes.array(), StandardCharsets.UTF_8).trim();
    }
}
