package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Message;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * Random programs of messages, of all kinds of sends and receives and lengths around each limit. Where several ranks send to one, what a
 * receive from any source gets depends on time: then what is checked is what the standard promises. Where one rank sends to one,
 * everything is determined, and compared with the {@linkplain MatchModel model}.
 */
class MessageModelTest {
    private static final int COMMS = 2;
    private static final int SLOTS = 24;

    private static final Map<String, String> TINY_PARAMETERS =
            Map.of("p2p.cells", "4", "p2p.ring_size", "4k", "p2p.eager_max", "2k", "p2p.piece_size", "512");
    private static final List<Integer> USUAL_LENGTHS =
            List.of(0, 1, 3, 4, 103, 105, 5000, 16_383, 16_384, 16_385, 40_000, 65_535, 65_536, 65_537, 90_000);
    private static final List<Integer> TINY_LENGTHS =
            List.of(0, 1, 3, 4, 104, 105, 200, 511, 512, 513, 1024, 1025, 2047, 2048, 2049, 3000, 9000);

    /** How ranks send, and the lengths around each limit of that; the first third is short. */
    enum Sizes {
        USUAL,
        TINY;

        Map<String, String> parameters() {
            return this == TINY ? TINY_PARAMETERS : Map.of();
        }

        int eagerMax() {
            return this == TINY ? 2 << 10 : 64 << 10;
        }

        List<Integer> lengths() {
            return this == TINY ? TINY_LENGTHS : USUAL_LENGTHS;
        }
    }

    /** A receive that is waited for; its order is that in which receives of its communicator were posted. */
    private static final class Posted {
        final int comm;
        final int order;
        final MatchModel.Wanted wanted;
        final Request request;
        final byte[] room;
        /** Where the message is received, and then copied from into the room, or null. */
        final @Nullable MemorySegment memory;

        Posted(int comm, int order, MatchModel.Wanted wanted, Request request, byte[] room) {
            this(comm, order, wanted, request, room, null);
        }

        Posted(
                int comm,
                int order,
                MatchModel.Wanted wanted,
                Request request,
                byte[] room,
                @Nullable MemorySegment memory) {
            this.comm = comm;
            this.order = order;
            this.wanted = wanted;
            this.request = request;
            this.room = room;
            this.memory = memory;
        }
    }

    /** A receive that has got a letter. */
    private record Got(int order, MatchModel.Wanted wanted, Letter letter) {}

    /** One rank of a program in which all send to all; in each round every rank knows all letters. */
    private static final class Player {
        private final Communicator world;
        private final Communicator[] comms;
        private final Random own;
        private final Map<List<Integer>, Letter> due = new HashMap<>();
        private final int[] missing = new int[COMMS];
        private final int[] orders = new int[COMMS];
        private final List<List<Got>> got = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<Posted> posted = new ArrayList<>();
        private final List<Request> sends = new ArrayList<>();
        private final MemorySegment shared;
        private final int slotBytes;
        private int usedSlots;
        private int longest;

        Player(Communicator world, Communicator dup, Sizes sizes, long seed) {
            this.world = world;
            this.comms = new Communicator[] {world, dup};
            this.own = new Random(seed + 1000L * world.rank());
            this.slotBytes = sizes.lengths().getLast() + 2;
            this.shared = world.allocate(Datatype.BYTE, (long) SLOTS * slotBytes);
        }

        void play(List<Letter> plan) {
            Deque<Letter> mine = new ArrayDeque<>();
            List<Letter> mail = new ArrayList<>();
            due.clear();
            longest = 0;
            for (Letter letter : plan) {
                if (letter.source() == world.rank()) {
                    mine.add(letter);
                }
                if (letter.dest() == world.rank()) {
                    mail.add(letter);
                    due.put(List.of(letter.comm(), letter.source(), letter.serial()), letter);
                    missing[letter.comm()]++;
                    longest = Math.max(longest, letter.length());
                }
            }
            int receives = mail.size();
            while (!mine.isEmpty() || receives > 0) {
                if (own.nextInt(mine.size() + receives) < mine.size()) {
                    Letter letter = mine.removeFirst();
                    sends.add(send(letter));
                } else {
                    receive(mail.get(own.nextInt(mail.size())));
                    receives--;
                }
            }
            finish();
            world.barrier();
        }

