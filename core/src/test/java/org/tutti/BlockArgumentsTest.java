package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.Refusals.refuses;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad blocks are told before anything is sent: the ranks go on together afterwards. */
@SuppressWarnings("NullAway") // what must not be null
class BlockArgumentsTest {
    private interface Check {
        void check(Communicator world);
    }

    /** Each rank in its turn refuses everything, while the others wait for it. */
    private static void onEach(int size, Check check) {
        Tutti.runThreads(size, world -> {
            for (int rank = 0; rank < size; rank++) {
                if (world.rank() == rank) {
                    check.check(world);
                }
                assertThat(world.allreduce(1, Op.SUM)).isEqualTo(size);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseRootsThatAreNone(int size) {
        onEach(size, world -> {
            int[] all = new int[size];
            int[] one = new int[1];
            for (int root : new int[] {-1, size, Integer.MAX_VALUE}) {
                String text = "the root is not a rank: root=" + root + ", size=" + size;
                refuses(() -> world.gather(one, all, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.gather(one, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.gather(1, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.gatherv(one, all, all, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.gatherv(one, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatter(all, one, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatter(all, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatterValue(all, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatterv(all, all, one, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatterv(all, all, root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.bcastObject("", root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.gatherObjects("", root), ErrorCode.BAD_ROOT, text);
                refuses(() -> world.scatterObjects(null, root), ErrorCode.BAD_ROOT, text);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseBlocksThatDoNotFit(int size) {
        onEach(size, world -> {
            int here = world.rank();
            int[] small = new int[2 * size - 1];
            int[] two = new int[2];
            String outside = "the blocks do not lie within the array: array=";
            String text = ", offset=0, count=2, blocks=" + size + ", length=" + (2 * size - 1);
            refuses(() -> world.allgather(two, small), ErrorCode.BAD_RANGE, outside + "recv" + text);
            refuses(() -> world.gather(two, small, here), ErrorCode.BAD_RANGE, outside + "recv" + text);
            refuses(() -> world.scatter(small, two, here), ErrorCode.BAD_RANGE, outside + "send" + text);
            refuses(
                    () -> world.alltoall(small, 0, new int[2 * size], 0, 2),
                    ErrorCode.BAD_RANGE,
                    outside + "send" + text);
            for (int[] part : new int[][] {{-1, 1}, {0, -1}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}}) {
                refuses(
                        () -> world.alltoall(new int[size], part[0], new int[size], 0, part[1]),
                        ErrorCode.BAD_RANGE,
                        outside + "send, offset=" + part[0] + ", count=" + part[1] + ", blocks=" + size + ", length="
                                + size);
            }
            if (size > 1) {
                refuses(
                        () -> world.alltoall(new int[size + 1]),
                        ErrorCode.BAD_BLOCKS,
                        "the array cannot be divided into a block for each rank: array=send, length=" + (size + 1)
                                + ", size=" + size);
                int[] odd = new int[size + 1];
                refuses(
                        () -> world.allgather(odd, odd),
                        ErrorCode.BAD_BLOCKS,
                        "the array cannot be divided into a block for each rank: array=recv, length=" + (size + 1)
                                + ", size=" + size);
            }
        });
    }

    /** As in MPI: nothing of an empty block is looked at. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldIgnoreTheDisplacementsOfEmptyBlocks(int size) {
        Tutti.runThreads(size, world -> {
            int here = world.rank();
            int[] counts = new int[size];
            int[] nowhere = new int[size];
            java.util.Arrays.fill(nowhere, here % 2 == 0 ? Integer.MAX_VALUE : -5);
            counts[0] = here == 0 ? 1 : 0;
            nowhere[0] = here == 0 ? 1 : nowhere[0];
            int[] mine = {7, 8};
            int[] received = {0, 0};
            world.alltoallv(mine, counts, nowhere, received, counts, nowhere);
            assertThat(received).containsExactly(0, here == 0 ? 8 : 0);
            long[] longCounts = java.util.Arrays.stream(counts).asLongStream().toArray();
            long[] longNowhere = java.util.Arrays.stream(nowhere).asLongStream().toArray();
            MemorySegment from = MemorySegment.ofArray(mine);
            MemorySegment to = MemorySegment.ofArray(new int[2]);
            world.alltoallv(from, longCounts, longNowhere, Datatype.INT, to, longCounts, longNowhere, Datatype.INT);
            assertThat(to.getAtIndex(ValueLayout.JAVA_INT, 1)).isEqualTo(here == 0 ? 8 : 0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseCountsThatAreNone(int size) {
        onEach(size, world -> {
            int here = world.rank();
            int[] counts = new int[size];
            int[] more = new int[size + 1];
            String each = "there must be one for each rank: ";
            String text = ".length=" + (size + 1) + ", size=" + size;
            refuses(() -> world.allgatherv(more, more, more), ErrorCode.BAD_BLOCKS, each + "recvCounts" + text);
            refuses(() -> world.gatherv(more, more, more, here), ErrorCode.BAD_BLOCKS, each + "recvCounts" + text);
            refuses(() -> world.scatterv(more, more, more, here), ErrorCode.BAD_BLOCKS, each + "sendCounts" + text);
            refuses(
                    () -> world.alltoallv(more, counts, more, more, counts, null),
                    ErrorCode.BAD_BLOCKS,
                    each + "sendDisplacements" + text);
            refuses(
                    () -> world.allgatherv(more, more, null),
                    ErrorCode.BAD_BLOCKS,
                    each + "recvCounts=null, size=" + size);
            refuses(
                    () -> world.alltoallw(new Object[size + 1], new Object[size]),
                    ErrorCode.BAD_BLOCKS,
                    each + "send" + text);
            refuses(() -> world.scatterValue(more, here), ErrorCode.BAD_BLOCKS, each + "send" + text);
            refuses(
                    () -> world.alltoallw(new int[size][], new int[size][1]),
                    ErrorCode.BAD_ARRAY,
                    "not an array of a primitive type: send[0]=null");
            int last = size - 1;
            int[] negative = new int[size];
            negative[last] = -1;
            refuses(
                    () -> world.alltoallv(more, negative, more, counts),
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within its buffer: buffer=send, block=" + last
                            + ", displacement=0, count=-1, length=" + (size + 1));
            int[] huge = new int[size];
            java.util.Arrays.fill(huge, Integer.MAX_VALUE);
            refuses(
                    () -> world.alltoallv(more, huge, more, huge),
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within its buffer: buffer=send, block=0, displacement=0, count=2147483647, length="
                            + (size + 1));
            int[] ones = new int[size];
            java.util.Arrays.fill(ones, 1);
            refuses(
                    () -> world.alltoallv(more, ones, negative, more, ones, counts),
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within its buffer: buffer=send, block=" + last
                            + ", displacement=-1, count=1, length=" + (size + 1));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseWhatARankCannotSendToItself(int size) {
        onEach(size, world -> {
            int here = world.rank();
            int[] ones = new int[size];
            java.util.Arrays.fill(ones, 1);
            int[] twos = new int[size];
            java.util.Arrays.fill(twos, 2);
            String text = "what a rank sends to itself is not as long as what it receives from itself: send=";
            String rank = " of int, rank=" + here;
            refuses(
                    () -> world.gatherv(new int[2], new int[size], ones, here),
                    ErrorCode.OWN_BLOCKS_DIFFER,
                    text + "2 of int, recv=1" + rank);
            refuses(
                    () -> world.scatterv(new int[size], ones, new int[2], here),
                    ErrorCode.OWN_BLOCKS_DIFFER,
                    text + "1 of int, recv=2" + rank);
            refuses(
                    () -> world.alltoallv(new int[2 * size], twos, new int[size], ones),
                    ErrorCode.OWN_BLOCKS_DIFFER,
                    text + "2 of int, recv=1" + rank);
            MemorySegment segment = MemorySegment.ofArray(new int[2 * size]);
            refuses(
                    () -> world.alltoall(segment, 2, Datatype.INT, segment, 1, Datatype.INT),
                    ErrorCode.OWN_BLOCKS_DIFFER,
                    text + "2 of int, recv=1" + rank);
            refuses(
                    () -> world.allgather(new int[1], new long[size]),
                    ErrorCode.ARRAYS_DIFFER,
                    "send and receive blocks differ in type: send=int, recv=long");
            refuses(
                    () -> world.alltoall(segment, 1, Datatype.INT, segment, 1, Datatype.FLOAT),
                    ErrorCode.ARRAYS_DIFFER,
                    "send and receive blocks differ in type: send=int, recv=float");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldRefuseBlocksThatOverlap(int size) {
        onEach(size, world -> {
            int[] array = new int[4 * size];
            int here = world.rank();
            int other = (here + 1) % size;
            String overlap = "a send and a receive block overlap without being the same: send block=";
            refuses(
                    () -> world.allgather(array, 2 * other, array, 0, 2),
                    ErrorCode.ARRAYS_OVERLAP,
                    overlap + "0, recv block=" + other);
            refuses(() -> world.alltoall(array, 0, array, 1, 2), ErrorCode.ARRAYS_OVERLAP, overlap + "0, recv block=0");
            refuses(
                    () -> world.scatter(array, 0, array, 2 * other, 2, here),
                    ErrorCode.ARRAYS_OVERLAP,
                    overlap + other + ", recv block=0");
            int[] ones = new int[size];
            java.util.Arrays.fill(ones, 1);
            String twice = "two blocks would be received at one place: recv block=0, recv block=1";
            refuses(() -> world.allgatherv(new int[1], array, ones, new int[size]), ErrorCode.ARRAYS_OVERLAP, twice);
            Object[] same = new Object[size];
            java.util.Arrays.fill(same, new int[1]);
            refuses(() -> world.alltoallw(new int[size][1], same), ErrorCode.ARRAYS_OVERLAP, twice);
            try (Arena arena = Arena.ofConfined()) {
                for (MemorySegment whole :
                        new MemorySegment[] {MemorySegment.ofArray(new int[4 * size]), arena.allocate(16L * size)}) {
                    refuses(
                            () -> world.alltoall(whole, 2, Datatype.INT, whole.asSlice(2), 2, Datatype.INT),
                            ErrorCode.ARRAYS_OVERLAP,
                            overlap + "0, recv block=0");
                }
            }
        });
    }

    /** What is allowed, although it looks odd. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldTakeWhatIsNoOverlap(int size) {
        Tutti.runThreads(size, world -> {
            int rank = world.rank();
            int[] array = new int[2 * size];
            array[2 * size - 1] = rank + 1;
            world.allgather(array, 2 * size - 1, array, size - 1, 1);
            assertThat(array[size - 1]).isOne();
            // the addresses of heap segments count from the start of each array
            int[] mine = {rank};
            int[] all = new int[size];
            world.allgather(MemorySegment.ofArray(mine), 1, Datatype.INT, MemorySegment.ofArray(all), 1, Datatype.INT);
            assertThat(all[size - 1]).isEqualTo(size - 1);
            // blocks between each other's
            int[] woven = new int[2 * size];
            int[] ones = new int[size];
            int[] even = new int[size];
            int[] odd = new int[size];
            for (int i = 0; i < size; i++) {
                ones[i] = 1;
                even[i] = 2 * i;
                odd[i] = 2 * i + 1;
                woven[2 * i] = 10 * rank + i;
            }
            world.alltoallv(woven, ones, even, woven, ones, odd);
            for (int i = 0; i < size; i++) {
                assertThat(woven[2 * i + 1]).isEqualTo(10 * i + rank);
            }
            // elsewhere than at the root nobody looks at what only the root has
            world.gather(mine, rank == 0 ? all : "nothing", 0);
            world.gatherv(mine, rank == 0 ? all : null, rank == 0 ? ones : null, 0);
            world.scatter(rank == 0 ? all : 7, mine, 0);
            assertThat(mine[0]).isEqualTo(rank);
            // nothing at all
            world.alltoall(new double[0]);
            world.allgatherv(new byte[0]);
            world.gather(MemorySegment.NULL, 0, Datatype.INT, MemorySegment.NULL, 0, Datatype.INT, 0);
            world.allgatherv(new char[0], new char[0], new int[size], new int[size]);
        });
    }
}
