package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A word that the kernel marks when a thread ends: the only one of the thread's robust list, which the kernel walks before it lets go of the
 * thread's memory.
 *
 * <pre>
 *  struct robust_list_head: | next | offset from an entry to its word | entry that is being added, or 0 |
 *  struct robust_list:      | next |
 * </pre>
 */
final class RobustWord {
    private static final long OFFSET = JAVA_LONG.byteSize();
    private static final long HEAD_BYTES = 3 * JAVA_LONG.byteSize();
    private static final int WAITERS = 0x8000_0000;

    private RobustWord() {}

    /** {@return what the calling thread must write to the word at this address, or 0 where the kernel knows no such lists} */
    static int register(long address) {
        // the kernel reads both when the thread ends: nobody else can tell when they may go
        MemorySegment head = Arena.global().allocate(HEAD_BYTES, JAVA_LONG.byteAlignment());
        MemorySegment entry = Arena.global().allocate(JAVA_LONG);
        head.set(JAVA_LONG, 0, entry.address());
        head.set(JAVA_LONG, OFFSET, address - entry.address());
        entry.set(JAVA_LONG, 0, head.address());
        return Libc.setRobustList(head) < 0 ? 0 : Libc.threadId() | WAITERS;
    }
}
