package org.tutti.launcher;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps a copy of what is read. Where the copy cannot be written, reading goes on nevertheless, lest the writer wait for ever. */
final class CopyingInputStream extends FilterInputStream {
    private final OutputStream copy;
    private volatile @Nullable IOException failure;

    CopyingInputStream(InputStream source, OutputStream copy) {
        super(source);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        if (failure == null) {
            try {
                keep(bytes, offset, read);
            } catch (IOException e) {
                failure = e;
            }
        }
        return read;
    }

    private void keep(byte[] bytes, int offset, int read) throws IOException {
        if (read < 0) {
            copy.close();
        } else {
            copy.write(bytes, offset, read);
        }
    }

    /** {@return why the copy is not complete, or null} */
    @Nullable
    IOException failure() {
        return failure;
    }
}
