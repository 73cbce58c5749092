package org.tutti.p2p;

import java.util.Arrays;
import java.util.stream.Stream;
import org.tutti.p2p.MessageModel.Party;
import org.tutti.p2p.MessageModel.Script;
import org.tutti.segment.HeapWords.Defect;
import org.tutti.segment.Model;
import org.tutti.segment.ModelTests;

/** The protocol of messages: short, whole, in pieces, offered, synchronous, from anybody. */
class MessageModelTest extends ModelTests {
    /**
     * Messages of up to 5 elements go beside their head, up to 8 whole, up to 16 in pieces; longer ones are offered, and from 5 on those
     * that can be read where they lie.
     */
    private static final MessageSizes SIZES = new MessageSizes(4, 512, 128, 32, 64, TypeCheck.ERROR);

    private static final int SHORT = 1;
    private static final int WHOLE = 7;
    private static final int PIECES = 16;
    private static final int OFFERED = 20;

    static Stream<Case> shipped() {
        return Stream.of(
                messages("short ones", 1, 2, script(6, SHORT)),
                messages("whole ones", 1, 2, script(5, WHOLE)),
                messages("short ones, directly", 1, 2, MessageModelTest::directly),
                messages("wanted in a row", 1, 2, MessageModelTest::inARow),
                messages("in pieces", 1, 2, script(3, PIECES)),
                messages("offered", 1, 2, script(2, OFFERED)),
                messages("of all lengths", 1, 2, script(1, SHORT, PIECES, WHOLE, OFFERED, SHORT)),
                messages("read in place", 1, 3, party -> inPlace(party, OFFERED, false)),
                messages("read in place, though it has room", 1, 2, party -> inPlace(party, WHOLE, false)),
                messages("written in place", 1, 3, MessageModelTest::placed),
                messages("written in place, no room", 1, 2, MessageModelTest::placedWithoutRoom),
                messages("synchronous", 1, 2, MessageModelTest::synchronous),
                messages("too long for the first", 1, 2, MessageModelTest::tooLong),
                new Case(
                        "from anybody",
                        3,
                        1,
                        2,
                        schedule -> new MessageModel(schedule, SIZES, MessageModelTest::fromAnybody)));
    }

    static Stream<Case> defective() {
        return Stream.of(
                messages("ahead", 1, 1, script(6, SHORT), Defect.AHEAD),
                messages("no fence", 1, 1, script(6, SHORT), Defect.NO_FENCE),
                messages("no compare", 1, 1, script(6, SHORT), Defect.SLEEP_UNSEEN),
                messages("no zeros", 1, 1, script(6, SHORT), Defect.NO_ZEROS),
                messages("written before it is read", 1, 1, party -> inPlace(party, OFFERED, true)),
                messages("no fence, in place", 1, 1, party -> inPlace(party, OFFERED, false), Defect.NO_FENCE));
    }

    private static Case messages(String name, int briefly, int fully, Script script, Defect... defects) {
        return new Case(name, 2, briefly, fully, schedule -> new MessageModel(schedule, SIZES, script, defects));
    }

    /** {@return both ranks send each other messages of these lengths, all of them so many times, and receive them in turn} */
    private static Script script(int times, int... lengths) {
        return party -> {
            int peer = 1 - party.rank;
            int count = times * lengths.length;
            Send[] sends = new Send[count];
            for (int i = 0; i < count; i++) {
                sends[i] = party.send(peer, i, lengths[i % lengths.length], i);
            }
            for (int i = 0; i < count; i++) {
                party.await(party.receive(peer, i, lengths[i % lengths.length]), peer, i);
            }
            Arrays.stream(sends).forEach(party::await);
        };
    }

    /** A message to and fro, received without being posted where it is the next one. */
    private static void directly(Party party) {
        int peer = 1 - party.rank;
        for (int i = 0; i < 5; i++) {
            if (party.rank == 0) {
                party.sendNow(peer, 0, SHORT, i);
            }
            party.receiveNow(peer, 0, SHORT, i);
            if (party.rank == 1) {
                party.sendNow(peer, 0, SHORT, i);
            }
        }
    }

