package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is heard at rank 0's socket. */
@Timeout(20)
class SocketDeathWatchTest {
    private static final int RANKS = 3;

    @TempDir
    Path folder;

    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

    private final DeathWatch.Listener listener = new DeathWatch.Listener() {
        @Override
        public void rankEnded(int rank) {
            ended.add(rank);
        }

        @Override
        public void launcherEnded() {}
    };

    private static SocketChannel connect(Path socket, byte... said) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(said));
        return channel;
    }

    @Test
    void shouldNoticeARankBesideStrangers() throws Exception {
        Path socket = folder.resolve("socket");
        SocketDeathWatch watch = SocketDeathWatch.hub(socket, RANKS).start(listener);
        try (SocketChannel silent = connect(socket);
                SocketChannel halfway = connect(socket, (byte) 0, (byte) 0)) {
            connect(socket).close();
            connect(socket, (byte) 0, (byte) 0).close();
            connect(socket, (byte) 0, (byte) 0, (byte) 0, (byte) 99).close();
            connect(socket, (byte) -1, (byte) -1, (byte) -1, (byte) -1).close();
            connect(socket, (byte) 0, (byte) 0, (byte) 0, (byte) 2).close();
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
            SocketChannel rank = connect(socket, (byte) 0, (byte) 0);
            rank.write(ByteBuffer.wrap(new byte[] {0, 1}));
            rank.close();
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(silent.isOpen() && halfway.isOpen()).isTrue();
        }
        assertThat(ended).as("nobody who has said nothing, or no rank").isEmpty();
        watch.close();
    }

    @Test
    void shouldNoticeTheEndOfRankZero() throws Exception {
        Path socket = folder.resolve("socket");
        SocketDeathWatch hub = SocketDeathWatch.hub(socket, RANKS).start(listener);
        SocketDeathWatch spoke = SocketDeathWatch.spoke(socket, 1).start(listener);
        hub.close();
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isZero();
        spoke.close();
    }
}
