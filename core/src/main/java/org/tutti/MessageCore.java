package org.tutti;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Arrival;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Mailbox;
import org.tutti.p2p.PostOffice;
import org.tutti.p2p.ProgressEngine;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;
import org.tutti.p2p.Transfer;
import org.tutti.runtime.Parameter;
import org.tutti.runtime.Parameters;

/** What a communicator's messages have in common: checked arguments become transfers, and what these were becomes a status. */
abstract class MessageCore extends Allocations {
    /** So many messages that differ in source, tag or length are told apart before a status is made anew. A power of two. */
    private static final int KNOWN = 16;

    final ProgressEngine engine;
    final PostOffice office;
    final Mailbox mailbox;
    private final long limitNanos;
    private final @Nullable Receive ownReceive;
    private final @Nullable Send ownSend;
    private final Status[] known = new Status[KNOWN];
    private @Nullable PartitionSpace partitionSpace;
    /** Of all sends that were over at once. */
    final Request sent;

    MessageCore(Foundation foundation) {
        super(foundation);
        engine = household.engine();
        office = engine.office();
        engine.enter();
        mailbox = office.open(roster, membership.firstPeer());
        engine.exit();
        Arrays.fill(known, Status.EMPTY);
        boolean isShared = household.threads() == ThreadLevel.MULTIPLE;
        ownReceive = isShared ? null : new Receive(mailbox);
        sent = new MessageRequest(this, new Send(mailbox, 0, 0, Send.Mode.STANDARD), null);
        ownSend = isShared ? null : new Send(mailbox, 0, 0, Send.Mode.STANDARD);
        limitNanos = TimeUnit.MILLISECONDS.toNanos(Parameters.ofProcess().get(Parameter.MESSAGE_TIMEOUT));
    }

    /** Waits until nothing that this rank has sent waits for room. */
    final void flush() {
        engine.await(Awaitable.until(
                () -> !office.isSending(), () -> "close() of " + roster.name() + ", for room for messages"));
    }

    /** No more messages come here. */
    final void closeMailbox() {
        engine.enter();
        office.close(mailbox);
        if (partitionSpace != null || office.has(roster.key() ^ PartitionSpace.KEY)) {
            office.close(partitionSpace().mailbox());
        }
        engine.exit();
    }

    /** {@return where messages in parts go} It is made when it is first used, between {@link ProgressEngine#enter} and {@link ProgressEngine#exit}. */
    final PartitionSpace partitionSpace() {
        PartitionSpace space = partitionSpace;
        if (space == null) {
            space = new PartitionSpace(office.open(roster, membership.firstPeer(), roster.key() ^ PartitionSpace.KEY));
            partitionSpace = space;
        }
        return space;
    }

    final TuttiException seen(TuttiException failure) {
        return roster.seen(failure);
    }

    /** {@return whether there is somebody to send to} */
    final boolean requireDestination(int dest, int tag) {
        requireOpen();
        if (dest != Tutti.PROC_NULL && (dest < 0 || dest >= peers)) {
            throw new TuttiException(
                    ErrorCode.BAD_RANK,
                    "the destination is not a rank: dest=" + dest + ", size=" + peers + ", rank=" + rank);
        }
        requireTag(tag);
        return dest != Tutti.PROC_NULL;
    }

    private void requireTag(int tag) {
        if (tag < 0) {
            throw new TuttiException(ErrorCode.BAD_TAG, "a tag must not be negative: tag=" + tag + ", rank=" + rank);
        }
    }

    /** {@return whether there is somebody to receive from} */
    final boolean requireSource(int source, int tag) {
        requireOpen();
        if (source != Tutti.PROC_NULL && source != Tutti.ANY_SOURCE && (source < 0 || source >= peers)) {
            throw new TuttiException(
                    ErrorCode.BAD_RANK,
                    "the source is not a rank: source=" + source + ", size=" + peers + ", rank=" + rank);
        }
        if (tag != Tutti.ANY_TAG) {
            requireTag(tag);
        }
        return source != Tutti.PROC_NULL;
    }

    final int worldSource(int source) {
        return source == Tutti.ANY_SOURCE ? Mailbox.ANY : mailbox.worldRank(source);
    }

