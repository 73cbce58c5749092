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

    private final Selector selector;
    private final @Nullable ServerSocketChannel hub;
    private volatile boolean closed;

    private SocketDeathWatch(@Nullable ServerSocketChannel hub) throws IOException {
        this.selector = Selector.open();
        this.hub = hub;
    }

    /** Opens rank 0's end, before any other rank looks for it. */
    static SocketDeathWatch hub(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), Parameters.MAX_RANKS);
        server.configureBlocking(false);
        SocketDeathWatch watch = new SocketDeathWatch(server);
        server.register(watch.selector, SelectionKey.OP_ACCEPT);
        return watch;
    }

    /** Opens another rank's end. */
    static SocketDeathWatch spoke(Path socket, int rank) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, rank));
        channel.configureBlocking(false);
        SocketDeathWatch watch = new SocketDeathWatch(null);
        channel.register(watch.selector, SelectionKey.OP_READ, HUB);
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
            } else if (key.channel() instanceof SocketChannel channel) {
                read(key, channel, listener);
            }
        } catch (IOException e) {
            end(key, listener);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        ByteBuffer rank = ByteBuffer.allocate(Integer.BYTES);
        while (rank.hasRemaining() && channel.read(rank) >= 0) {
            Thread.onSpinWait();
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, rank.getInt(0));
    }

    private void read(SelectionKey key, SocketChannel channel, Listener listener) throws IOException {
        if (channel.read(ByteBuffer.allocate(1)) < 0) {
            end(key, listener);
        }
    }

    private void end(SelectionKey key, Listener listener) {
        key.cancel();
        if (!closed && key.attachment() instanceof Integer rank) {
            listener.rankEnded(rank);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
