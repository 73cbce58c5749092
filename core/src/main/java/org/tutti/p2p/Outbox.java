package org.tutti.p2p;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.segment.Outgoing;

/**
 * What one rank sends to another: messages begin in the order in which they were sent; pieces of longer ones, and answers, go between.
 */
final class Outbox {
    private final PostOffice office;
    private final Outgoing out;
    private final int eagerBytes;
    private final int sharedBytes;
    private final int pieceBytes;
    private final ArrayDeque<Send> waiting = new ArrayDeque<>();
    private final ArrayDeque<Send> streaming = new ArrayDeque<>();
    private long[] answers = new long[2];
    private int answerCount;
    private @Nullable Send[] numbered = new @Nullable Send[4];

    Outbox(PostOffice office, Outgoing out, MessageSizes sizes) {
        this.office = office;
        this.out = out;
        this.eagerBytes = sizes.eagerBytes();
        this.sharedBytes = Math.min(sizes.sharedBytes(), eagerBytes);
        this.pieceBytes = Math.min(sizes.pieceBytes(), out.longestPiece());
    }

    /** {@return whether nothing waits to be sent} */
    boolean isIdle() {
        return waiting.isEmpty() && answerCount == 0 && streaming.isEmpty();
    }

    /** {@return whether a message has been sent at once: one that is short enough, where none waits} */
    boolean sendNow(long context, int tag, ElementType type, Object buffer, long index, long count) {
        long bytes = type.bytes(count);
        boolean isLaid = bytes <= eagerBytes && bytes <= pieceBytes && !isOffered(bytes, type, buffer, index, count);
        if (!isLaid || !waiting.isEmpty() || !out.hasCell()) {
            return false;
        }
        if (bytes > out.inlineBytes()) {
            return lay(context, tag, type, buffer, index, count, type.ordinal(), 0);
        }
        out.layInline(type, buffer, index, (int) count); // as lay does, one call nearer to the words: decision 0037
        boolean asks = out.mustAsk();
        out.send(
                Envelope.asking(Envelope.message(Envelope.SHORT, type.ordinal(), (int) bytes, tag), asks),
                context,
                asks);
        return true;
    }

    private boolean isOffered(long bytes, ElementType type, Object buffer, long index, long count) {
        return bytes > sharedBytes && office.sharedPlace(type, buffer, index, count) != 0;
    }

    private boolean lay(
            long context, int tag, ElementType type, Object buffer, long index, long count, int code, long salt) {
        int bytes = (int) type.bytes(count);
        if (bytes <= out.inlineBytes() && salt == 0) {
            out.layInline(type, buffer, index, (int) count);
            send(Envelope.message(Envelope.SHORT, code, bytes, tag), context);
            return true;
        }
        long place = out.room(bytes);
        if (place == 0) {
            return false;
        }
        out.lay(place, type, buffer, index, (int) count);
        layHead(bytes, salt, place);
        send(Envelope.message(Envelope.WHOLE, code, 0, tag), context);
        return true;
    }

    private void layHead(long bytes, long salt, long place) {
        out.lay(Envelope.BYTES, bytes);
        out.lay(Envelope.SALT, salt);
        out.lay(Envelope.PLACE, place);
    }

    private void send(long head, long context) {
        boolean asks = out.mustAsk();
        out.send(Envelope.asking(head, asks), context, asks);
    }

    /** Sends a message, now or when there is room. */
    void add(Send send) {
        send.laid = 0;
        send.number = -1;
        waiting.add(send);
        advance();
    }

    /** {@return whether a message that has not begun has been taken back} */
    boolean withdraw(Send send) {
        return waiting.remove(send);
    }

    /** Answers the receiver's own message, now or when there is room. */
    void answer(int kind, int number, long place) {
        if (2 * answerCount + 2 > answers.length) {
            answers = Arrays.copyOf(answers, 2 * answers.length);
        }
        answers[2 * answerCount] = ((long) kind << 32) | number;
        answers[2 * answerCount + 1] = place;
        answerCount++;
        advance();
    }

    /**
     * Sends as much as there is room for. No message that has a number overtakes an answer, though a cell may become free meanwhile:
     * one that has been placed has given its number back already, and the next would be taken for it.
     */
    void advance() {
        sendAnswers();
        boolean more = answerCount == 0;
        while (more) {
            more = false;
            if (!waiting.isEmpty() && begin(waiting.getFirst())) {
                waiting.removeFirst();
                more = true;
            }
            if (!streaming.isEmpty()) {
                more |= sendPiece();
            }
        }
    }