        private Request send(Letter letter) {
            boolean mayBeShared = letter.how() == Letter.How.ISEND || letter.how() == Letter.How.ISSEND;
            MemorySegment slot = mayBeShared && own.nextBoolean() ? slot() : null;
            Communicator communicator = comms[letter.comm()];
            return slot == null ? letter.send(communicator) : letter.send(communicator, slot);
        }

        /** {@return memory that others can read, until the end of this round, or null where there is no more} */
        private @Nullable MemorySegment slot() {
            if (usedSlots == SLOTS) {
                return null;
            }
            return shared.asSlice((long) slotBytes * usedSlots++, slotBytes).fill(Letter.UNTOUCHED);
        }

        private void postShared(int comm, MatchModel.Wanted wanted, byte[] room) {
            MemorySegment slot = slot();
            if (slot != null) {
                MemorySegment inner = slot.asSlice(1, longest);
                Request request = comms[comm].irecv(inner, longest, Datatype.BYTE, wanted.source, wanted.tag);
                posted.add(new Posted(comm, orders[comm]++, wanted, request, room, slot));
            }
        }

        /** Tries to receive one letter or another, without waiting for it. */
        private void receive(Letter like) {
            int comm = like.comm();
            int source = own.nextInt(3) == 0 ? Tutti.ANY_SOURCE : like.source();
            int tag = own.nextInt(3) == 0 ? Tutti.ANY_TAG : like.tag();
            MatchModel.Wanted wanted = new MatchModel.Wanted(source, tag);
            byte[] room = Letter.room(longest);
            switch (own.nextInt(6)) {
                case 0 -> {
                    Status found = comms[comm].iprobe(source, tag);
                    if (found != null) {
                        MatchModel.Wanted exact = new MatchModel.Wanted(found.source(), found.tag());
                        Status status = comms[comm].recv(room, 1, longest, found.source(), found.tag());
                        assertThat(status.bytes()).isEqualTo(found.bytes());
                        take(comm, orders[comm]++, exact, room, status);
                    }
                }
                case 1 -> {
                    Message message = comms[comm].improbe(source, tag);
                    if (message != null) {
                        take(comm, orders[comm]++, wanted, room, message.recv(room, 1, longest));
                    }
                }
                case 2 -> receiveForAWhile(comm, wanted, room);
                case 4 -> postShared(comm, wanted, room);
                case 3 -> {
                    PersistentRequest request = comms[comm].recvInit(room, 1, longest, source, tag);
                    request.start();
                    posted.add(new Posted(comm, orders[comm]++, wanted, request, room));
                }
                default -> {
                    Request request = comms[comm].irecv(room, 1, longest, source, tag);
                    posted.add(new Posted(comm, orders[comm]++, wanted, request, room));
                }
            }
            if (own.nextInt(4) == 0) {
                posted.removeIf(each -> each.request.test() && take(each));
            }
        }

        private void receiveForAWhile(int comm, MatchModel.Wanted wanted, byte[] room) {
            int order = orders[comm]++;
            Communicator communicator = comms[comm];
            try {
                Status status = communicator.probe(wanted.source, wanted.tag, Duration.ofNanos(own.nextInt(50_000)));
                take(
                        comm,
                        order,
                        wanted,
                        room,
                        communicator.mprobe(status.source(), status.tag()).recv(room, 1, longest));
            } catch (TuttiException e) {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.TIMEOUT);
            }
        }

        private boolean take(Posted each) {
            Status status = each.request.waitFor();
            if (each.memory != null) {
                MemorySegment.copy(each.memory, ValueLayout.JAVA_BYTE, 0, each.room, 0, each.room.length);
            }
            take(each.comm, each.order, each.wanted, each.room, status);
            return true;
        }

