package org.tutti.p2p;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.segment.HeapPosts;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Model;
import org.tutti.segment.Post;
import org.tutti.segment.Roster;
import org.tutti.segment.Schedule;

/** Ranks exchange messages through their post offices as a script says: all arrive, whole, and nobody waits for ever. */
final class MessageModel extends Model {
    private static final long CONTEXT = 5;

    private final HeapPosts posts;
    private final MessageSizes sizes;
    private final Script script;
    private final Party[] parties;

    /** What the ranks do. */
    interface Script {
        /** Runs as one of them. */
        void run(Party party);
    }

    MessageModel(Schedule schedule, MessageSizes sizes, Script script, HeapWords.Defect... defects) {
        super(schedule);
        this.posts = new HeapPosts(schedule, defects);
        this.sizes = sizes;
        this.script = script;
        this.parties = new Party[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            parties[rank] = new Party(rank);
        }
    }

    @Override
    protected HeapWords words(int rank) {
        return posts.words(rank);
    }

    @Override
    protected void run(int rank) {
        script.run(parties[rank]);
        parties[rank].finish();
    }

    private static long value(int sender, int number, int index) {
        return 10_000L * (sender + 1) + 100L * number + index;
    }

    /** A rank as a script uses it. Messages of a rank have numbers, which tell what they hold. */
    final class Party {
        final int rank;
        private final Post post;
        private final PostOffice office;
        private final Mailbox mailbox;

        Party(int rank) {
            this.rank = rank;
            this.post = posts.post(rank);
            this.office = new PostOffice(post, sizes, false);
            this.mailbox = office.open(Roster.ofAll(CONTEXT, "world", ranks), 0);
        }

        /** Tells the others how far this rank has come. */
        void tell(int progress) {
            posts.tell(rank, progress);
        }

        /** {@return how far another rank has come} */
        int told(int by) {
            return posts.told(rank, by);
        }

        /** Waits until another rank has come so far, and does nothing else meanwhile. */
        void awaitTold(int by, int progress) {
            while (told(by) < progress) {
                words(rank).drain();
                schedule.pause(rank);
            }
        }

        /** {@return memory of this rank's program that others can read and write} */
        long[] share(int length) {
            return posts.share(rank, length);
        }

        /** Fills memory with what a message holds. */
        void fill(long[] buffer, int number) {
            for (int i = 0; i < buffer.length; i++) {
                posts.set(rank, buffer, i, value(rank, number, i));
            }
        }

        /** {@return a message on its way} */
        Send start(Send.Mode mode, int receiver, int tag, long[] buffer) {
            Send send = new Send(mailbox, receiver, tag, mode).set(ElementType.LONG, buffer, 0, buffer.length);
            office.start(send);
            return send;
        }

        /** {@return a message on its way, of so many elements} */
        Send send(int receiver, int tag, int length, int number) {
            long[] buffer = new long[length];
            fill(buffer, number);
            return start(Send.Mode.STANDARD, receiver, tag, buffer);
        }

        /** {@return a message on its way, of so many elements, which is done when its receiver wants it} */
        Send sendSynchronously(int receiver, int tag, int length, int number) {
            long[] buffer = new long[length];
            fill(buffer, number);
            return start(Send.Mode.SYNCHRONOUS, receiver, tag, buffer);
        }

        /** Sends a message at once where there is room, and else waits. */
        void sendNow(int receiver, int tag, int length, int number) {
            long[] buffer = new long[length];
            fill(buffer, number);
            if (!office.sendNow(mailbox, receiver, tag, ElementType.LONG, buffer, 0, length)) {
                await(start(Send.Mode.STANDARD, receiver, tag, buffer));
            }
        }

        /** {@return a message that is wanted} */
        Receive receive(int source, int tag, long[] buffer) {
            Receive receive = newReceive(source, tag, buffer);
            office.start(receive);
            return receive;
        }

        /** {@return a message that is wanted, of so many elements} */
        Receive receive(int source, int tag, int length) {
            return receive(source, tag, new long[length]);
        }

        private Receive newReceive(int source, int tag, long[] buffer) {
            return new Receive(mailbox).set(source, tag, ElementType.LONG, buffer, 0, buffer.length);
        }

        /** Receives a message, at once where it is the next one. */
        void receiveNow(int source, int tag, int length, int number) {
            long[] buffer = new long[length];
            Receive receive = newReceive(source, tag, buffer);
            Inbox direct = office.directInbox(receive);
            if (direct != null && direct.isReady() && direct.receiveNext(receive)) {
                check(receive, source, number);
            } else {
                office.start(receive);
                await(receive, source, number);
            }
        }

        /** Waits until a message has been received, and looks whether it is the right one. */
        void await(Receive receive, int source, int number) {
            await(receive);
            check(receive, source, number);
        }

        /** {@return the number of a message from any source, which has been received} */
        int numberOf(Receive receive) {
            return (int) (posts.get(rank, (long[]) receive.buffer, 0) % 10_000 / 100);
        }

        /** Fails unless a message is the right one. */
        void check(Receive receive, int source, int number) {
            require(receive.failure() == null, "failed: " + receive.failure());
            require(receive.actualSource() == source, "from " + receive.actualSource());
            require(receive.actualBytes() == receive.bytes(), "bytes: " + receive.actualBytes());
            long[] buffer = (long[]) receive.buffer;
            for (int i = 0; i < buffer.length; i++) {
                long got = posts.get(rank, buffer, i);
                require(got == value(source, number, i), "message " + number + " of rank " + source + " has " + got);
            }
        }

        /** Waits until the message has begun to come that a receive wants. */
        void awaitMatch(Receive receive) {
            while (receive.isLinked) {
                if (!office.poll()) {
                    rest();
                }
            }
        }

        /** Waits as an engine does: whoever still sends looks again soon, others sleep until the bell rings. */
        void await(@Nullable Transfer wanted) {
            while (wanted == null ? office.isSending() : !wanted.isDone()) {
                if (!office.poll() && !(wanted != null && wanted.isDone())) {
                    rest();
                }
            }
        }

        private void rest() {
            if (office.isSending()) {
                words(rank).drain();
                if (!office.hasNews()) {
                    schedule.pause(rank);
                }
                return;
            }
            post.lieDown();
            if (!office.hasNews()) {
                post.sleep(1);
            }
            post.getUp();
        }

        /** Waits until all answers are on their way. */
        private void finish() {
            await((Transfer) null);
        }
    }
}
