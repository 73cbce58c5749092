package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Message;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;

/** The letters of one rank to one, perhaps itself, in one communicator, beside the model. Each side makes the same choices. */
final class MessagePair {
    private final Communicator communicator;
    private final int source;
    private final int dest;
    private final int comm;
    private final MessageLimits sizes;
    private final Random random;
    private final int longest;
    private final MatchModel model = new MatchModel();
    private final List<PostedReceive> receives = new ArrayList<>();
    private final Map<Letter, @Nullable Request> sends = new HashMap<>();
    private int serial;

    MessagePair(Communicator communicator, int source, int dest, int comm, MessageLimits sizes, long seed) {
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
            receives.add(new PostedReceive(comm, receives.size(), wanted, request, room));
        } else {
            receives.add(new PostedReceive(
                    comm, receives.size(), wanted, communicator.irecv(new byte[0], Tutti.PROC_NULL, 0), new byte[0]));
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
            PostedReceive posted = receives.remove(which);
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
    private void end(PostedReceive posted) {
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
        for (PostedReceive posted : List.copyOf(receives)) {
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
                    assertThat(request.test()).as("%s is not received", letter).isFalse();
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
        for (PostedReceive posted : receives) {
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
