package org.tutti.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NontemporalCopy;

/**
 * A copy by the processor's own instructions for stores that go past the caches, on x86-64. No function of Java's has them, and the C
 * library's have only from many megabytes on. So these few instructions lie in a page of their own, which can be executed and no longer written.
 */
final class NontemporalCode implements NontemporalCopy {
    private static final int LINE = 64;
    private static final int PAGE = 4096;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final long MAP_FAILED = -1;
    private static final MemorySegment NO_FILE = MemorySegment.ofAddress(-1); // a descriptor, in an address's place

    /**
     * <pre>
     *  void copy(to: rdi, toOffset: rsi, from: rdx, fromOffset: rcx, bytes: r8)    to + toOffset and bytes are multiples of 64
     * </pre>
     */
    private static final byte[] INSTRUCTIONS = HexFormat.of()
            .parseHex(String.join(
                    "",
                    "f30f1efa", //       endbr64                     a pointer may lead here
                    "4801f7", //         add     rdi, rsi
                    "4801ca", //         add     rdx, rcx
                    "f30f6f02", //    1: movdqu  xmm0, [rdx]         a line of any alignment
                    "f30f6f4a10", //     movdqu  xmm1, [rdx + 16]
                    "f30f6f5220", //     movdqu  xmm2, [rdx + 32]
                    "f30f6f5a30", //     movdqu  xmm3, [rdx + 48]
                    "660fe707", //       movntdq [rdi], xmm0         a whole line: it need not be fetched
                    "660fe74f10", //     movntdq [rdi + 16], xmm1
                    "660fe75720", //     movntdq [rdi + 32], xmm2
                    "660fe75f30", //     movntdq [rdi + 48], xmm3
                    "4883c240", //       add     rdx, 64
                    "4883c740", //       add     rdi, 64
                    "4983e840", //       sub     r8, 64
                    "75cc", //           jne     1b
                    "0faef8", //         sfence                      before all later stores
                    "c3")); //           ret

    /** Linked when it is called first: a rank whose copies all go through the caches need not wait for it. */
    private static final class Linked {
        static final MethodHandle COPY = link(Objects.requireNonNull(CODE));
    }

    private static final @Nullable MemorySegment CODE =
            System.getProperty("os.arch").equals("amd64") ? executable() : null;

    private NontemporalCode() {}

    /** {@return such a copy, or null where the processor is another one or the kernel allows no further code} */
    static @Nullable NontemporalCopy find() {
        return CODE == null ? null : new NontemporalCode();
    }

    @Override
    public void copy(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes) {
        Objects.checkFromIndexSize(fromOffset, bytes, from.byteSize());
        Objects.checkFromIndexSize(toOffset, bytes, to.byteSize());
        long head = Math.min(bytes, -(to.address() + toOffset) & (LINE - 1));
        long lines = (bytes - head) & -LINE;
        long tail = bytes - head - lines;
        if (head > 0) {
            MemorySegment.copy(from, fromOffset, to, toOffset, head);
        }
        if (lines > 0) {
            copyLines(from, fromOffset + head, to, toOffset + head, lines);
        }
        if (tail > 0) {
            MemorySegment.copy(from, fromOffset + head + lines, to, toOffset + head + lines, tail);
        }
    }

    private static void copyLines(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes) {
        try {
            Linked.COPY.invokeExact(to, toOffset, from, fromOffset, bytes);
        } catch (Throwable failure) {
            throw CFunction.unchecked(failure);
        }
    }

    @SuppressWarnings("restricted") // PosixAccess.unavailable() has made sure that native access is enabled
    private static MethodHandle link(MemorySegment code) {
        return Linker.nativeLinker()
                .downcallHandle(
                        code,
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG),
                        Linker.Option.critical(false)); // it never waits
    }

    @SuppressWarnings("restricted")
    private static @Nullable MemorySegment executable() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CFunction.ERRNO);
            long page = CFunction.named("mmap")
                    .callLong(
                            errno, 0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, NO_FILE, MemorySegment.NULL);
            if (page == MAP_FAILED) {
                return null;
            }
            MemorySegment code = MemorySegment.ofAddress(page).reinterpret(PAGE);
            MemorySegment.copy(INSTRUCTIONS, 0, code, JAVA_BYTE, 0, INSTRUCTIONS.length);
            int refused = CFunction.named("mprotect").call(errno, page, PAGE, PROT_READ | PROT_EXEC);
            return refused == 0 ? code : null;
        }
    }
}
