package org.tutti.segment;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;

/**
 * Two ranks send each other more messages than their channels have room for, and sleep whenever they cannot go on. None is lost, comes
 * twice or is written over while it is read, and nobody sleeps for ever.
 */
final class ChannelModel extends Model {
    private static final int LENGTH = 2;
    private static final long ASKS = 1;
    private static final long SMALL = 2;
    private static final long UNUSED_RING_BYTES = 512;

    /** What a rank can do wrong, to see whether the model notices. */
    enum Mistake {
        NONE,
        /** It tells that it has taken a cell before it has read it. */
        TELLS_EARLY,
        /** It never asks what has been taken. */
        NEVER_ASKS,
        /** It asks as its cells demand it, and not its ring. */
        FORGETS_RING,
        /** It lays a piece when its cell is ready already. */
        LAYS_LATE
    }

    private final HeapPosts posts;
    private final int cells;
    private final long ringBytes;
    private final boolean usesRing;
    private final int messages;
    private final int wholeOneOf;
    private final Mistake mistake;

    /** Messages lie beside their heads, each in a cell, or in a ring of some size. */
    ChannelModel(
            Schedule schedule, int cells, long ringBytes, int messages, Mistake mistake, HeapWords.Defect... defects) {
        this(schedule, cells, ringBytes, messages, 1, mistake, defects);
    }

    /** One of so many messages has a cell; the others are small, and share cells. */
    ChannelModel(
            Schedule schedule,
            int cells,
            long ringBytes,
            int messages,
            int wholeOneOf,
            Mistake mistake,
            HeapWords.Defect... defects) {
        super(schedule);
        this.wholeOneOf = wholeOneOf;
        this.posts = new HeapPosts(schedule, defects);
        this.cells = cells;
        this.usesRing = ringBytes > 0;
        this.ringBytes = usesRing ? ringBytes : UNUSED_RING_BYTES;
        this.messages = messages;
        this.mistake = mistake;
    }

    @Override
    protected HeapWords words(int rank) {
        return posts.words(rank);
    }

    @Override
    protected void run(int rank) {
        new Side(rank).exchange();
    }

    private final class Side {
        private final int rank;
        private final int peer;
        private final Post post;
        private final Outgoing out;
        private @Nullable Incoming in;
        private @Nullable Incoming teller;
        private int sent;
        private int received;

        Side(int rank) {
            this.rank = rank;
            this.peer = 1 - rank;
            this.post = posts.post(rank);
            this.out = post.open(peer, cells, ringBytes);
        }

        void exchange() {
            while (sent < messages || received < messages) {
                if (!moves()) {
                    post.lieDown();
                    if (!moves()) {
                        post.sleep(1);
                    }
                    post.getUp();
                }
            }
        }

        private boolean moves() {
            boolean moved = sends();
            return receives() || moved;
        }

        private boolean sends() {
            if (sent == messages || !out.hasCell()) {
                return false;
            }
            boolean small = isSmall(sent);
            long place = usesRing && !small ? out.room(LENGTH * Long.BYTES) : 0;
            if (usesRing && !small && place == 0) {
                return false;
            }
            if (!small) {
                out.lay(0, place);
            }
            if (mistake != Mistake.LAYS_LATE) {
                lay(place, sent);
            }
            boolean asks = asks();
            out.send((asks ? ASKS : 0) | (small ? SMALL : 0), sent, asks);
            if (mistake == Mistake.LAYS_LATE) {
                lay(place, sent);
            }
            sent++;
            return true;
        }

        private boolean isSmall(int number) {
            return number % wholeOneOf != 0;
        }

        private void lay(long place, int number) {
            if (isSmall(number)) {
                long[] payload = {value(rank, number, 0)};
                out.layInline(ElementType.LONG, payload, 0, 1);
            } else if (place == 0) {
                out.lay(1, value(rank, number, 0));
                out.lay(2, value(rank, number, 1));
            } else {
                long[] payload = {value(rank, number, 0), value(rank, number, 1)};
                out.lay(place, ElementType.LONG, payload, 0, LENGTH);
            }
        }

        private boolean asks() {
            return switch (mistake) {
                case NEVER_ASKS -> false;
                case FORGETS_RING -> sent % (cells / 4) == 0;
                default -> out.mustAsk();
            };
        }

        private boolean receives() {
            if (in == null) {
                in = post.find(peer);
                teller = mistake == Mistake.TELLS_EARLY ? post.find(peer) : null;
            }
            Incoming channel = in;
            if (channel == null || !channel.isReady()) {
                return false;
            }
            boolean tells = (channel.head() & ASKS) != 0;
            if (teller != null && teller.isReady()) {
                teller.take(tells);
            }
            require(channel.context() == received, "message " + received + " is " + channel.context());
            if ((channel.head() & SMALL) != 0) {
                long[] payload = {0};
                channel.getInline(ElementType.LONG, payload, 0, 1);
                requireValue(payload, 0);
            } else {
                get(channel);
            }
            channel.take(tells && teller == null);
            received++;
            return true;
        }

        private void get(Incoming channel) {
            long place = channel.number(0);
            long[] payload = {channel.number(1), channel.number(2)};
            if (place != 0) {
                channel.get(place, ElementType.LONG, payload, 0, LENGTH);
            }
            for (int i = 0; i < LENGTH; i++) {
                requireValue(payload, i);
            }
        }

        private void requireValue(long[] payload, int i) {
            require(payload[i] == value(peer, received, i), "message " + received + " has " + payload[i]);
        }
    }

    private static long value(int sender, int number, int index) {
        return 1000L * (sender + 1) + 10L * number + index;
    }
}