    static int wantedTag(int tag) {
        return tag == Tutti.ANY_TAG ? Mailbox.ANY : tag;
    }

    static ElementType requirePart(Object array, int offset, int count) {
        ElementType type = ArrayArguments.typeOf(array, "array");
        ArrayArguments.requireRange(array, offset, count, "array");
        return type;
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    static void requireApart(Object send, int sendOffset, int sendCount, Object recv, int recvOffset, int recvCount) {
        if (send == recv && sendOffset < recvOffset + recvCount && recvOffset < sendOffset + sendCount) {
            throw ArrayArguments.overlap(sendOffset, recvOffset, sendCount);
        }
    }

    final Send newSend(Send.Mode mode, int dest, int tag) {
        return new Send(mailbox, mailbox.worldRank(dest), tag, mode);
    }

    /** {@return a send of a copy of elements, which may be written over at once} */
    final Send newSendOfCopy(ElementType type, Object buffer, long index, long count, int dest, int tag) {
        byte[] packed = new byte[BlockOperations.requireFits(type.bytes(count))];
        Buffers.pack(type, buffer, index, count, packed);
        Send send = newSend(Send.Mode.STANDARD, dest, tag);
        send.setPacked(type, buffer, packed);
        return send;
    }

    /**
     * {@return whether a message is on its way already, as a short one is mostly} Its elements have been checked, and its receiver is
     * there.
     */
    final boolean isSentAtOnce(
            Send.Mode mode, ElementType type, Object buffer, long index, long count, int dest, int tag) {
        if (mode != Send.Mode.STANDARD) {
            return false;
        }
        engine.enter();
        try {
            return office.sendNow(mailbox, mailbox.worldRank(dest), tag, type, buffer, index, count);
        } finally {
            engine.exit();
        }
    }

    /** Sends elements that have been checked, to a rank that is there. */
    final void sendNow(ElementType type, Object buffer, long index, long count, int dest, int tag) {
        if (!isSentAtOnce(Send.Mode.STANDARD, type, buffer, index, count, dest, tag)) {
            sendAndWait(Send.Mode.STANDARD, type, buffer, index, count, dest, tag);
        }
    }

    /** Sends elements that have been checked, to a rank that is there, where that cannot be done at once. */
    final void sendAndWait(Send.Mode mode, ElementType type, Object buffer, long index, long count, int dest, int tag) {
        Send own = ownSend;
        Send send = own != null && own.isDone() ? own.to(mailbox.worldRank(dest), tag, mode) : newSend(mode, dest, tag);
        finish(send.set(type, buffer, index, count));
        send.forget();
    }

    final void finish(Send send) {
        try {
            engine.send(send, limitNanos);
        } catch (TuttiException e) {
            throw seen(e);
        }
    }

    final void start(Send send) {
        engine.enter();
        try {
            office.start(send);
        } catch (TuttiException e) {
            throw seen(e);
        } finally {
            engine.exit();
        }
    }

    final void start(Receive receive) {
        engine.enter();
        try {
            office.start(receive);
        } catch (TuttiException e) {
            throw seen(e);
        } finally {
            engine.exit();
        }
    }

    final void cancel(Transfer transfer) {
        engine.enter();
        try {
            if (transfer instanceof Receive receive) {
                office.cancel(receive);
            } else {
                office.cancel((Send) transfer);
            }
        } finally {
            engine.exit();
        }
    }

    final Receive receiveInto(ElementType type, Object buffer, long index, long count, int source, int tag) {
        Receive own = ownReceive;
        Receive receive = own != null && own.isDone() ? own : new Receive(mailbox);
        return receive.set(worldSource(source), wantedTag(tag), type, buffer, index, count);
    }

    final Receive newReceive(ElementType type, Object buffer, long index, long count, int source, int tag) {
        return new Receive(mailbox).set(worldSource(source), wantedTag(tag), type, buffer, index, count);
    }

    final Receive newObjectReceive(int source, int tag) {
        return new Receive(mailbox).setObject(worldSource(source), wantedTag(tag));
    }

    final long limit(@Nullable Duration limit) {
        return limit == null ? limitNanos : Math.max(1, limit.toNanos());
    }

    final Status receiveNow(
            ElementType type, Object buffer, long index, long count, int source, int tag, @Nullable Duration limit) {
        Receive receive = receiveInto(type, buffer, index, count, source, tag);
        try {
            engine.receive(receive, limit(limit));
        } catch (TuttiException e) {
            throw seen(e);
        }
        return statusOf(receive);
    }

    /** {@return what is known of a message, of which a receive is done} */
    final Status statusOf(Receive receive) {
        receive.forget();
        TuttiException failure = receive.failure();
        if (failure != null) {
            throw seen(failure);
        }
        return status(receive.actualSource(), receive.actualTag(), receive.actualBytes(), receive.isObject());
    }

    /** {@return what has become of a transfer, its failure included} */
    final Status outcomeOf(Transfer transfer) {
        if (transfer.isCancelled()) {
            return Status.ofCancelled();
        }
        if (!(transfer instanceof Receive receive)) {
            return Status.EMPTY;
        }
        int source = receive.actualSource();
        TuttiException failure = receive.failure();
        return failure == null
                ? status(source, receive.actualTag(), receive.actualBytes(), receive.isObject())
                : new Status(source, receive.actualTag(), receive.actualBytes(), receive.isObject(), false, failure);
    }

    /** {@return what is known of a message} It is an earlier one's where that was alike: nothing is allocated in a program's loops. */
    final Status status(int source, int tag, long bytes, boolean object) {
        int slot = (31 * source + tag) & (KNOWN - 1);
        Status status = known[slot];
        if (!status.isOf(source, tag, bytes, object)) {
            status = new Status(source, tag, bytes, object, false, null);
            known[slot] = status;
        }
        return status;
    }

    final Status receiveNow(
            MemorySegment segment, long count, Datatype type, int source, int tag, @Nullable Duration limit) {
        boolean isSomebody = requireSource(source, tag);
        TypedSegment items = ownReceive == null ? new TypedSegment() : receivedItems;
        items.receive(segment, count, type, "segment");
        if (!isSomebody) {
            return Status.OF_NOBODY;
        }
        try {
            return receiveNow(items.elementType(), items.buffer(), 0, items.elements(), source, tag, limit);
        } finally {
            items.forget();
        }
    }

    /** Waits for a receive that has been started. */
    final Status finish(Receive receive) {
        try {
            engine.await(receive, limitNanos);
        } catch (TuttiException e) {
            cancel(receive);
            throw seen(e);
        }
        return statusOf(receive);
    }

    final void start(Receive receive, Arrival arrival) {
        engine.enter();
        try {
            office.start(receive, arrival);
        } catch (TuttiException e) {
            throw seen(e);
        } finally {
            engine.exit();
        }
    }

    /** {@return a message that has come, or null} It is taken out where that is wanted. */
    final @Nullable Arrival find(int source, int tag, boolean takes) {
        engine.enter();
        try {
            Arrival found = mailbox.find(worldSource(source), wantedTag(tag));
            if (found != null && takes) {
                mailbox.remove(found);
            }
            return found;
        } finally {
            engine.exit();
        }
    }

    /** {@return whether a message has been taken out, which no other thread has taken meanwhile} */
    final boolean take(Arrival arrival) {
        engine.enter();
        try {
            boolean isThere = arrival.isWaiting();
            if (isThere) {
                mailbox.remove(arrival);
            }
            return isThere;
        } finally {
            engine.exit();
        }
    }

    /** {@return a message} Waits for it. */
    final Arrival await(int source, int tag, boolean takes, @Nullable Duration limit) {
        Sought sought = new Sought(this, source, tag, takes);
        try {
            engine.await(sought, limit(limit));
        } catch (TuttiException e) {
            throw seen(e);
        }
        return Objects.requireNonNull(sought.found());
    }

    /** {@return the same} Lets what is there come in before. */
    final @Nullable Arrival look(int source, int tag, boolean takes) {
        goOn();
        return find(source, tag, takes);
    }

    /** Lets the rank's operations go on, and takes what has come. */
    final void goOn() {
        try {
            engine.poll();
            office.check();
        } catch (TuttiException e) {
            throw seen(e);
        }
    }

    final Status status(Arrival arrival) {
        return status(arrival.actualSource(), arrival.tag(), arrival.bytes(), arrival.isObject());
    }
}
