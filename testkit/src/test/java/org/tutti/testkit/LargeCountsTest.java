package org.tutti.testkit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;

/** Memory segments of more bytes than an int counts: no byte of what arrives is another's. */
@Tag("full")
@Timeout(value = 11, unit = TimeUnit.MINUTES)
class LargeCountsTest {
    private static final long LIMIT_OF_INT = 1L << 31;
    /** No multiple of a fragment. */
    private static final long BYTES = LIMIT_OF_INT + (200L << 20) + 104;

    private static final int LONGS = (int) (BYTES / Long.BYTES);

    /** Runs two ranks, or tells that the machine has too little memory for what both of them take. */
    private static void run(long bytes, Tutti.Body body) throws IOException {
        long available = availableBytes();
        if (available < bytes + bytes / 4) {
            System.err.println("LargeCountsTest: not tried: " + bytes + " bytes are needed, available=" + available);
            return;
        }
        ThreadRanks.run(2, Map.of(), Duration.ofMinutes(10), body);
    }

    private static long availableBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    private static long value(long index, int from) {
        return (index + 1) * 0x9E3779B97F4A7C15L + from;
    }

    /** Fills with what a rank sends, counted from where its block begins. */
    private static void fill(MemorySegment block, int from) {
        long longs = block.byteSize() / Long.BYTES;
        for (long i = 0; i < longs; i++) {
            block.set(ValueLayout.JAVA_LONG_UNALIGNED, i * Long.BYTES, value(i, from));
        }
    }

    private static void requireFilled(MemorySegment block, int from, long factor) {
        long longs = block.byteSize() / Long.BYTES;
        for (long i = 0; i < longs; i++) {
            long found = block.get(ValueLayout.JAVA_LONG_UNALIGNED, i * Long.BYTES);
            if (found != factor * value(i, from)) {
                throw new AssertionError("byte " + i * Long.BYTES + " of rank " + from + "'s block: " + found
                        + " instead of " + factor * value(i, from));
            }
        }
    }

    @Test
    void shouldBroadcast() throws IOException {
        run(2 * BYTES, world -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(BYTES, Long.BYTES);
                if (world.rank() == 1) {
                    fill(segment, 1);
                }
                world.bcast(segment, LONGS, Datatype.LONG, 1);
                requireFilled(segment, 1, 1);
            }
        });
    }

    @Test
    void shouldAddUp() throws IOException {
        run(2 * BYTES, world -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(BYTES, Long.BYTES);
                fill(segment, 5);
                world.allreduce(segment, LONGS, Datatype.LONG, Op.SUM);
                requireFilled(segment, 5, 2);
            }
        });
    }

    /** Neither block is that long, but both together are. */
    @Test
    void shouldGatherEverywhere() throws IOException {
        long block = BYTES / 2;
        run(2 * BYTES, world -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment all = arena.allocate(2 * block, Long.BYTES);
                MemorySegment mine = all.asSlice(world.rank() * block, block);
                fill(mine, world.rank());
                world.allgather(mine, block, Datatype.BYTE, all, block, Datatype.BYTE);
                requireFilled(all.asSlice(0, block), 0, 1);
                requireFilled(all.asSlice(block), 1, 1);
            }
        });
    }

    @Test
    void shouldScatter() throws IOException {
        long block = BYTES / 2;
        run(BYTES + block, world -> {
            try (Arena arena = Arena.ofConfined()) {
                if (world.rank() == 0) {
                    MemorySegment all = arena.allocate(2 * block, Long.BYTES);
                    fill(all.asSlice(0, block), 0);
                    fill(all.asSlice(block), 1);
                    MemorySegment mine = all.asSlice(0, block);
                    world.scatter(all, block, Datatype.BYTE, mine, block, Datatype.BYTE, 0);
                    requireFilled(mine, 0, 1);
                } else {
                    MemorySegment mine = arena.allocate(block, Long.BYTES);
                    world.scatter(null, block, Datatype.BYTE, mine, block, Datatype.BYTE, 0);
                    requireFilled(mine, 1, 1);
                }
            }
        });
    }

    /** Both ranks send a short block to themselves, and one that is too long for an int to the other; as many elements as bytes. */
    @Test
    void shouldExchangeBlocksOfMoreElementsThanAnIntCounts() throws IOException {
        run(4 * BYTES, world -> {
            try (Arena arena = Arena.ofConfined()) {
                exchange(world, arena);
            }
        });
    }

    private static void exchange(Communicator world, Arena arena) {
        int other = 1 - world.rank();
        long[] counts = new long[2];
        counts[other] = BYTES - Long.BYTES;
        counts[world.rank()] = Long.BYTES;
        long[] displacements = {0, counts[0]};
        MemorySegment send = arena.allocate(BYTES, Long.BYTES);
        MemorySegment recv = arena.allocate(BYTES, Long.BYTES);
        fill(send.asSlice(displacements[other], counts[other]), world.rank());
        world.alltoallv(send, counts, displacements, Datatype.BYTE, recv, counts, displacements, Datatype.BYTE);
        requireFilled(recv.asSlice(displacements[other], counts[other]), other, 1);
    }
}
