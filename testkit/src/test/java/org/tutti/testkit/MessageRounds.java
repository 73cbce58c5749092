package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tutti.Communicator;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;

/** Rounds of messages of any lengths, around the ring of all ranks and to all of them; what is received is checked. */
final class MessageRounds {
    private static final int[] BYTES = {0, 8, 104, 105, 3000, 20_000, 70_000, 300_000};

    private final Communicator world;
    private final int rank;
    private final int ranks;

    private MessageRounds(Communicator world) {
        this.world = world;
        this.rank = world.rank();
        this.ranks = world.size();
    }

    /** Plays so many rounds, which follow from the seed; all ranks play the same. */
    static void play(Communicator world, long seed, int rounds) {
        MessageRounds messages = new MessageRounds(world);
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            int bytes = random.nextInt(BYTES[random.nextInt(BYTES.length)] + 1);
            if (random.nextBoolean()) {
                messages.shift(1 + random.nextInt(world.size()), bytes, round);
            } else {
                messages.toAll(Math.min(bytes, 70_000), round);
            }
        }
    }

    private void shift(int by, int bytes, int tag) {
        int source = Math.floorMod(rank - by, ranks);
        byte[] received = new byte[bytes];
        world.sendRecv(text(rank, bytes, tag), (rank + by) % ranks, tag, received, source, tag);
        check(received, source, tag);
    }

    private void toAll(int bytes, int tag) {
        List<Request> sends = new ArrayList<>();
        for (int dest = 0; dest < ranks; dest++) {
            if (dest != rank) {
                sends.add(world.isend(text(rank, bytes, tag), dest, tag));
            }
        }
        for (int message = 1; message < ranks; message++) {
            byte[] received = new byte[bytes];
            Status status = world.recv(received, Tutti.ANY_SOURCE, tag);
            check(received, status.source(), tag);
        }
        Request.waitAll(sends);
        // tags differ from round to round, so that no message is taken for another
    }

    private static byte[] text(int source, int bytes, int tag) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = value(source, tag, i);
        }
        return text;
    }

    private static byte value(int source, int tag, int index) {
        return (byte) (31 * source + 7 * tag + index);
    }

    private void check(byte[] received, int source, int tag) {
        for (int i = 0; i < received.length; i++) {
            if (received[i] != value(source, tag, i)) {
                throw new AssertionError("rank " + rank + " received a wrong byte " + i + " of " + received.length
                        + " from rank " + source + " with tag " + tag);
            }
        }
    }
}
