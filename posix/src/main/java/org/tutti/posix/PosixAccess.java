package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;
import org.tutti.spi.ProcessWatch;

/**
 * Native access by downcalls into the C library: Linux 5.3 or newer, on x86-64 or AArch64.
 *
 * <p>While {@link #unavailable} returns a reason the other methods must not be called.
 */
public final class PosixAccess implements NativeAccess {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    /** Creates the service; whether it is usable, {@link #unavailable} tells. */
    public PosixAccess() {}

    @Override
    public @Nullable String unavailable() {
        String os = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        if (!"Linux".equals(os) || !ARCHITECTURES.contains(architecture)) {
            return "native access needs Linux on amd64 or aarch64: os=" + os + ", architecture=" + architecture;
        }
        Module module = PosixAccess.class.getModule();
        if (!module.isNativeAccessEnabled()) {
            String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
            return "native access is not enabled: start java with --enable-native-access=" + name;
        }
        return Kernel.REFUSAL;
    }

    @Override
    public void sleepWhile(MemorySegment memory, long offset, int expected, long nanos) {
        long address = wordAddress(memory, offset);
        if (nanos <= 0) {
            return;
        }
        int result = Libc.futexWait(memory, address, expected, nanos);
        if (result < 0 && result != -Libc.EAGAIN && result != -Libc.EINTR && result != -Libc.ETIMEDOUT) {
            throw Libc.failure("cannot sleep on a shared word", "futex", result);
        }
    }

    @Override
    public void wake(MemorySegment memory, long offset) {
        int result = Libc.futexWake(memory, wordAddress(memory, offset));
        if (result < 0) {
            throw Libc.failure("cannot wake the sleepers on a shared word", "futex", result);
        }
    }

    @Override
    public int markAtEnd(MemorySegment memory, long offset) {
        return RobustWord.register(wordAddress(memory, offset));
    }

    @Override
    public ProcessWatch newProcessWatch() {
        return new PidfdWatch();
    }

    @Override
    public FileChannel newMemoryFile(String name) throws IOException {
        int fd = SetupCalls.memfdCreate(name);
        if (fd < 0) {
            throw new IOException(Libc.describe("memfd_create", fd));
        }
        try {
            return FileChannel.open(
                    Path.of("/proc/self/fd", Integer.toString(fd)), StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Libc.close(fd);
        }
    }

    @Override
    public boolean populate(MemorySegment memory, long offset, long bytes) throws IOException {
        int result = Libc.populate(memory.asSlice(offset, bytes));
        if (result == -Libc.EINVAL || result == -Libc.ENOSYS) {
            return false;
        }
        if (result < 0) {
            throw new IOException(Libc.describe("madvise", result));
        }
        return true;
    }

    @Override
    public @Nullable NontemporalCopy nontemporalCopy() {
        return NontemporalCode.find();
    }

    @Override
    public void bindThread(BitSet processors) throws IOException {
        int result = SetupCalls.setAffinity(processors);
        if (result < 0) {
            throw new IOException("processors=" + processors + ": " + Libc.describe("sched_setaffinity", result));
        }
    }

    private static long wordAddress(MemorySegment memory, long offset) {
        Objects.checkFromIndexSize(offset, Integer.BYTES, memory.byteSize());
        long address = memory.address() + offset;
        if (address % Integer.BYTES != 0) {
            throw misaligned(offset);
        }
        return address;
    }

    private static IllegalArgumentException misaligned(long offset) {
        return new IllegalArgumentException("word is not aligned to 4 bytes: offset=" + offset);
    }

    /** What the C library and the kernel say, asked once. */
    private static final class Kernel {
        static final @Nullable String REFUSAL = refusal();

        private static @Nullable String refusal() {
            try {
                int pidfd = Libc.pidfdOpen((int) ProcessHandle.current().pid());
                if (pidfd < 0) {
                    return "cannot watch processes: " + Libc.describe("pidfd_open", pidfd);
                }
                Libc.close(pidfd);
                MemorySegment word = Arena.ofAuto().allocate(JAVA_INT);
                int woken = Libc.futexWake(word, word.address());
                return woken < 0 ? "cannot sleep on shared words: " + Libc.describe("futex", woken) : null;
            } catch (RuntimeException | LinkageError failure) {
                return "the C library cannot be called: " + failure;
            }
        }
    }
}
