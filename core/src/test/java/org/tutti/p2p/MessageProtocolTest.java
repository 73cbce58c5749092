package org.tutti.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.CheckedRanks;
import org.tutti.segment.Geometry;
import org.tutti.segment.Post;
import org.tutti.segment.Roster;

/** Messages on a memory that checks every access, and in which who sleeps is not woken by time. */
class MessageProtocolTest {
    /** Beside the head, in one piece, in several, offered: around each limit. */
    private static final int[] COUNTS = {0, 1, 13, 14, 64, 65, 200, 256, 257, 700};

    private static final int TAGS = 3;

    /** With few cells and a small ring, so that both come round soon. */
    private static final MessageSizes TIGHT = new MessageSizes(4, 4096, 2048, 2048, 512, TypeCheck.ERROR);

    /** With more of both than are asked for by each message. */
    private static final MessageSizes WIDE = new MessageSizes(16, 8192, 2048, 2048, 512, TypeCheck.ERROR);

    /** With a ring that is full while there are cells, and pieces that would be longer than it. */
    private static final MessageSizes NARROW = new MessageSizes(16, 2048, 4096, 4096, 4096, TypeCheck.ERROR);

    /** A message, which all know before it is sent. */
    private record Letter(int from, int to, int tag, int count, boolean isSynchronous, long number) {
        long value(int i) {
            return 10_000_000L * from + 10_000 * number + i;
        }
    }

    /** A rank that sends and receives. */
    private static final class Party {
        private final ProgressEngine engine;
        private final PostOffice office;
        private final Mailbox mailbox;
        private final int rank;

        Party(Post post, MessageSizes sizes) {
            engine = new ProgressEngine(post, null, sizes, false);
            office = engine.office();
            mailbox = office.open(Roster.ofAll(1, "world", post.size()), 0);
            rank = post.rank();
            engine.enter();
        }

        Send send(Letter letter) {
            long[] buffer = new long[letter.count];
            for (int i = 0; i < letter.count; i++) {
                buffer[i] = letter.value(i);
            }
            Send.Mode mode = letter.isSynchronous ? Send.Mode.SYNCHRONOUS : Send.Mode.STANDARD;
            Send send = new Send(mailbox, letter.to, letter.tag, mode).set(ElementType.LONG, buffer, 0, letter.count);
            office.start(send);
            return send;
        }

        Receive receive(int source, int tag, int count) {
            Receive receive = new Receive(mailbox).set(source, tag, ElementType.LONG, new long[count], 0, count);
            office.start(receive);
            return receive;
        }

        void check(Receive receive, Letter letter) {
            assertThat(receive.failure()).isNull();
            assertThat(receive.actualSource()).isEqualTo(letter.from);
            assertThat(receive.actualTag()).isEqualTo(letter.tag);
            assertThat(receive.actualBytes()).isEqualTo(8L * letter.count);
            for (int i = 0; i < letter.count; i++) {
                assertThat(((long[]) receive.buffer)[i]).isEqualTo(letter.value(i));
            }
        }

        /** Sends what is left to be sent, answers above all. */
        void finish() {
            engine.await(new Awaitable() {
                @Override
                public boolean isDone() {
                    return !office.isSending();
                }

                @Override
                public String describe() {
                    return "the end";
                }
            });
        }
    }

    private static Geometry geometry(int ranks, Mode mode) {
        return new Geometry(ranks, mode, 128, 8, 2048, 1024, 32768, ranks, 1, 50, 1 << 20);
    }

    /** {@return letters of each of some ranks to all others} */
    private static List<Letter> letters(int ranks, int times, long seed) {
        Random random = new Random(seed);
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int from = random.nextInt(ranks);
            int to = (from + 1 + random.nextInt(ranks - 1)) % ranks;
            int count = COUNTS[random.nextInt(COUNTS.length)];
            letters.add(new Letter(from, to, random.nextInt(TAGS), count, random.nextInt(4) == 0, i));
        }
        return letters;
    }

    /** Each rank goes through all letters, a few at once: those of its own it sends, those for it it receives. */
    @ParameterizedTest
    @CsvSource({"2, DEDICATED", "2, OVERSUBSCRIBED", "3, DEDICATED", "3, OVERSUBSCRIBED"})
    void shouldOrderEveryAccessOfMessages(int ranks, Mode mode) throws Exception {
        for (MessageSizes sizes : List.of(TIGHT, WIDE, NARROW)) {
            List<Letter> letters = letters(ranks, 200, ranks);
            CheckedRanks.runPosts(geometry(ranks, mode), ranks, post -> {
                Party party = new Party(post, sizes);
                int atOnce = 8;
                for (int first = 0; first < letters.size(); first += atOnce) {
                    exchange(party, letters.subList(first, Math.min(letters.size(), first + atOnce)));
                }
                party.finish();
            });
        }
    }

    private static void exchange(Party party, List<Letter> letters) {
        Receive[] receives = new Receive[letters.size()];
        List<Send> sends = new ArrayList<>();
        for (int i = 0; i < receives.length; i++) {
            Letter letter = letters.get(i);
            if (letter.from == party.rank) {
                sends.add(party.send(letter));
            } else if (letter.to == party.rank) {
                receives[i] = party.receive(letter.from, letter.tag, letter.count);
            }
        }
        for (int i = 0; i < receives.length; i++) {
            if (receives[i] != null) {
                party.engine.await(receives[i]);
                party.check(receives[i], letters.get(i));
            }
        }
        sends.forEach(party.engine::await);
    }

    /** One message after the other to and fro: each rank sleeps while it is the other's turn. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessToAndFro(Mode mode) throws Exception {
        CheckedRanks.runPosts(geometry(2, mode), 1, post -> {
            Party party = new Party(post, TIGHT);
            for (int i = 0; i < 10 * COUNTS.length; i++) {
                Letter letter = new Letter(i % 2, 1 - i % 2, 0, COUNTS[i % COUNTS.length], false, i);
                if (letter.from == party.rank) {
                    party.engine.await(party.send(letter));
                } else {
                    Receive receive = new Receive(party.mailbox)
                            .set(letter.from, 0, ElementType.LONG, new long[letter.count], 0, letter.count);
                    party.engine.receive(receive, 0);
                    party.check(receive, letter);
                }
            }
            party.finish();
        });
    }

    /** A rank receives what others send, in whatever order it comes; those of one rank come in theirs. */
    @ParameterizedTest
    @EnumSource
    void shouldOrderEveryAccessOfMessagesFromAnybody(Mode mode) throws Exception {
        int ranks = 3;
        int times = 40;
        CheckedRanks.runPosts(geometry(ranks, mode), 2, post -> {
            Party party = new Party(post, TIGHT);
            if (party.rank > 0) {
                for (int i = 0; i < times; i++) {
                    party.engine.await(party.send(letterToFirst(party.rank, i)));
                }
            } else {
                int[] next = new int[ranks];
                for (int i = 0; i < (ranks - 1) * times; i++) {
                    Receive receive = party.receive(Mailbox.ANY, Mailbox.ANY, 700);
                    party.engine.await(receive);
                    party.check(receive, letterToFirst(receive.actualSource(), next[receive.actualSource()]++));
                }
            }
            party.finish();
        });
    }

    private static Letter letterToFirst(int from, int i) {
        return new Letter(from, 0, i % TAGS, COUNTS[(i + from) % COUNTS.length], i % 5 == 0, i);
    }
}
