package mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;
import org.tutti.ErrorCode;
import org.tutti.Tutti;
import org.tutti.TuttiException;

class BuffersTest {
    @Test
    void shouldBeginWithTheFirstElementWhereverThePositionIs() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(40).order(ByteOrder.nativeOrder());
        IntBuffer ints =
                bytes.position(8).slice().order(ByteOrder.nativeOrder()).asIntBuffer();
        ints.put(0, 7).position(3).limit(3);
        MemorySegment memory = Buffers.segment(ints, 1, MPI.INT);
        assertThat(memory.byteSize()).isEqualTo(32);
        assertThat(memory.get(ValueLayout.JAVA_INT, 0)).isEqualTo(7);
        assertThat(ints.position()).isEqualTo(3);
        IntBuffer wrapped = IntBuffer.wrap(new int[] {1, 2, 3, 4}, 2, 2).slice().position(1);
        assertThat(Buffers.segment(wrapped, 1, MPI.INT).get(ValueLayout.JAVA_INT, 0))
                .isEqualTo(3);
    }

    @Test
    void shouldLetAByteBufferHaveEveryType() {
        for (ByteBuffer bytes : new ByteBuffer[] {ByteBuffer.allocateDirect(16), ByteBuffer.allocate(16)}) {
            assertThat(Buffers.segment(bytes, 2, MPI.DOUBLE).byteSize()).isEqualTo(16);
        }
    }

    @Test
    void shouldDemandArraysOfTheBaseType() {
        assertThat(Buffers.isArray(new int[1], MPI.INT)).isTrue();
        assertThat(Buffers.isArray(new int[1], MPI.FLOAT)).isFalse();
        assertThat(Buffers.isArray(new byte[8], MPI.INT2)).isFalse();
        assertThat(Buffers.segment(new byte[8], 1, MPI.INT2).byteSize()).isEqualTo(8);
        fails(ErrorCode.UNFIT_DATATYPE, () -> Buffers.segment(new int[1], 1, MPI.FLOAT));
        fails(ErrorCode.UNFIT_DATATYPE, () -> Buffers.segment(IntBuffer.allocate(1), 1, MPI.FLOAT));
        fails(ErrorCode.UNFIT_DATATYPE, () -> Buffers.segment("text", 1, MPI.INT));
        fails(ErrorCode.UNFIT_DATATYPE, () -> Buffers.segment(new boolean[1], 1, MPI.BOOLEAN));
        fails(ErrorCode.BAD_SEGMENT, () -> Buffers.segment(null, 1, MPI.INT));
        fails(ErrorCode.BAD_DATATYPE, () -> Buffers.segment(new int[1], 1, null));
        fails(ErrorCode.BAD_DATATYPE, () -> Buffers.segment(new int[1], 1, MPI.DATATYPE_NULL));
    }

    private static void fails(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void shouldTakeAnythingOfWhichNothingIsUsed() {
        assertThat(Buffers.segment(null, 0, MPI.INT).byteSize()).isZero();
        assertThat(Buffers.segment("text", 0, MPI.INT).byteSize()).isZero();
        assertThat(Buffers.segment(null, new int[3], MPI.INT).byteSize()).isZero();
        assertThat(Buffers.segment(false, null, 5, null)).isNull();
    }

    @Test
    void shouldNotCareWhereEmptyBlocksAre() {
        int[] displacements = {0, 9, 4};
        assertThat(Buffers.displacements(new int[] {4, 1, 1}, displacements)).isSameAs(displacements);
        assertThat(Buffers.displacements(new int[] {4, 0, 1}, displacements)).containsExactly(0, 0, 4);
        assertThat(displacements).containsExactly(0, 9, 4);
        assertThat(Buffers.displacements(null, null)).isNull();
    }

    /** What is passed through to core means the same there. */
    @Test
    void shouldHaveNumbersThatCoreKnows() {
        assertThat(MPI.PROC_NULL).isEqualTo(Tutti.PROC_NULL);
        assertThat(MPI.ROOT).isEqualTo(Tutti.ROOT);
        assertThat(MPI.ANY_TAG).isEqualTo(Tutti.ANY_TAG);
        assertThat(Numbers.source(MPI.ANY_SOURCE)).isEqualTo(Tutti.ANY_SOURCE);
        assertThat(Numbers.source(Tutti.ANY_SOURCE))
                .isNotEqualTo(Tutti.ANY_SOURCE)
                .isNegative();
        assertThat(Numbers.color(MPI.UNDEFINED)).isEqualTo(Tutti.UNDEFINED);
        assertThat(Numbers.color(Tutti.UNDEFINED)).isNotEqualTo(Tutti.UNDEFINED).isNegative();
        assertThat(Numbers.of(Tutti.UNDEFINED)).isEqualTo(MPI.UNDEFINED);
    }

    @Test
    void shouldMakeBuffersBeforeInit() {
        IntBuffer ints = MPI.newIntBuffer(10_000);
        assertThat(ints.isDirect()).isTrue();
        assertThat(ints.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(ints.capacity()).isEqualTo(10_000);
        assertThat(MPI.newByteBuffer(20_000).order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(MPI.newDoubleBuffer(0).capacity()).isZero();
        assertThatThrownBy(() -> MPI.newDoubleBuffer(1 << 28))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity=268435456");
        assertThatThrownBy(() -> MPI.newCharBuffer(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountWithoutLimits() {
        Count count = new Count(1L << 40);
        Count other = new Count(0);
        other.setCount(1L << 40);
        assertThat(count).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(count.compareTo(new Count(1))).isPositive();
    }

    @Test
    void shouldSayThatMpiIsNotInitialized() {
        for (Runnable call : new Runnable[] {
            () -> MPI.COMM_WORLD.getRank(),
            () -> MPI.COMM_SELF.barrier(),
            () -> MPI.COMM_WORLD.dup(),
            () -> MPI.INT.getSize(),
            () -> Datatype.createContiguous(2, MPI.INT),
            () -> MPI.REQUEST_NULL.waitFor(),
            () -> MPI.GROUP_EMPTY.getSize(),
            MPI::Finalize,
            MPI::getProcessorName
        }) {
            assertThatThrownBy(call::run).isInstanceOf(MPIException.class).hasMessage("MPI is not initialized.");
        }
        assertThat(MPI.isInitialized() || MPI.isFinalized()).isFalse();
    }
}
