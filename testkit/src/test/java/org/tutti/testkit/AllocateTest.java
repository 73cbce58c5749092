package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorCode;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Memory that a communicator gives to its program: the rest of its use is in the matrices, which mix it with other buffers. */
class AllocateTest {
    private static final int LONG = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldGiveMemoryThatIsZeroAndHasDirectBuffers(int ranks) {
        ThreadRanks.run(ranks, Map.of(), world -> {
            MemorySegment memory = world.allocate(Datatype.FLOAT, LONG);
            assertThat(memory.byteSize()).isEqualTo(4L * LONG);
            assertThat(memory.mismatch(MemorySegment.ofArray(new byte[4 * LONG])))
                    .isEqualTo(-1);
            FloatBuffer floats =
                    memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            assertThat(floats.isDirect()).isTrue();
            for (int i = 0; i < LONG; i++) {
                floats.put(i, world.rank() + 1);
            }
            world.allreduce(MemorySegment.ofBuffer(floats), LONG, Datatype.FLOAT, Op.SUM);
            int sum = ranks * (ranks + 1) / 2;
            assertThat(floats.get(0)).isEqualTo((float) sum);
            assertThat(floats.get(LONG - 1)).isEqualTo((float) sum);
        });
    }

    /** An owner that has returned may write at once: nobody reads the old values any more. A small ring lets all read in place. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldBeReadBeforeTheOwnerGoesOn(int ranks) {
        ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
            MemorySegment send = world.allocate(Datatype.INT, LONG);
            MemorySegment recv = world.allocate(Datatype.INT, (long) LONG * ranks);
            for (int turn = 0; turn < 160; turn++) {
                int value = turn % 100 * 0x01010101;
                send.fill((byte) (turn % 100));
                MemorySegment into = turn % 2 == 0 ? recv : MemorySegment.ofArray(new int[LONG * ranks]);
                int received = call(world, turn % 8, turn % ranks, send, into);
                send.fill((byte) -1);
                for (int i = 0; i < received; i++) {
                    assertThat(into.getAtIndex(ValueLayout.JAVA_INT, i)).isEqualTo(value);
                }
            }
        });
    }

    /** {@return how many elements this rank has received} */
    private static int call(Communicator world, int operation, int root, MemorySegment send, MemorySegment into) {
        boolean isRoot = world.rank() == root;
        int all = world.size();
        int block = LONG / all;
        Datatype type = Datatype.INT;
        switch (operation) {
            case 0 -> world.allgather(send, LONG, type, into, LONG, type);
            case 1 -> world.bcast(isRoot ? send : into, LONG, type, root);
            case 2 -> world.gather(send, LONG, type, into, LONG, type, root);
            case 3 -> world.alltoall(send, block, type, into, block, type);
            case 4 -> world.allreduce(send, into, LONG, type, Op.MAX);
            case 5 -> world.reduce(send, into, LONG, type, Op.MAX, root);
            case 6 -> world.scatter(isRoot ? send : null, block, type, into, block, type, root);
            default -> world.reduceScatterBlock(send, into, block, type, Op.MAX);
        }
        return switch (operation) {
            case 0 -> all * LONG;
            case 1 -> isRoot ? 0 : LONG;
            case 2 -> isRoot ? all * LONG : 0;
            case 3 -> all * block;
            case 5 -> isRoot ? LONG : 0;
            case 6, 7 -> block;
            default -> LONG;
        };
    }

    @Test
    void shouldBeGoneOnceFreed() {
        ThreadRanks.run(2, Map.of(), world -> {
            MemorySegment memory = world.allocate(Datatype.DOUBLE, 1000);
            MemorySegment slice = memory.asSlice(80);
            assertThatThrownBy(() -> world.free(slice)).hasMessageContaining("not a segment that the communicator");
            world.free(memory);
            assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> world.free(memory)).hasMessageContaining("or it has been freed");
            assertThatThrownBy(() -> world.allreduce(memory, 1, Datatype.DOUBLE, Op.SUM))
                    .hasMessageContaining("the segment's memory has been freed");
            world.barrier();
        });
    }

    @Test
    void shouldBeGoneWithItsCommunicator() {
        MemorySegment[] ofRank = new MemorySegment[2];
        ThreadRanks.run(2, Map.of(), world -> {
            Communicator other = world.dup();
            MemorySegment memory = other.allocate(Datatype.LONG, LONG);
            other.allreduce(memory, LONG, Datatype.LONG, Op.SUM);
            other.close();
            assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
            ofRank[world.rank()] = world.allocate(Datatype.BYTE, 1);
        });
        for (MemorySegment memory : ofRank) {
            assertThat(memory.scope().isAlive()).isFalse();
        }
    }

    /** Ranks that are threads leave a JVM behind, which may have other jobs. */
    @Test
    void shouldBeGoneWithAJobThatFails() {
        MemorySegment[] ofRank = new MemorySegment[2];
        assertThatThrownBy(() -> ThreadRanks.run(2, Map.of(), world -> {
                    ofRank[world.rank()] = world.allocate(Datatype.LONG, LONG);
                    world.barrier();
                    throw new IllegalArgumentException("on purpose");
                }))
                .hasMessage("on purpose");
        for (MemorySegment memory : ofRank) {
            assertThat(memory.scope().isAlive()).isFalse();
        }
    }

    @Test
    void shouldReuseWhatIsFreed() {
        ThreadRanks.run(2, Map.of("arena.size", "128m"), world -> {
            for (int i = 0; i < 100; i++) {
                MemorySegment memory = world.allocate(Datatype.BYTE, 10 << 20);
                assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isZero();
                memory.fill((byte) 1);
                world.free(memory);
            }
        });
    }

    @Test
    void shouldSayThatThereIsNotSoMuch() {
        ThreadRanks.run(2, Map.of("arena.size", "128m"), world -> {
            assertThatThrownBy(() -> world.allocate(Datatype.DOUBLE, 1 << 30))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.POOL_FULL))
                    .hasMessageContaining("wanted=8589934592");
            assertThatThrownBy(() -> world.allocate(Datatype.DOUBLE, Long.MAX_VALUE))
                    .hasMessageContaining("count=" + Long.MAX_VALUE);
            assertThatThrownBy(() -> world.allocate(Datatype.BYTE, Long.MAX_VALUE))
                    .hasMessageContaining("count=" + Long.MAX_VALUE);
            assertThatThrownBy(() -> world.allocate(Datatype.BYTE, Long.MAX_VALUE / 2))
                    .hasMessageContaining("wanted=" + Long.MAX_VALUE / 2);
            assertThatThrownBy(() -> world.allocate(Datatype.DOUBLE, -1)).hasMessageContaining("count=-1");
            world.barrier();
        });
    }

    @Test
    void shouldBeOrdinaryMemoryForARankAlone() {
        try (Communicator world = Tutti.init(new String[0])) {
            MemorySegment memory = world.allocate(Datatype.INT, 0);
            assertThat(memory.byteSize()).isEqualTo(4);
            assertThatThrownBy(() -> world.allocate(Datatype.BYTE, 1L << 60))
                    .hasMessageContaining("wanted=" + (1L << 60));
            world.free(memory);
            assertThat(memory.scope().isAlive()).isFalse();
        }
    }
}
