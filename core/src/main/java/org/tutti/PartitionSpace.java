package org.tutti;

import org.tutti.p2p.Mailbox;

/**
 * Where a communicator's messages in parts go, apart from its others.
 *
 * <pre>
 *   tag 0 to 2^31 - 1    an announcement: the first part's number, the number of parts, the bytes of each; its tag is the user's
 *   a negative tag       a part; its number is the tag's distance from the least one
 * </pre>
 *
 * <p>Announcements are sent and wanted when requests are made: messages of one pair and tag do not overtake, so the k-th send that was made
 * meets the k-th receive. The sender numbers the parts of all its requests through, so each is a tag of its own.
 */
final class PartitionSpace {
    /** How many numbers an announcement has, and which is what. */
    static final int NUMBERS = 3;

    static final int FIRST = 0;
    static final int PARTS = 1;
    static final int BYTES = 2;

    /** What tells it from the communicator's other messages; no communicator's key has this bit but by lot. */
    static final long KEY = 1L << 62;

    /** One less than tags there are: -1 stands for all tags. */
    private static final int MOST = Integer.MAX_VALUE;

    private final Mailbox mailbox;
    private int used;

    PartitionSpace(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** {@return the first of so many numbers that no part of this rank had before} */
    int number(int parts) {
        if (parts > MOST - used) {
            throw new TuttiException(
                    ErrorCode.BAD_REQUEST,
                    "a communicator's sends have had too many partitions in all: partitions=" + parts + ", before="
                            + used + ", most=" + MOST);
        }
        int first = used;
        used += parts;
        return first;
    }

    /** {@return whether there can be so many parts from such a number on} Who announces them may have written nonsense. */
    static boolean areNumbers(long first, long parts) {
        return first >= 0 && parts > 0 && parts <= MOST && first <= MOST - parts;
    }

    static int tag(long number) {
        return (int) (Integer.MIN_VALUE + number);
    }
}
