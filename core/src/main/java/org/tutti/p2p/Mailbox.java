package org.tutti.p2p;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.segment.Roster;

/**
 * The messages of one communicator at one rank: receives that wait for a message and messages that wait for a receive. A message
 * goes to the earliest receive that wants it, a receive gets the earliest message that it wants. A mailbox is there as soon as a
 * message comes for it, perhaps before its communicator.
 */
public final class Mailbox extends Link {
    /** In place of a source or a tag: all. */
    public static final int ANY = -1;

    /** In place of a source: none. */
    static final int NOBODY = -2;

    private static final int NEITHER = 0;
    private static final int SOURCE = 1;
    private static final int TAG = 2;
    private static final int BOTH = SOURCE | TAG;

    private final PostOffice office;
    private final long context;
    private final MatchTable posted = new MatchTable();
    private final int[] postedBy = new int[Arrival.PATTERNS];
    private final MatchTable[] arrivals = new MatchTable[Arrival.PATTERNS];
    private int arrived;
    private long orders;
    private @Nullable Roster roster;
    private int firstPeer;
    private int[] members = {};

    Mailbox(PostOffice office, long context) {
        this.office = office;
        this.context = context;
        for (int pattern = 0; pattern < arrivals.length; pattern++) {
            arrivals[pattern] = new MatchTable();
        }
    }

    /** Tells whose messages these are: a peer is a member of the roster, from the first one of those with whom this rank exchanges. */
    void open(Roster newRoster, int newFirstPeer, int worldSize) {
        roster = newRoster;
        firstPeer = newFirstPeer;
        members = new int[worldSize];
        for (int member = 0; member < newRoster.size(); member++) {
            members[newRoster.worldRank(member)] = member;
        }
    }

    /** {@return the office that this is in} */
    public PostOffice office() {
        return office;
    }

    long context() {
        return context;
    }

    String name() {
        return roster().name();
    }

    Roster roster() {
        return Objects.requireNonNull(roster, "the communicator is not there yet");
    }

    int worldRank() {
        return office.rank();
    }

    /** {@return the rank of the communicator that a rank of the world is} */
    int rankOf(int world) {
        return world < 0 ? world : members[world] - firstPeer;
    }

    /** {@return the rank of the world that a rank of the communicator is} */
    public int worldRank(int rank) {
        return roster().worldRank(firstPeer + rank);
    }

    String describe(int world, String role) {
        return role + " " + (world == ANY ? "ANY_SOURCE" : rankOf(world));
    }

    /** {@return elements of a type, for a person} */
    static String elements(int code, long bytes) {
        String type = code == Envelope.OBJECT
                ? "an object"
                : code == Envelope.ITEMS ? "items" : ElementType.at(code).toString();
        return type + ", " + bytes + " bytes";
    }

    /** {@return how many messages wait for a receive} */
    public int arrived() {
        return arrived;
    }

    /** Says on standard error what nobody has received. */
    void tellLosses() {
        Link some = arrivals[NEITHER].any();
        if (some != null) {
            Arrival lost = ((Arrival.Entry) some).arrival;
            System.err.println("tutti: warning: rank " + office.rank() + " has closed " + name() + " and not received "
                    + (arrived == 1 ? "a message" : arrived + " messages, such as one") + ": from rank "
                    + rankOf(lost.source) + ", tag " + lost.tag + ", " + elements(lost.code, lost.bytes));
        }
    }

    boolean hasPosted() {
        return posted.size() > 0;
    }

    private static int pattern(int source, int tag) {
        return (source == ANY ? NEITHER : SOURCE) | (tag == ANY ? NEITHER : TAG);
    }

    private static long key(int pattern, int source, int tag) {
        long from = (pattern & SOURCE) == 0 ? ANY : source;
        long what = (pattern & TAG) == 0 ? ANY : tag;
        return (from << 32) | (what & 0xFFFFFFFFL);
    }

    /** Lets a receive wait for its message. */
    void post(Receive receive) {
        int pattern = pattern(receive.source, receive.tag);
        receive.order = orders++;
        postedBy[pattern]++;
        posted.add(key(pattern, receive.source, receive.tag), receive);
    }

    /** Takes back a receive that waits. */
    void withdraw(Receive receive) {
        postedBy[pattern(receive.source, receive.tag)]--;
        posted.remove(receive);
    }

    /** {@return the earliest receive that takes a message, which waits no more, or null} Those before it that want it fail. */
    @Nullable
    Receive takeReceive(int source, int tag, int code, long bytes, long salt) {
        Receive receive = takeReceive(source, tag);
        while (receive != null && !receive.isFor(source, tag, code, bytes, salt)) {
            receive = takeReceive(source, tag);
        }
        return receive;
    }

    private @Nullable Receive takeReceive(int source, int tag) {
        if (posted.size() == 0) {
            return null;
        }
        Receive earliest = null;
        for (int pattern = BOTH; pattern >= NEITHER; pattern--) {
            if (postedBy[pattern] > 0) {
                Receive found = (Receive) posted.find(key(pattern, source, tag));
                if (found != null && (earliest == null || found.order < earliest.order)) {
                    earliest = found;
                }
            }
        }
        if (earliest != null) {
            withdraw(earliest);
        }
        return earliest;
    }

    /** Lets a message wait for a receive. */
    void add(Arrival arrival) {
        for (int pattern = NEITHER; pattern <= BOTH; pattern++) {
            arrivals[pattern].add(key(pattern, arrival.source, arrival.tag), arrival.links[pattern]);
        }
        arrived++;
    }

    /** {@return the earliest message from a rank of the world with a tag, each perhaps {@link #ANY}, or null} */
    public @Nullable Arrival find(int source, int tag) {
        if (arrived == 0) {
            return null;
        }
        int pattern = pattern(source, tag);
        Arrival.Entry found = (Arrival.Entry) arrivals[pattern].find(key(pattern, source, tag));
        return found == null ? null : found.arrival;
    }

    /** Takes a message out that waits for a receive, so that no other receive gets it. */
    public void remove(Arrival arrival) {
        for (int pattern = NEITHER; pattern <= BOTH; pattern++) {
            arrivals[pattern].remove(arrival.links[pattern]);
        }
        arrived--;
    }
}
