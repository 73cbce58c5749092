package org.tutti.p2p;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;
import org.tutti.segment.Incoming;
import org.tutti.segment.Post;
import org.tutti.segment.Roster;

/** All messages of one rank: from and to every other rank of the job, and itself, in all its communicators. */
public final class PostOffice {
    private static final int MOST_KEPT = 256;
    private static final int LARGEST_COPY = 1 << 30;
    private static final int POLLS_PER_SEARCH = 8;

    private final @Nullable Post post;
    private final MessageSizes sizes;
    private final int rank;
    private final int mostKept;
    private final MatchTable mailboxes = new MatchTable();
    private final @Nullable Inbox[] inboxes;
    private final @Nullable Outbox[] outboxes;
    private final OwnMessages own = new OwnMessages(this);
    private final ArrayDeque<Arrival> over = new ArrayDeque<>();
    private Inbox[] open = {};
    private Outbox[] used = {};
    private @Nullable Mailbox last;
    private int polls;
    private int transfers;

    /** Copies elements, from one on, so many of them. */
    interface Copy {
        void elements(long from, int count);
    }

    /**
     * The office of a rank; of one that is alone it has no post.
     *
     * @param manyThreads whether a thread may still look at a message that another one has received
     */
    PostOffice(@Nullable Post post, MessageSizes sizes, boolean manyThreads) {
        this.post = post;
        this.sizes = sizes;
        this.mostKept = manyThreads ? 0 : MOST_KEPT;
        this.rank = post == null ? 0 : post.rank();
        int size = post == null ? 1 : post.size();
        this.inboxes = new @Nullable Inbox[size];
        this.outboxes = new @Nullable Outbox[size];
    }

    int rank() {
        return rank;
    }

    private Post post() {
        return Objects.requireNonNull(post);
    }

    /** {@return the mailbox of a communicator, which this rank has now} */
    public Mailbox open(Roster roster, int firstPeer) {
        return open(roster, firstPeer, roster.key());
    }

    /** {@return a mailbox of a communicator for messages that are kept apart, under a key that no communicator has} */
    public Mailbox open(Roster roster, int firstPeer, long context) {
        Mailbox mailbox = mailbox(context);
        mailbox.open(roster, firstPeer, inboxes.length);
        return mailbox;
    }

    /** Takes a mailbox back whose communicator has been closed. What is in it is lost, which is told. */
    public void close(Mailbox mailbox) {
        if (mailbox.isLinked) {
            mailboxes.remove(mailbox);
            mailbox.tellLosses();
        }
        if (last == mailbox) {
            last = null;
        }
    }

    /** {@return whether there is such a mailbox: it has been opened, or something has come for it} */
    public boolean has(long context) {
        return mailboxes.find(context) != null;
    }

    Mailbox mailbox(long context) {
        Mailbox mailbox = last;
        if (mailbox == null || mailbox.context() != context) {
            mailbox = (Mailbox) mailboxes.find(context);
            if (mailbox == null) {
                mailbox = new Mailbox(this, context);
                mailboxes.add(context, mailbox);
            }
            last = mailbox;
        }
        return mailbox;
    }

    /** Throws if the job has ended. */
    public void check() {
        if (post != null && post.abort().isWritten()) {
            throw post.abort().exception();
        }
    }

    /** {@return what is done where a message has other elements than its receive} */
    TypeCheck types() {
        return sizes.types();
    }

    Outbox outbox(int receiver) {
        Outbox outbox = outboxes[receiver];
        return outbox != null ? outbox : openOutbox(receiver);
    }

    private Outbox openOutbox(int receiver) {
        Outbox outbox = new Outbox(this, post().open(receiver, sizes.cells(), sizes.ringBytes()), sizes);
        outboxes[receiver] = outbox;
        used = with(used, outbox, new Outbox[used.length + 1]);
        return outbox;
    }

    private @Nullable Inbox inbox(int sender) {
        Inbox inbox = inboxes[sender];
        return inbox != null ? inbox : findInbox(sender);
    }

    private @Nullable Inbox findInbox(int sender) {
        Incoming in = post().find(sender);
        if (in == null) {
            return null;
        }
        Inbox inbox = new Inbox(this, in);
        inboxes[sender] = inbox;
        open = with(open, inbox, new Inbox[open.length + 1]);
        return inbox;
    }

    private static <T> T[] with(T[] all, T one, T[] more) {
        System.arraycopy(all, 0, more, 0, all.length);
        more[all.length] = one;
        return more;
    }

    /** {@return whether something has come} Takes all that has come, and sends what there is room for. */
    boolean poll() {
        boolean found = false;
        for (Inbox inbox : open) {
            found |= inbox.poll();
        }
        for (Outbox outbox : used) {
            if (!outbox.isIdle()) {
                outbox.advance();
            }
        }
        if (open.length < inboxes.length - 1 && (polls++ & (POLLS_PER_SEARCH - 1)) == 0) {
            found |= search();
        }
        return found;
    }

    /** Looks whether others have made a channel to this rank. */
    private boolean search() {
        boolean found = false;
        for (int sender = 0; sender < inboxes.length; sender++) {
            if (sender != rank && inboxes[sender] == null) {
                Inbox inbox = findInbox(sender);
                found |= inbox != null && inbox.poll();
            }
        }
        return found;
    }

