package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class CopyingInputStreamTest {
    private final byte[] bytes = {1, -1, 0, 42, 7};

    @Test
    void shouldKeepWhatIsRead() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CopyingInputStream stream = new CopyingInputStream(new ByteArrayInputStream(bytes), copy);
        assertThat(stream.read()).isOne();
        assertThat(stream.read()).isEqualTo(255);
        assertThat(stream.readAllBytes()).containsExactly(0, 42, 7);
        assertThat(copy.toByteArray()).isEqualTo(bytes);
        assertThat(stream.failure()).isNull();
    }

    @Test
    void shouldReadOnWhenTheCopyCannotBeWritten() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        CopyingInputStream stream = new CopyingInputStream(new ByteArrayInputStream(bytes), full);
        assertThat(stream.readAllBytes()).isEqualTo(bytes);
        assertThat(stream.failure()).hasMessage("No space left on device");
    }
}
