package org.tutti.runtime;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * Watches without native access: every rank keeps a Unix socket open to rank 0. When a process ends the kernel closes its
 * end; rank 0 learns of any other rank's end so, and the others of rank 0's.
 */
final class SocketDeathWatch implements DeathWatch {
    private static final int HUB = 0;
    private static final int NOBODY = -1;

    private final Selector selector;
    private final @Nullable ServerSocketChannel hub;
    private final int ranks;
    private volatile boolean closed;

    /** Who is at the other end: a rank, once it has said which one. Others that connect say nothing that counts. */
    private static final class Peer {
        private final ByteBuffer greeting;
        private int rank;

        Peer(int rank) {
            this.rank = rank;
            this.greeting = ByteBuffer.allocate(rank == NOBODY ? Integer.BYTES : 0);
        }
    }

    private SocketDeathWatch(@Nullable ServerSocketChannel hub, int ranks) throws IOException {
        this.selector = Selector.open();
        this.hub = hub;
        this.ranks = ranks;
    }

    /** Opens rank 0's end, before any other rank looks for it. */
    static SocketDeathWatch hub(Path socket, int ranks) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), Parameters.MAX_RANKS);
        server.configureBlocking(false);
        SocketDeathWatch watch = new SocketDeathWatch(server, ranks);
        server.register(watch.selector, SelectionKey.OP_ACCEPT);
        return watch;
    }

    /** Opens another rank's end. */
    static SocketDeathWatch spoke(Path socket, int rank) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, rank));
        channel.configureBlocking(false);
        SocketDeathWatch watch = new SocketDeathWatch(null, HUB + 1);
        channel.register(watch.selector, SelectionKey.OP_READ, new Peer(HUB));
        return watch;
    }

    /** Begins to watch. */
    SocketDeathWatch start(Listener listener) {
        Thread.ofPlatform().daemon().name("tutti-death-watch").start(() -> run(listener));
        return this;
    }

    private void run(Listener listener) {
        try {
            while (!closed) {
                selector.select(key -> handle(key, listener));
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new TuttiException(
                    ErrorCode.SYSTEM, "cannot watch the other ranks any more: " + e.getMessage(), -1, e);
        }
    }

    private void handle(SelectionKey key, Listener listener) {
        try {
            if (key.isAcceptable() && hub != null) {
                accept(hub);
            } else if (key.channel() instanceof SocketChannel channel && key.attachment() instanceof Peer peer) {
                read(key, channel, peer, listener);
            }
        } catch (IOException e) {
            end(key, listener);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Peer(NOBODY));
    }

    private void read(SelectionKey key, SocketChannel channel, Peer peer, Listener listener) throws IOException {
        boolean greets = peer.greeting.hasRemaining();
        if (channel.read(greets ? peer.greeting : ByteBuffer.allocate(1)) < 0) {
            end(key, listener);
        } else if (greets && !peer.greeting.hasRemaining()) {
            int said = peer.greeting.getInt(0);
            peer.rank = said >= 0 && said < ranks ? said : NOBODY;
        }
    }

    private void end(SelectionKey key, Listener listener) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // it has no other end any more
        }
        if (!closed && key.attachment() instanceof Peer peer && peer.rank != NOBODY) {
            listener.rankEnded(peer.rank);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