    /** Tells all senders what has been taken. */
    void tell() {
        for (Inbox inbox : open) {
            inbox.tell();
        }
    }

    /** {@return whether something has come that has not been looked at} */
    boolean hasNews() {
        for (Inbox inbox : open) {
            if (inbox.isReady()) {
                return true;
            }
        }
        return open.length < inboxes.length - 1 && search();
    }

    /** Takes notice that a transfer has begun. */
    void hasBegun() {
        transfers++;
    }

    /** Takes notice that a transfer is over. */
    void hasEnded() {
        transfers--;
    }

    /** {@return whether a transfer has begun and is not over: what comes for it may need an answer} */
    boolean hasTransfers() {
        return transfers > 0;
    }

    /** {@return whether something waits to be sent} */
    public boolean isSending() {
        for (Outbox outbox : used) {
            if (!outbox.isIdle()) {
                return true;
            }
        }
        return false;
    }

    /** {@return where others can read or write the elements of a transfer, or 0} */
    long sharedPlace(Transfer transfer) {
        return transfer.salt != 0 ? 0 : sharedPlace(transfer.type, transfer.buffer, transfer.index, transfer.count);
    }

    /** {@return where others can write so many bytes into a receive, or 0} */
    long sharedPlace(Receive receive, long bytes) {
        return receive.salt != 0
                ? 0
                : sharedPlace(receive.type, receive.buffer, receive.index, bytes / receive.type.bytes(1));
    }

    /** {@return where others can reach elements that are numbers, or 0} */
    long sharedPlace(ElementType type, Object buffer, long index, long count) {
        return post == null ? 0 : post.buffers().offsetOf(type, buffer, index, count);
    }

    /** Copies bytes in parts that are not longer than an int tells. */
    void copy(long bytes, ElementType type, Copy copy) {
        long elements = bytes / type.bytes(1);
        for (long at = 0; at < elements; at += LARGEST_COPY) {
            copy.elements(at, (int) Math.min(LARGEST_COPY, elements - at));
        }
    }

    /** {@return whether a message has been sent at once, which needs nothing more} It is no longer than what fits into a piece. */
    public boolean sendNow(
            Mailbox mailbox, int receiver, int tag, ElementType type, Object buffer, long index, long count) {
        return receiver != rank
                && Items.salt(buffer) == 0
                && outbox(receiver).sendNow(mailbox.context(), tag, type, buffer, index, count);
    }

    /** Starts to send a message. */
    public void start(Send send) {
        send.begin();
        if (send.receiver() == rank) {
            own.send(send);
        } else {
            outbox(send.receiver()).add(send);
        }
    }

    /** Starts to receive a message: one that has come already, or else the first that comes and that is wanted. */
    public void start(Receive receive) {
        receive.begin();
        Arrival arrival = receive.mailbox.find(receive.source, receive.tag);
        if (arrival == null) {
            receive.mailbox.post(receive);
        } else if (receive.isFor(arrival.source, arrival.tag, arrival.code, arrival.bytes, arrival.salt)) {
            receive.mailbox.remove(arrival);
            give(arrival, receive);
        }
    }

    /** Starts to receive a message that has been {@linkplain Mailbox#remove taken out}. */
    public void start(Receive receive, Arrival arrival) {
        receive.begin();
        if (receive.isFor(arrival.source, arrival.tag, arrival.code, arrival.bytes, arrival.salt)) {
            give(arrival, receive);
        }
    }

    /** {@return an arrival that nobody has any more, or a new one} */
    Arrival newArrival(Mailbox mailbox) {
        Arrival arrival = over.poll();
        return arrival == null ? new Arrival(mailbox) : arrival;
    }

    /** Takes an arrival back that is over. */
    void release(Arrival arrival) {
        if (over.size() < mostKept) {
            over.push(arrival);
        }
    }

    private void give(Arrival arrival, Receive receive) {
        arrival.receive = receive;
        arrival.deliver(receive);
        if (arrival.source == rank) {
            own.finish(arrival);
        } else if (arrival.isOffer) {
            Objects.requireNonNull(inboxes[arrival.source]).accept(arrival);
        } else if (arrival.isWhole()) {
            Objects.requireNonNull(inboxes[arrival.source]).finish(arrival);
        }
    }

    /** {@return whether a receive that had not begun has been taken back} It is done, then. */
    public boolean cancel(Receive receive) {
        if (receive.done || !receive.isLinked) {
            return false;
        }
        receive.mailbox.withdraw(receive);
        receive.cancelled = true;
        receive.finish();
        return true;
    }

    /** {@return whether a send that had not begun has been taken back} It is done, then. */
    public boolean cancel(Send send) {
        boolean isWaiting =
                !send.done && send.receiver() != rank && outbox(send.receiver()).withdraw(send);
        if (isWaiting) {
            send.cancelled = true;
            send.finish();
        }
        return isWaiting;
    }

    /** {@return from where a receive that has not begun may take the next message, since nothing else is wanted or has come, or null} */
    @Nullable
    Inbox directInbox(Receive receive) {
        Mailbox mailbox = receive.mailbox;
        int source = receive.source;
        return source == Mailbox.ANY || source == rank || mailbox.arrived() > 0 || mailbox.hasPosted()
                ? null
                : inbox(source);
    }
}
