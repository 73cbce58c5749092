package org.tutti.p2p;

import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;

/** One side of a message: a part of a rank's memory that it sends from or receives into. It may be used again when it is done. */
public abstract class Transfer extends Link implements Awaitable {
    private static final Object NOTHING = new byte[0];

    final Mailbox mailbox;
    ElementType type = ElementType.BYTE;
    Object buffer = NOTHING;
    long index;
    long count;
    /** What the elements are, as an envelope tells it. */
    int code;

    long salt;
    int tag;
    boolean done = true;
    boolean cancelled;

    @Nullable
    TuttiException failure;

    Transfer(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Takes elements, which have been checked. */
    final void setBuffer(ElementType newType, Object newBuffer, long newIndex, long newCount) {
        type = newType;
        buffer = newBuffer;
        index = newIndex;
        count = newCount;
        salt = Items.salt(newBuffer);
        code = salt == 0 ? newType.ordinal() : Envelope.ITEMS;
    }

    /** Says that the bytes are an object. */
    public final void setObject() {
        code = Envelope.OBJECT;
    }

    final long bytes() {
        return type.bytes(count);
    }

    final void begin() {
        if (done) {
            done = false;
            mailbox.office().hasBegun();
        }
        cancelled = false;
        failure = null;
    }

    final void finish() {
        if (!done) {
            done = true;
            mailbox.office().hasEnded();
        }
    }

    /** Is done at once, and has not begun. */
    final void succeed() {
        cancelled = false;
        failure = null;
    }

    final void fail(ErrorCode errorCode, int culprit, String text) {
        failure = new TuttiException(errorCode, text, culprit, null);
        finish();
    }

    @Override
    public final boolean isDone() {
        return done;
    }

    /** {@return whether it was cancelled, before it had begun} */
    public final boolean isCancelled() {
        return cancelled;
    }

    /** {@return why it failed, or null} */
    public final @Nullable TuttiException failure() {
        return failure;
    }

    /** Lets go of the caller's memory. */
    public final void forget() {
        buffer = NOTHING;
    }
}