        private void take(int comm, int order, MatchModel.Wanted wanted, byte[] room, Status status) {
            int serial = Letter.serialOf(room, 1, status);
            Letter letter = due.remove(List.of(comm, status.source(), serial));
            assertThat(letter)
                    .as("letter %s of %s, which is due once", serial, status)
                    .isNotNull();
            Objects.requireNonNull(letter).check(room, status);
            assertThat(wanted.accepts(letter)).as("%s for %s", letter, wanted).isTrue();
            missing[comm]--;
            got.get(comm).add(new Got(order, wanted, letter));
        }

        /** Receives in the end what is left, whatever it is. */
        private void finish() {
            for (Posted each : posted) {
                each.request.cancel();
                if (!each.request.waitFor().isCancelled()) {
                    take(each);
                }
            }
            posted.clear();
            for (int comm = 0; comm < COMMS; comm++) {
                while (missing[comm] > 0) {
                    receiveAny(comm);
                }
            }
            Request.waitAll(sends);
            sends.clear();
            usedSlots = 0;
            for (int comm = 0; comm < COMMS; comm++) {
                assertThat(comms[comm].iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
                requireOrder(got.get(comm));
                got.get(comm).clear();
            }
        }

        private void receiveAny(int comm) {
            MatchModel.Wanted any = new MatchModel.Wanted(Tutti.ANY_SOURCE, Tutti.ANY_TAG);
            byte[] room = Letter.room(longest);
            Status status = own.nextBoolean()
                    ? comms[comm].recv(room, 1, longest, Tutti.ANY_SOURCE, Tutti.ANY_TAG)
                    : comms[comm].mprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG).recv(room, 1, longest);
            take(comm, orders[comm]++, any, room, status);
        }

