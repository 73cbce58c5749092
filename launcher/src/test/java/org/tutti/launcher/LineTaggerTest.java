package org.tutti.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineTaggerTest {
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @Test
    void shouldPutTheTagBeforeEachLine() {
        tag("a\n\nb\n");
        assertThat(target.toString(UTF_8)).isEqualTo("[1] a\n[1] \n[1] b\n");
    }

    @Test
    void shouldAskForTheTagOfEachLine() {
        AtomicInteger line = new AtomicInteger();
        new LineTagger(stream("a\nb\n"), target, () -> line.incrementAndGet() + " ").run();
        assertThat(target.toString(UTF_8)).isEqualTo("1 a\n2 b\n");
    }

    @Test
    void shouldEndAnUnfinishedLastLine() {
        tag("a\nb");
        assertThat(target.toString(UTF_8)).isEqualTo("[1] a\n[1] b\n");
    }

    @Test
    void shouldWriteNothingForNothing() {
        tag("");
        assertThat(target.size()).isZero();
    }

    @Test
    void shouldKeepTheBytesOfALine() {
        tag("grüße\r\n\u0000\t∑\n");
        assertThat(target.toString(UTF_8)).isEqualTo("[1] grüße\r\n[1] \u0000\t∑\n");
    }

    @Test
    void shouldBreakALineThatIsLongerThanCanBeKept() {
        new LineTagger(stream("aaaaabbbbb\ncccccddddde\n"), target, () -> "[1] ", 5).run();
        assertThat(target.toString(UTF_8)).isEqualTo("[1] aaaaa\n[1] bbbbb\n[1] ccccc\n[1] ddddd\n[1] e\n");
    }

    @Test
    void shouldKeepALongLineWhole() {
        String line = "x".repeat(1_000_000);
        tag(line + "\n");
        assertThat(target.toString(UTF_8)).isEqualTo("[1] " + line + "\n");
    }

    /** A prompt is no line yet: it waits for its end, while whole lines do not wait for it. */
    @Test
    void shouldWriteWholeLinesAtOnceAndHoldBackTheRest() throws Exception {
        PipedOutputStream rank = new PipedOutputStream();
        Thread thread = Thread.ofPlatform().start(new LineTagger(new PipedInputStream(rank), target, () -> "[1] "));
        rank.write("one\ntw".getBytes(UTF_8));
        rank.flush();
        while (target.size() == 0) {
            Thread.sleep(1);
        }
        assertThat(target.toString(UTF_8)).isEqualTo("[1] one\n");
        rank.write("o\n".getBytes(UTF_8));
        rank.close();
        thread.join();
        assertThat(target.toString(UTF_8)).isEqualTo("[1] one\n[1] two\n");
    }

    @Test
    void shouldNeverMixLinesOfSeveralRanks() throws Exception {
        int ranks = 4;
        int lines = 5000;
        List<Thread> threads = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            String tag = LineTagger.tag(rank, ranks);
            String line = Integer.toString(rank).repeat(100 + 37 * rank) + "\n";
            InputStream source = new Trickle(stream(line.repeat(lines)), 61 + rank);
            threads.add(Thread.ofPlatform().start(new LineTagger(source, target, () -> tag)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> written = target.toString(UTF_8).lines().toList();
        assertThat(written).hasSize(ranks * lines);
        assertThat(written).allMatch(line -> line.matches("\\[0] 0{100}|\\[1] 1{137}|\\[2] 2{174}|\\[3] 3{211}"));
    }

    /** Else a rank would wait for ever for its pipe to be read. */
    @Test
    void shouldReadOnWhenNobodyTakesTheOutputAnyMore() {
        InputStream source = stream("a\n".repeat(100_000));
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        new LineTagger(source, broken, () -> "[1] ").run();
        assertThat(source).isEmpty();
    }

    @Test
    void shouldMakeTagsOfOneWidth() {
        assertThat(LineTagger.tag(3, 4)).isEqualTo("[3] ");
        assertThat(LineTagger.tag(3, 10)).isEqualTo("[3] ");
        assertThat(LineTagger.tag(3, 11)).isEqualTo("[ 3] ");
        assertThat(LineTagger.tag(10, 11)).isEqualTo("[10] ");
    }

    private void tag(String text) {
        new LineTagger(stream(text), target, () -> "[1] ").run();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Gives few bytes at a time. */
    private static final class Trickle extends InputStream {
        private final InputStream source;
        private final int most;

        Trickle(InputStream source, int most) {
            this.source = source;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            return source.read(bytes, offset, Math.min(count, most));
        }
    }
}