    private void sendAnswers() {
        int sent = 0;
        while (sent < answerCount && out.hasCell()) {
            long what = answers[2 * sent];
            out.lay(Envelope.OF, what & 0xFFFFFFFFL);
            out.lay(Envelope.WHERE, answers[2 * sent + 1]);
            send(Envelope.control((int) (what >> 32)), 0);
            sent++;
        }
        if (sent > 0) {
            System.arraycopy(answers, 2 * sent, answers, 0, 2 * (answerCount - sent));
            answerCount -= sent;
        }
    }

    private boolean begin(Send send) {
        if (!out.hasCell()) {
            return false;
        }
        long bytes = send.bytes();
        long place = bytes > sharedBytes ? office.sharedPlace(send) : 0;
        if (place != 0 || bytes > eagerBytes) {
            offer(send, place);
            return true;
        }
        if (bytes <= pieceBytes && !send.isSynchronous()) {
            boolean sent = lay(
                    send.mailbox.context(),
                    send.tag,
                    send.type,
                    send.buffer,
                    send.index,
                    send.count,
                    send.code,
                    send.salt);
            if (sent) {
                send.finish();
            }
            return sent;
        }
        return beginPieces(send);
    }

    private boolean beginPieces(Send send) {
        int piece = (int) Math.min(send.bytes(), pieceBytes);
        long place = out.room(piece);
        if (place == 0) {
            return false;
        }
        send.number = number(send);
        layPiece(send, place, piece);
        layHead(send.bytes(), send.salt, place);
        out.lay(Envelope.NUMBER, send.number);
        out.lay(Envelope.PIECE, piece);
        boolean whole = send.laid == send.count;
        long head = Envelope.message(whole ? Envelope.WHOLE : Envelope.FIRST, send.code, 0, send.tag);
        send(Envelope.synchronous(head, send.isSynchronous()), send.mailbox.context());
        if (!whole) {
            streaming.add(send);
        }
        return true;
    }

    private void layPiece(Send send, long place, int bytes) {
        int elements = send.type.count(bytes);
        out.lay(place, send.type, send.buffer, send.index + send.laid, elements);
        send.laid += elements;
    }

    private void offer(Send send, long place) {
        send.number = number(send);
        layHead(send.bytes(), send.salt, place);
        out.lay(Envelope.NUMBER, send.number);
        send(Envelope.message(Envelope.OFFER, send.code, 0, send.tag), send.mailbox.context());
    }

    private int number(Send send) {
        int number = 0;
        while (number < numbered.length && numbered[number] != null) {
            number++;
        }
        if (number == numbered.length) {
            numbered = Arrays.copyOf(numbered, 2 * number);
        }
        numbered[number] = send;
        return number;
    }

    private Send numbered(int number) {
        return Objects.requireNonNull(numbered[number], "an answer to a message that was not sent");
    }

    private void forget(Send send) {
        numbered[send.number] = null;
        send.number = -1;
    }

    /** {@return whether a piece has been sent} One message after the other, so that their buffers are gone through in order. */
    private boolean sendPiece() {
        if (!out.hasCell()) {
            return false;
        }
        Send send = streaming.getFirst();
        int piece = (int) Math.min(send.bytes() - send.type.bytes(send.laid), pieceBytes);
        long place = out.room(piece);
        if (place == 0) {
            return false;
        }
        layPiece(send, place, piece);
        out.lay(Envelope.OF, send.number);
        out.lay(Envelope.WHERE, place);
        out.lay(Envelope.LENGTH_OF_PIECE, piece);
        send(Envelope.control(Envelope.MORE), 0);
        if (send.laid == send.count) {
            streaming.removeFirst();
            if (!send.isSynchronous() || send.bytes() > eagerBytes) {
                forget(send);
                send.finish();
            }
        }
        return true;
    }

    /** The receiver wants what was offered, in pieces or, if it says where, in its own memory. */
    void go(int number, long place) {
        Send send = numbered(number);
        if (place == 0) {
            streaming.add(send);
            advance();
            return;
        }
        office.copy(
                send.bytes(),
                send.type,
                (at, elements) ->
                        out.lay(place + send.type.bytes(at), send.type, send.buffer, send.index + at, elements));
        forget(send);
        send.finish();
        answer(Envelope.PLACED, number, 0);
    }

    /** The receiver has the message. */
    void done(int number) {
        Send send = numbered(number);
        forget(send);
        send.finish();
    }
}
