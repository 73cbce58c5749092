package org.tutti;

import java.util.ArrayList;
import java.util.List;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Send;

/** The room of a rank for its buffered sends. Copies are on the heap; the room is how much they may be together. */
final class Attachment {
    private static final long NONE = -1;

    private final List<Copy> waiting = new ArrayList<>();
    private long room = NONE;
    private long used;

    private record Copy(Send send, long bytes) {}

    synchronized void attach(long bytes) {
        if (bytes < 1) {
            throw new TuttiException(ErrorCode.BAD_ATTACHMENT, "a buffer has at least one byte: bytes=" + bytes);
        }
        if (room != NONE) {
            throw new TuttiException(ErrorCode.BAD_ATTACHMENT, "a buffer is attached already: bytes=" + room);
        }
        room = bytes;
    }

    long detach(MessageCore communicator) {
        communicator.engine.await(Awaitable.until(this::isEmpty, () -> "detachBuffer()"));
        synchronized (this) {
            if (room == NONE) {
                throw new TuttiException(ErrorCode.BAD_ATTACHMENT, "no buffer is attached");
            }
            long bytes = room;
            room = NONE;
            return bytes;
        }
    }

    private synchronized boolean isEmpty() {
        clear();
        return waiting.isEmpty();
    }

    private void clear() {
        waiting.removeIf(copy -> {
            if (copy.send.isDone()) {
                used -= copy.bytes;
            }
            return copy.send.isDone();
        });
    }

    /** {@return a send of a copy of elements, of which nobody but Tutti knows that it may not be done} */
    Send copy(
            MessageCore communicator,
            ElementType type,
            Object buffer,
            long index,
            long count,
            boolean isSomebody,
            int dest,
            int tag) {
        // the engine's lock is the outer one, as where a thread waits until nothing waits any more
        communicator.engine.enter();
        try {
            return copyAlone(communicator, type, buffer, index, count, isSomebody, dest, tag);
        } finally {
            communicator.engine.exit();
        }
    }

    private synchronized Send copyAlone(
            MessageCore communicator,
            ElementType type,
            Object buffer,
            long index,
            long count,
            boolean isSomebody,
            int dest,
            int tag) {
        long bytes = type.bytes(count);
        clear();
        if (room == NONE || bytes > room - used) {
            throw new TuttiException(
                    ErrorCode.BAD_ATTACHMENT,
                    room == NONE
                            ? "no buffer is attached for a buffered send: bytes=" + bytes
                            : "the attached buffer has no room: bytes=" + bytes + ", used=" + used + ", attached="
                                    + room);
        }
        Send done = new Send(communicator.mailbox, 0, tag, Send.Mode.STANDARD);
        if (isSomebody) {
            Send send = communicator.newSendOfCopy(type, buffer, index, count, dest, tag);
            communicator.start(send);
            if (!send.isDone()) {
                waiting.add(new Copy(send, bytes));
                used += bytes;
            }
        }
        return done;
    }
}
