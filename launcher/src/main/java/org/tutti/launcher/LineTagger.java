package org.tutti.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Copies lines, each with a tag before it, to a stream that others write to at the same time: lines stay whole. A line
 * that is longer than can be kept is broken into several.
 */
final class LineTagger implements Runnable {
    private static final int READ_BYTES = 8192;
    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private final InputStream source;
    private final OutputStream target;
    private final Supplier<String> tag;
    private final int longest;
    private byte[] out = new byte[READ_BYTES];
    private int outBytes;
    private int lineStart;
    private int tagBytes;
    private boolean targetLost;

    /**
     * Makes a tagger.
     *
     * @param source is read to its end
     * @param target is written to while its monitor is held
     * @param tag gives the tag of a line that begins
     */
    LineTagger(InputStream source, OutputStream target, Supplier<String> tag) {
        this(source, target, tag, LONGEST_LINE_BYTES);
    }

    LineTagger(InputStream source, OutputStream target, Supplier<String> tag, int longest) {
        this.source = source;
        this.target = target;
        this.tag = tag;
        this.longest = longest;
    }

    /** {@return the tag of a rank, as wide as those of all others} */
    static String tag(int rank, int ranks) {
        int width = Integer.toString(ranks - 1).length();
        return "[" + " ".repeat(width - Integer.toString(rank).length()) + rank + "] ";
    }

    /** Copies all lines, to the end of the source. */
    @Override
    public void run() {
        byte[] chunk = new byte[READ_BYTES];
        try {
            for (int bytes = source.read(chunk); bytes >= 0; bytes = source.read(chunk)) {
                add(chunk, bytes);
                flushLines();
            }
        } catch (IOException e) {
            // the process has ended and its pipe is closed
        }
        if (lineStart < outBytes) {
            endLine();
        }
        flushLines();
    }

    private void add(byte[] chunk, int bytes) {
        for (int i = 0; i < bytes; i++) {
            if (chunk[i] == '\n') {
                startLine();
                endLine();
            } else {
                if (outBytes - lineStart - tagBytes >= longest) {
                    endLine();
                }
                startLine();
                append(chunk[i]);
            }
        }
    }

    /** Puts the tag before the first byte of a line. */
    private void startLine() {
        if (outBytes == lineStart) {
            byte[] bytes = tag.get().getBytes(StandardCharsets.UTF_8);
            tagBytes = bytes.length;
            for (byte b : bytes) {
                append(b);
            }
        }
    }

    private void endLine() {
        append((byte) '\n');
        lineStart = outBytes;
    }

    private void append(byte b) {
        if (outBytes == out.length) {
            out = Arrays.copyOf(out, 2 * outBytes);
        }
        out[outBytes++] = b;
    }

    /** Writes the lines that have ended; the beginning of another one stays. */
    private void flushLines() {
        if (lineStart == 0) {
            return;
        }
        if (!targetLost) {
            write();
        }
        System.arraycopy(out, lineStart, out, 0, outBytes - lineStart);
        outBytes -= lineStart;
        lineStart = 0;
    }

    /** Whoever read the target may have gone; the source must be read nevertheless, lest its process wait for ever. */
    private void write() {
        synchronized (target) {
            try {
                target.write(out, 0, lineStart);
                target.flush();
            } catch (IOException e) {
                targetLost = true;
            }
        }
    }
}
