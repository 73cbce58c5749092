package org.tutti.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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

    private static final @Nullable MethodHandle COPY = link();

    private NontemporalCode() {}

    /** {@return such a copy, or null where the processor is another one or the kernel allows no further code} */
    static @Nullable NontemporalCopy find() {
        return COPY == null ? null : new NontemporalCode();
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
            Objects.requireNonNull(COPY).invokeExact(to, toOffset, from, fromOffset, bytes);
        } catch (Throwable failure) {
            throw Libc.unchecked(failure);
        }
    }

    private static @Nullable MethodHandle link() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            return null;
        }
        MemorySegment code = executable();
        return code == null ? null : linked(code);
    }

    @SuppressWarnings("restricted") // PosixAccess.unavailable() has made sure that native access is enabled
    private static MethodHandle linked(MemorySegment code) {
        return Linker.nativeLinker()
                .downcallHandle(
                        code,
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG),
                        Linker.Option.critical(false)); // it never waits
    }

    @SuppressWarnings("restricted")
    private static @Nullable MemorySegment executable() {
        MethodHandle mmap = Libc.function(
                "mmap", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        MethodHandle mprotect =
                Libc.function("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        try {
            MemorySegment page = (MemorySegment) mmap.invokeExact(
                    MemorySegment.NULL, (long) PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (page.address() == -1) {
                return null;
            }
            MemorySegment.copy(INSTRUCTIONS, 0, page.reinterpret(PAGE), JAVA_BYTE, 0, INSTRUCTIONS.length);
            int refused = (int) mprotect.invokeExact(page, (long) PAGE, PROT_READ | PROT_EXEC);
            return refused == 0 ? page : null;
        } catch (Throwable failure) {
            throw Libc.unchecked(failure);
        }
    }
}
