package org.tutti.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * How one rank of each of two jobs agree to become one job, over a socket, without waiting.
 *
 * <ol>
 *   <li>Who connects sends a greeting and how many ranks come with it.
 *   <li>Who accepts takes the first that has done so, and sends the name of the common job and how many ranks it has itself.
 *   <li>Who connects sends that it is ready, and goes there.
 *   <li>Who accepts reads that, and goes there. One that has gone before, or says nothing for seconds, is forgotten, and the next one is
 *       taken.
 * </ol>
 */
public abstract class Encounter implements AutoCloseable {
    /** Of those who speak like this; whether their arenas have the same version they see when they come to one. */
    private static final long GREETING = 0x5455545449_0001L;

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int HELLO_BYTES = Long.BYTES + Integer.BYTES;
    private static final int NAME_BYTES = 64;
    private static final int REPLY_BYTES = Integer.BYTES + NAME_BYTES;
    private static final byte READY = 1;

    final String port;
    final int ranks;

    @Nullable
    SocketChannel channel;

    private @Nullable Agreement agreement;

    /**
     * What two jobs have agreed on.
     *
     * @param job the name of the common job
     * @param others how many ranks the other one has
     */
    public record Agreement(String job, int others) {}

    private Encounter(String port, int ranks) {
        this.port = port;
        this.ranks = ranks;
    }

    /** {@return how a rank waits at a port of this process for others to connect} Its job comes with so many ranks. */
    public static Encounter atOwn(String port, int ranks) {
        return new Host(Port.ofProcess(port), port, ranks);
    }

    /** {@return how a rank comes to a port of another process} Its job comes with so many ranks. */
    public static Encounter at(String port, int ranks) {
        return new Guest(Port.reach(port), port, ranks);
    }

    /** {@return whether both have agreed} Goes as far as it can without waiting. */
    public final boolean step() {
        try {
            if (agreement == null) {
                agreement = tryToAgree();
            }
            return agreement != null;
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /** {@return what both have agreed on} */
    public final Agreement agreement() {
        Agreement made = agreement;
        if (made == null) {
            throw new TuttiException(ErrorCode.DEFECT, "has not been agreed on yet: port=" + port);
        }
        return made;
    }

    abstract @Nullable Agreement tryToAgree() throws IOException;

    final TuttiException closed(@Nullable IOException cause) {
        return new TuttiException(ErrorCode.BAD_PORT, "the port was closed meanwhile: port=" + port, -1, cause);
    }

    final void drop() {
        SocketChannel dropped = channel;
        channel = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (IOException e) {
                // nothing that was sent on it matters any more
            }
        }
    }

    @Override
    public final void close() {
        drop();
    }

    private static final class Host extends Encounter {
        private final Port own;
        private final ByteBuffer hello = ByteBuffer.allocate(HELLO_BYTES);
        private final ByteBuffer ready = ByteBuffer.allocate(1);
        private String job = "";
        private long takenNanos;

        Host(Port own, String port, int ranks) {
            super(port, ranks);
            this.own = own;
        }

        @Override
        @Nullable
        Agreement tryToAgree() throws IOException {
            if (channel == null) {
                channel = own.take();
                hello.clear();
                ready.clear();
                takenNanos = System.nanoTime();
            }
            Agreement made = channel == null ? null : answer(channel);
            if (made == null && System.nanoTime() - takenNanos > SILENCE_NANOS) {
                drop();
            }
            return made;
        }

        private @Nullable Agreement answer(SocketChannel other) {
            try {
                if (hello.hasRemaining() && (!hasRead(other, hello) || !reply(other))) {
                    return null;
                }
                return hasRead(other, ready) ? new Agreement(job, hello.getInt(Long.BYTES)) : null;
            } catch (IOException e) {
                drop();
                return null;
            }
        }

        private boolean reply(SocketChannel other) throws IOException {
            int others = hello.getInt(Long.BYTES);
            if (hello.getLong(0) != GREETING || others < 1 || others > Parameters.MAX_RANKS - ranks) {
                drop();
                return false;
            }
            job = Port.newJobName();
            byte[] name = job.getBytes(StandardCharsets.UTF_8);
            other.write(ByteBuffer.allocate(REPLY_BYTES).putInt(ranks).put(name).rewind());
            return true;
        }
    }

    private static final class Guest extends Encounter {
        private final ByteBuffer reply = ByteBuffer.allocate(REPLY_BYTES);
        private boolean greeted;

        Guest(SocketChannel channel, String port, int ranks) {
            super(port, ranks);
            this.channel = channel;
        }

        @Override
        @Nullable
        Agreement tryToAgree() throws IOException {
            SocketChannel other = channel;
            if (other == null || !other.finishConnect()) {
                return null;
            }
            if (!greeted) {
                greeted = true;
                other.write(ByteBuffer.allocate(HELLO_BYTES)
                        .putLong(GREETING)
                        .putInt(ranks)
                        .flip());
            }
            if (!hasRead(other, reply)) {
                return null;
            }
            other.write(ByteBuffer.allocate(1).put(READY).flip());
            byte[] name = new byte[NAME_BYTES];
            reply.get(Integer.BYTES, name);
            return new Agreement(new String(name, StandardCharsets.UTF_8).trim(), reply.getInt(0));
        }
    }

    /** {@return whether a buffer is full now} */
    private static boolean hasRead(SocketChannel from, ByteBuffer buffer) throws IOException {
        if (buffer.hasRemaining() && from.read(buffer) < 0) {
            throw new IOException("the other end has been closed");
        }
        return !buffer.hasRemaining();
    }
}
