package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad segments are told before anything is sent: the ranks go on together afterwards. */
class SegmentArgumentsTest {
    private static void refuses(ThrowingCallable call, ErrorCode code, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(TuttiException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.culprit()).isEqualTo(-1);
                })
                .hasMessage(reason + " [" + code + "]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseBadSegmentsBeforeAnythingIsSent(int size) {
        try (Arena foreign = Arena.ofConfined()) {
            MemorySegment confined = foreign.allocate(16);
            Tutti.runThreads(size, world -> {
                for (int rank = 0; rank < size; rank++) {
                    if (world.rank() == rank) {
                        refuseAll(world, confined);
                        refuseOverlaps(world);
                    }
                    assertThat(world.allreduce(1, Op.SUM)).isEqualTo(size);
                }
            });
        }
    }

    @SuppressWarnings("NullAway")
    private static void refuseAll(Communicator world, MemorySegment confined) {
        MemorySegment good = MemorySegment.ofArray(new byte[21]);
        int here = world.rank();
        int other = here == 0 ? 1 : 0;
        for (int count : new int[] {-1, 6, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            String text = ", count=" + count + ", type=FLOAT, byteSize=21";
            String outside = "the elements do not lie within the segment: segment=";
            refuses(() -> world.bcast(good, count, Datatype.FLOAT, 0), ErrorCode.BAD_RANGE, outside + "segment" + text);
            refuses(
                    () -> world.allreduce(good, count, Datatype.FLOAT, Op.SUM),
                    ErrorCode.BAD_RANGE,
                    outside + "send" + text);
            refuses(
                    () -> world.reduce(good, good, count, Datatype.FLOAT, Op.SUM, here),
                    ErrorCode.BAD_RANGE,
                    outside + "send" + text);
        }
        MemorySegment freed;
        try (Arena arena = Arena.ofConfined()) {
            freed = arena.allocate(8);
        }
        refuses(
                () -> world.bcast(freed, 1, Datatype.LONG, here),
                ErrorCode.BAD_SEGMENT,
                "the segment's memory has been freed: segment=segment");
        refuses(
                () -> world.allreduce(freed, good, 1, Datatype.LONG, Op.SUM),
                ErrorCode.BAD_SEGMENT,
                "the segment's memory has been freed: segment=send");
        if (world.size() > 1) { // else this is the thread to which it belongs
            refuses(
                    () -> world.allreduce(good, confined, 1, Datatype.LONG, Op.SUM),
                    ErrorCode.BAD_SEGMENT,
                    "the segment is confined to another thread: segment=recv, thread=rank-" + here);
            refuses(
                    () -> world.bcast(good.asReadOnly(), 1, Datatype.INT, other),
                    ErrorCode.BAD_SEGMENT,
                    "the segment is read-only, but would receive: segment=segment");
        }
        refuses(
                () -> world.reduce(good, good.asReadOnly(), 1, Datatype.INT, Op.SUM, here),
                ErrorCode.BAD_SEGMENT,
                "the segment is read-only, but would receive: segment=recv");
        refuses(() -> world.bcast(null, 1, Datatype.INT, 0), ErrorCode.BAD_SEGMENT, "must not be null: segment=null");
        refuses(() -> world.bcast(good, 1, null, 0), ErrorCode.BAD_SEGMENT, "must not be null: type=null");
        refuses(
                () -> world.allreduce(good, null, 1, Datatype.INT, Op.SUM),
                ErrorCode.BAD_SEGMENT,
                "must not be null: recv=null");
        refuses(
                () -> world.bcast(good, 1, Datatype.INT, world.size()),
                ErrorCode.BAD_ROOT,
                "the root is not a rank: root=" + world.size() + ", size=" + world.size());
        refuses(
                () -> world.allreduce(good, 1, Datatype.BOOLEAN, Op.SUM),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=SUM, type=BOOLEAN");
        refuses(
                () -> world.allreduce(good, good, Op.SUM),
                ErrorCode.BAD_ARRAY,
                "a memory segment needs a count and a datatype: array=MemorySegment");
    }

    private static void refuseOverlaps(Communicator world) {
        MemorySegment heap = MemorySegment.ofArray(new long[10]);
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment whole : new MemorySegment[] {heap, arena.allocate(80)}) {
                for (int distance : new int[] {1, 8, 31}) {
                    String overlap = "send and receive segment overlap without being the same: distance=";
                    refuses(
                            () -> world.allreduce(whole, whole.asSlice(distance), 4, Datatype.LONG, Op.SUM),
                            ErrorCode.ARRAYS_OVERLAP,
                            overlap + distance + " bytes, count=4, type=LONG");
                    refuses(
                            () -> world.reduce(
                                    whole.asSlice(distance).asReadOnly(),
                                    whole,
                                    4,
                                    Datatype.LONG,
                                    Op.SUM,
                                    world.rank()),
                            ErrorCode.ARRAYS_OVERLAP,
                            overlap + -distance + " bytes, count=4, type=LONG");
                }
            }
        }
    }

    /** What is allowed, although it looks odd. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldTakeWhatIsNoOverlap(int size) {
        Tutti.runThreads(size, world -> {
            int[] array = {1, 2, 3, 0, 0, 0};
            MemorySegment whole = MemorySegment.ofArray(array);
            world.allreduce(whole, whole.asSlice(12), 3, Datatype.INT, Op.SUM);
            assertThat(array).containsExactly(1, 2, 3, size, 2 * size, 3 * size);
            // two views of the same place are that place
            world.allreduce(whole.asSlice(4).asReadOnly(), whole.asSlice(4), 2, Datatype.INT, Op.SUM);
            assertThat(array).containsExactly(1, 2 * size, 3 * size, size, 2 * size, 3 * size);
            // near each other by their addresses, which count from the start of each array
            MemorySegment other = MemorySegment.ofArray(new int[6]).asSlice(4);
            world.allreduce(whole, other, 4, Datatype.INT, Op.SUM);
            assertThat(other.get(ValueLayout.JAVA_INT_UNALIGNED, 0)).isEqualTo(size);
            world.bcast(whole, 0, Datatype.DOUBLE, 0);
            world.allreduce(MemorySegment.NULL, 0, Datatype.DOUBLE, Op.SUM);
            // elsewhere than at the root nobody looks at what would receive
            if (world.rank() != 0) {
                world.reduce(whole, whole.asReadOnly(), 1, Datatype.INT, Op.SUM, 0);
            } else {
                world.reduce(whole, 1, Datatype.INT, Op.SUM, 0);
            }
        });
    }

    @Test
    void shouldHaveDatatypesOfTheWidthsOfJava() {
        assertThat(new Datatype[] {
                    Datatype.BYTE,
                    Datatype.CHAR,
                    Datatype.SHORT,
                    Datatype.INT,
                    Datatype.LONG,
                    Datatype.FLOAT,
                    Datatype.DOUBLE,
                    Datatype.BOOLEAN
                })
                .extracting(type -> type + " " + type.size())
                .containsExactly("BYTE 1", "CHAR 2", "SHORT 2", "INT 4", "LONG 8", "FLOAT 4", "DOUBLE 8", "BOOLEAN 1");
    }

    @Test
    void shouldTellTheTime() throws InterruptedException {
        double start = Tutti.wtime();
        Thread.sleep(20);
        double seconds = Tutti.wtime() - start;
        assertThat(seconds).isBetween(0.0199, 20.0);
        assertThat(Tutti.wtick()).isPositive().isLessThan(1e-3);
    }
}
