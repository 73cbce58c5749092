package org.tutti.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.segment.Roster;

/** A rank that is alone sends to itself. */
class PostOfficeTest {
    private static final int TAG = 3;

    private final PostOffice office = new PostOffice(null, MessageSizes.of(1), false);
    private final Mailbox mailbox = office.open(Roster.ofAll(1, "world", 1), 0);

    private Receive receive(ElementType type, Object buffer, int count) {
        Receive receive = new Receive(mailbox).set(0, TAG, type, buffer, 0, count);
        office.start(receive);
        return receive;
    }

    /** Receives fail that the message does not fit; it goes to the first that it fits, and not to a later one. */
    @ParameterizedTest
    @EnumSource
    void shouldGiveAMessageToTheFirstReceiveThatTakesIt(Send.Mode mode) {
        Receive tooShort = receive(ElementType.LONG, new long[1], 1);
        Receive other = receive(ElementType.DOUBLE, new double[2], 2);
        long[] received = new long[2];
        Receive fits = receive(ElementType.LONG, received, 2);
        Receive later = receive(ElementType.LONG, new long[2], 2);
        Send send = new Send(mailbox, 0, TAG, mode).set(ElementType.LONG, new long[] {7, 8}, 0, 2);
        office.start(send);
        assertThat(tooShort.failure()).extracting(TuttiException::code).isEqualTo(ErrorCode.TRUNCATED);
        assertThat(other.failure()).extracting(TuttiException::code).isEqualTo(ErrorCode.TYPES_DIFFER);
        assertThat(fits.isDone()).isTrue();
        assertThat(send.isDone()).isTrue();
        assertThat(received).containsExactly(7, 8);
        assertThat(later.isDone()).isFalse();
    }
}