        /** A receive that was posted before another one has got no later letter of a source if it could have had the other one's. */
        private static void requireOrder(List<Got> all) {
            for (Got first : all) {
                for (Got second : all) {
                    boolean overtook = first.order() < second.order()
                            && first.letter().source() == second.letter().source()
                            && first.letter().serial() > second.letter().serial()
                            && first.wanted().accepts(second.letter());
                    if (overtook) {
                        throw new AssertionError(first + " was overtaken by " + second);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, TINY, 30", "3, TINY, 25", "4, TINY, 15", "2, USUAL, 12", "4, USUAL, 6"})
    void shouldKeepWhatTheStandardPromises(int ranks, Sizes sizes, int rounds) {
        play(ranks, sizes, rounds, ranks);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, TINY, 1", "2, TINY, 2", "3, TINY, 3", "4, TINY, 4", "2, USUAL, 5", "3, USUAL, 6", "4, USUAL, 7"})
    void shouldKeepWhatTheStandardPromisesForLong(int ranks, Sizes sizes, long seed) {
        play(ranks, sizes, 100_000 / (20 * ranks), seed);
    }

    static void play(int ranks, Sizes sizes, int rounds, long seed) {
        ThreadRanks.run(ranks, sizes.parameters(), Duration.ofMinutes(5), world -> {
            try (Communicator dup = world.dup()) {
                Random common = new Random(seed);
                Player player = new Player(world, dup, sizes, seed);
                int[][][] serials = new int[COMMS][ranks][ranks];
                for (int round = 0; round < rounds; round++) {
                    List<Letter> plan = new ArrayList<>();
                    for (int i = 0; i < 20 * ranks; i++) {
                        int comm = common.nextInt(COMMS);
                        int source = common.nextInt(ranks);
                        int dest = common.nextInt(ranks);
                        int serial = serials[comm][source][dest]++;
                        plan.add(Letter.random(common, source, dest, comm, serial, sizes.lengths(), sizes.eagerMax()));
                    }
                    player.play(plan);
                }
                world.free(player.shared);
            }
        });
    }

    /** The letters of one rank to one, perhaps itself, in one communicator, beside the model. Each side makes the same choices. */
    private static final class Pair {
        private final Communicator communicator;
        private final int source;
        private final int dest;
        private final int comm;
        private final Sizes sizes;
        private final Random random;
        private final int longest;
        private final MatchModel model = new MatchModel();
        private final List<Posted> receives = new ArrayList<>();
        private final Map<Letter, @Nullable Request> sends = new HashMap<>();
        private int serial;

        Pair(Communicator communicator, int source, int dest, int comm, Sizes sizes, long seed) {
            this.communicator = communicator;
            this.source = source;
            this.dest = dest;
            this.comm = comm;
            this.sizes = sizes;
            this.random = new Random(seed);
            this.longest = sizes.lengths().getLast();
        }

        private boolean isSource() {
            return communicator.rank() == source;
        }

        private boolean isDest() {
            return communicator.rank() == dest;
        }

        /** So many sends, and then so many receives, or the other way round. */
        void batch(int operations) {
            boolean sendsFirst = random.nextBoolean();
            for (int i = 0; i < operations && sendsFirst; i++) {
                send();
            }
            communicator.barrier();
            for (int i = 0; i < operations; i++) {
                receive();
            }
            communicator.barrier();
            for (int i = 0; i < operations && !sendsFirst; i++) {
                send();
            }
            compare();
            communicator.barrier();
            if (model.waiting() > 60 || receives.size() > 60) {
                drain();
            }
        }

        void send() {
            Letter letter = Letter.random(random, source, dest, comm, serial++, sizes.lengths(), sizes.eagerMax());
            sends.put(letter, isSource() ? letter.send(communicator) : null);
            model.send(letter);
        }

        void receive() {
            int wantedSource = random.nextBoolean() ? source : Tutti.ANY_SOURCE;
            int tag = random.nextInt(3) == 0 ? Tutti.ANY_TAG : random.nextInt(Letter.TAGS);
            if (tag >= 0 && model.waiting() > 0 && random.nextInt(3) == 0) {
                tag = model.first().tag();
            }
            switch (random.nextInt(8)) {
                case 0 -> probe(wantedSource, tag);
                case 1 -> take(wantedSource, tag);
                case 2 -> cancelOne();
                case 3 -> receiveNow(wantedSource, tag);
                default -> post(new MatchModel.Wanted(wantedSource, tag));
            }
        }

        private void post(MatchModel.Wanted wanted) {
            model.post(wanted);
            if (isDest()) {
                byte[] room = Letter.room(longest);
                Request request;
                if (room.length % 2 == serial % 2) {
                    request = communicator.irecv(room, 1, longest, wanted.source, wanted.tag);
                } else {
                    PersistentRequest persistent = communicator.recvInit(room, 1, longest, wanted.source, wanted.tag);
                    persistent.start();
                    request = persistent;
                }
                receives.add(new Posted(comm, receives.size(), wanted, request, room));
            } else {
                receives.add(new Posted(
                        comm,
                        receives.size(),
                        wanted,
                        communicator.irecv(new byte[0], Tutti.PROC_NULL, 0),
                        new byte[0]));
            }
        }

        private void probe(int from, int tag) {
            Letter expected = model.find(from, tag);
            if (isDest()) {
                Status found = communicator.iprobe(from, tag);
                for (int i = 0; found == null && expected != null && i < 10_000_000; i++) {
                    found = communicator.iprobe(from, tag); // it may still be on its way
                }
                assertThat(found == null).isEqualTo(expected == null);
                if (found != null && expected != null) {
                    assertThat(found.tag()).isEqualTo(expected.tag());
                    assertThat(found.bytes()).isEqualTo(expected.length());
                    assertThat(found.source()).isEqualTo(source);
                }
            }
        }

        private void take(int from, int tag) {
            Letter expected = model.find(from, tag);
            if (expected == null) {
                if (isDest()) {
                    assertThat(communicator.improbe(from, tag)).isNull();
                }
                return;
            }
            model.take(expected);
            if (isDest()) {
                Message message = communicator.mprobe(from, tag);
                byte[] room = Letter.room(longest);
                expected.check(room, message.recv(room, 1, longest));
            }
        }

        private void receiveNow(int from, int tag) {
            Letter expected = model.find(from, tag);
            if (expected != null) {
                model.take(expected);
                if (isDest()) {
                    byte[] room = Letter.room(longest);
                    expected.check(room, communicator.recv(room, 1, longest, from, tag));
                }
            }
        }

        private void cancelOne() {
            if (!receives.isEmpty()) {
                int which = random.nextInt(receives.size());
                Posted posted = receives.remove(which);
                model.cancel(posted.wanted);
                if (isDest()) {
                    if (posted.wanted.got == null) {
                        posted.request.cancel();
                    }
                    end(posted);
                }
            }
        }

        /** A receive is over; one that has no letter has been cancelled. */
        private void end(Posted posted) {
            Status status = posted.request.waitFor();
            Letter letter = posted.wanted.got;
            if (status.isCancelled() || letter == null) {
                assertThat(letter == null && status.isCancelled())
                        .as("%s is cancelled: %s", posted.wanted, status)
                        .isTrue();
            } else {
                letter.check(posted.room, status);
            }
        }

        /** All that is matched ends, and nothing else does. */
        void compare() {
            for (Posted posted : List.copyOf(receives)) {
                if (posted.wanted.got != null) {
                    receives.remove(posted);
                    if (isDest()) {
                        end(posted);
                    }
                } else if (isDest()) {
                    assertThat(posted.request.test())
                            .as("%s has no letter", posted.wanted)
                            .isFalse();
                }
            }
            for (Map.Entry<Letter, @Nullable Request> each : List.copyOf(sends.entrySet())) {
                Letter letter = each.getKey();
                Request request = each.getValue();
                boolean waits = model.isWaiting(letter);
                boolean needsReceive =
                        letter.how() == Letter.How.ISSEND || (letter.length() > sizes.eagerMax() && source != dest);
                if (waits && needsReceive) {
                    if (request != null) {
                        assertThat(request.test())
                                .as("%s is not received", letter)
                                .isFalse();
                    }
                } else {
                    sends.remove(letter);
                    if (request != null) {
                        request.waitFor();
                    }
                }
            }
        }

        /** Receives what waits, and takes back what was posted. */
        void drain() {
            while (model.waiting() > 0) {
                take(Tutti.ANY_SOURCE, Tutti.ANY_TAG);
            }
            for (Posted posted : receives) {
                model.cancel(posted.wanted);
                if (isDest()) {
                    posted.request.cancel();
                    end(posted);
                }
            }
            receives.clear();
            compare();
            if (isDest()) {
                assertThat(communicator.iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
            }
            communicator.barrier();
        }
    }

    @ParameterizedTest
    @CsvSource({"TINY, 1, 40", "TINY, 2, 40", "USUAL, 3, 20"})
    void shouldMatchAsTheModel(Sizes sizes, long seed, int batches) {
        compare(2, sizes, seed, batches);
        compare(1, sizes, seed, batches);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"TINY, 11", "TINY, 12", "TINY, 13", "USUAL, 14", "USUAL, 15"})
    void shouldMatchAsTheModelForLong(Sizes sizes, long seed) {
        compare(2, sizes, seed, 5000);
        compare(1, sizes, seed, 5000);
    }

    /** Two ranks send to each other, or one to itself, in two communicators: batches of up to 40 operations. */
    static void compare(int ranks, Sizes sizes, long seed, int batches) {
        ThreadRanks.run(ranks, sizes.parameters(), Duration.ofMinutes(5), world -> {
            try (Communicator dup = world.dup()) {
                int other = ranks - 1;
                List<Pair> pairs = Stream.of(
                                new Pair(world, 0, other, 0, sizes, seed),
                                new Pair(dup, 0, other, 1, sizes, seed + 1),
                                new Pair(world, other, 0, 0, sizes, seed + 2))
                        .limit(ranks + 1)
                        .toList();
                Random common = new Random(seed);
                for (int i = 0; i < batches; i++) {
                    pairs.get(common.nextInt(pairs.size())).batch(1 + common.nextInt(20));
                }
                pairs.forEach(Pair::drain);
            }
        });
    }
}
