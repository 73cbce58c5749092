package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.memory.ElementType;
import org.tutti.runtime.Parameters;

/** What who only looks sees of a channel, and how small messages and longer ones follow each other in it. */
class PostTest {
    private static final int RANKS = 2;
    private static final int CELLS = 4;
    private static final long RING_BYTES = 512;

    private Arena arena;
    private ChannelLayout layout;
    private Outgoing out;
    private Incoming in;

    @BeforeEach
    void openChannel(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("arena");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        arena = Arena.create(
                channel, file, "post", Parameters.of().geometry(RANKS, 1 << 20), ProcessId.current(), 42, null);
        layout = new ChannelLayout(arena.geometry());
        for (int rank = 0; rank < RANKS; rank++) {
            Post.prepare(arena, rank);
            arena.setState(rank, Arena.State.ACTIVE);
        }
        out = new Post(arena, 0, arena.pool(0)::allocate).open(1, CELLS, RING_BYTES);
        in = Objects.requireNonNull(new Post(arena, 1, arena.pool(1)::allocate).find(0));
    }

    @AfterEach
    void closeArena() throws IOException {
        arena.close();
    }

    private boolean isQuiet() {
        return Post.toLook(arena).isQuiet();
    }

    private void send(long... payload) {
        assertThat(out.hasCell()).isTrue();
        out.layInline(ElementType.LONG, payload, 0, payload.length);
        out.send(payload.length, payload[0], out.mustAsk());
    }

    private void receive(long... payload) {
        assertThat(in.isReady()).isTrue();
        assertThat(in.head()).isEqualTo(payload.length);
        assertThat(in.context()).isEqualTo(payload[0]);
        long[] got = new long[payload.length];
        in.getInline(ElementType.LONG, got, 0, got.length);
        assertThat(got).isEqualTo(payload);
        in.take(true);
    }

    @Test
    void shouldSeeWhatIsUnderWay() {
        assertThat(isQuiet()).isTrue();
        send(1);
        assertThat(isQuiet()).isFalse();
        receive(1);
        assertThat(isQuiet()).isTrue();
        send(2, 3);
        assertThat(isQuiet()).as("a message behind slots that are left out").isFalse();
        receive(2, 3);
        assertThat(isQuiet()).isTrue();
    }

    /** Only the slots are left out by now: the receiver finds nothing, goes on to the next cell, and finds its message there later. */
    @Test
    void shouldSeeNothingInSlotsThatAreLeftOut() {
        send(1);
        receive(1);
        out.lay(0, 2);
        assertThat(in.isReady()).isFalse();
        assertThat(isQuiet()).isTrue();
        in.tell();
        assertThat(isQuiet()).isTrue();
        out.send(1, 2, false);
        assertThat(isQuiet()).isFalse();
        receive(2);
    }

    /** What a longer message lays over the slots of its cell looks like messages, if anything does. */
    @Test
    void shouldNotTakeFormerPayloadForMessages() {
        for (int round = 0; round < 3; round++) {
            for (int cell = 0; cell < CELLS; cell++) {
                send(1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60);
                receive(1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60);
            }
            for (int small = 0; small < 3 * CELLS; small++) {
                send(small);
                receive(small);
                assertThat(in.isReady()).isFalse();
            }
        }
    }

    /** Somebody has written over the word at which the next message is looked for; the fourth of these is what leaves out slots from here to here. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -8, -1, -4, 0, 4})
    void shouldFindNothingInNonsense(long nonsense) {
        overwriteReady(nonsense);
        assertThat(in.isReady()).isFalse();
        assertThat(isQuiet()).isTrue();
        send(4);
        receive(4);
    }

    @Test
    void shouldGoNoFurtherInNonsenseThanAMessageCould() {
        overwriteReady(Long.MAX_VALUE);
        assertThat(in.isReady()).isTrue();
        in.take(true);
        assertThat(in.isReady()).isFalse();
        out.lay(0, 5);
        out.send(1, 5, false);
        send(6);
        receive(6);
    }

    private void overwriteReady(long nonsense) {
        for (int i = 0; i < 4; i++) {
            send(i);
            receive(i);
        }
        long channel = arena.words().getAcquire(arena.posts()[0] + layout.channel(1));
        arena.words().setRelease(channel + layout.slot(4, CELLS) + ChannelLayout.READY, nonsense);
    }

    @Test
    void shouldKeepACellOfWhichAMessageIsNotTaken() {
        for (int i = 0; i < 2; i++) {
            send(i);
            receive(i);
        }
        for (int i = 2; i <= 4 * (CELLS - 1); i++) {
            send(i);
        }
        assertThat(out.hasCell()).as("two of four in the first cell are taken").isFalse();
        receive(2);
        assertThat(out.hasCell()).as("three of four").isFalse();
        receive(3);
        send(-1, -2);
        for (int i = 4; i <= 4 * (CELLS - 1); i++) {
            receive(i);
        }
        receive(-1, -2);
    }

    @Test
    void shouldFillAllCellsAndNoMore() {
        int sent = 0;
        while (out.hasCell()) {
            send(sent++);
        }
        assertThat(sent).as("the last cell is kept for what needs one").isEqualTo(4 * (CELLS - 1) + 1);
        for (int i = 0; i < sent; i++) {
            receive(i);
        }
        assertThat(in.isReady()).isFalse();
        assertThat(out.hasCell()).isTrue();
    }
}