    /** Alike messages that come while receives of them begin: none overtakes another on its way to a receive. */
    private static void inARow(Party party) {
        int count = 4;
        if (party.rank == 0) {
            party.await(party.send(1, 0, SHORT, 0));
            party.awaitTold(1, 1);
            for (int i = 1; i < count; i++) {
                party.await(party.send(1, 0, SHORT, i));
            }
            return;
        }
        party.await(party.receive(0, 0, SHORT), 0, 0);
        party.tell(1);
        Receive[] receives = new Receive[count];
        for (int i = 1; i < count; i++) {
            receives[i] = party.receive(0, 0, SHORT);
        }
        for (int i = 1; i < count; i++) {
            party.await(receives[i], 0, i);
        }
    }

    /** What is sent lies where its receiver can read it; it is written again when the send is done, or earlier. */
    private static void inPlace(Party party, int length, boolean tooEarly) {
        if (party.rank == 0) {
            long[] memory = party.share(length);
            for (int i = 0; i < 2; i++) {
                party.fill(memory, i);
                Send send = party.start(Send.Mode.STANDARD, 1, 0, memory);
                if (tooEarly) {
                    party.fill(memory, 9);
                }
                party.await(send);
            }
        } else {
            for (int i = 0; i < 2; i++) {
                party.await(party.receive(0, 0, length), 0, i);
            }
        }
    }

    /** What is received lies where its sender can write it. */
    private static void placed(Party party) {
        for (int i = 0; i < 2; i++) {
            if (party.rank == 0) {
                party.await(party.send(1, 0, OFFERED, i));
            } else {
                party.await(party.receive(0, 0, party.share(OFFERED)), 0, i);
            }
        }
    }

    /** The same while there is no room for the answer, and another message waits that would have the same number. */
    private static void placedWithoutRoom(Party party) {
        int[] lengths = {OFFERED, SHORT, SHORT, SHORT, SHORT, OFFERED};
        if (party.rank == 0) {
            Send[] sends = new Send[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                sends[i] = party.send(1, i, lengths[i], i);
                if (i == 0) {
                    party.awaitTold(1, 1);
                }
            }
            party.tell(1);
            Arrays.stream(sends).forEach(party::await);
        } else {
            Receive[] receives = new Receive[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                receives[i] = party.receive(0, i, lengths[i] == OFFERED ? party.share(OFFERED) : new long[lengths[i]]);
            }
            party.awaitMatch(receives[0]);
            party.tell(1);
            party.awaitTold(0, 1);
            for (int i = 0; i < lengths.length; i++) {
                party.await(receives[i], 0, i);
            }
        }
    }

    /** No synchronous send is done before its message is wanted. */
    private static void synchronous(Party party) {
        int[] lengths = {SHORT, WHOLE, PIECES, OFFERED, 0};
        for (int i = 0; i < lengths.length; i++) {
            if (party.rank == 0) {
                party.await(party.sendSynchronously(1, 0, lengths[i], i));
                Model.require(party.told(1) > i, "done, and not wanted yet");
            } else {
                party.tell(i + 1);
                party.await(party.receive(0, 0, lengths[i]), 0, i);
            }
        }
    }

    /** A message that is too long for the receive that wanted it first goes to the next. */
    private static void tooLong(Party party) {
        for (int i = 0; i < 3; i++) {
            if (party.rank == 0) {
                party.await(party.send(1, 0, WHOLE, i));
            } else {
                Receive first = party.receive(0, 0, SHORT);
                Receive second = party.receive(0, 0, WHOLE);
                party.await(second, 0, i);
                Model.require(first.failure() != null, "one element of " + WHOLE + " was received");
            }
        }
    }

    /** Messages of two ranks, each of which come in their order. */
    private static void fromAnybody(Party party) {
        int count = 3;
        if (party.rank > 0) {
            for (int i = 0; i < count; i++) {
                party.await(party.send(0, i % 2, i == 1 ? WHOLE : SHORT, i));
            }
            return;
        }
        int[] next = new int[3];
        for (int i = 0; i < 2 * count; i++) {
            Receive receive = party.receive(Mailbox.ANY, Mailbox.ANY, WHOLE);
            party.await(receive);
            int source = receive.actualSource();
            Model.require(receive.failure() == null, "failed: " + receive.failure());
            Model.require(party.numberOf(receive) == next[source], "rank " + source + " is overtaken");
            next[source]++;
        }
    }
}
