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
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Message;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** One rank of a program in which all send to all; in each round every rank knows all letters. */
final class MessagePlayer {
    static final int COMMS = 2;
    private static final int SLOTS = 24;

    /** A receive that has got a letter. */
    private record Got(int order, MatchModel.Wanted wanted, Letter letter) {}

    private final Communicator world;
    private final Communicator[] comms;
    private final Random own;
    private final Map<List<Integer>, Letter> due = new HashMap<>();
    private final int[] missing = new int[COMMS];
    private final int[] orders = new int[COMMS];
    private final List<List<Got>> got = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<PostedReceive> posted = new ArrayList<>();
    private final List<Request> sends = new ArrayList<>();
    private final MemorySegment shared;
    private final int slotBytes;
    private int usedSlots;
    private int longest;

    MessagePlayer(Communicator world, Communicator dup, MessageLimits sizes, long seed) {
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
            posted.add(new PostedReceive(comm, orders[comm]++, wanted, request, room, slot));
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
                posted.add(new PostedReceive(comm, orders[comm]++, wanted, request, room));
            }
            default -> {
                Request request = comms[comm].irecv(room, 1, longest, source, tag);
                posted.add(new PostedReceive(comm, orders[comm]++, wanted, request, room));
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

    private boolean take(PostedReceive each) {
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
        for (PostedReceive each : posted) {
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

    /** Gives the memory back that others can read. */
    void free() {
        world.free(shared);
    }
}
