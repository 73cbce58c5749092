package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Op;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Memory that the garbage collector takes back. */
@Timeout(120)
class AutomaticMemoryTest {
    private static final Map<String, String> LITTLE = Map.of("arena.size", "128m");
    private static final int MIB = 1 << 20;

    /** Far more than there is, in pieces of which each is forgotten; what comes again is zero. */
    @Test
    void shouldComeBackWhenNothingReachesIt() {
        ThreadRanks.run(2, LITTLE, world -> {
            for (int i = 0; i < 400; i++) {
                MemorySegment memory = Tutti.allocate(Datatype.BYTE, 4 * MIB);
                assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isZero();
                memory.fill((byte) (i + 1));
            }
            world.barrier();
        });
    }

    /** Nobody gives it back at a certain time, so much is left for what else a rank does. */
    @Test
    void shouldRefuseMoreThanHalfOfWhatIsLeft() {
        ThreadRanks.run(2, LITTLE, world -> {
            List<MemorySegment> kept = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (kept.size() < 1000) {
                            kept.add(Tutti.allocate(Datatype.BYTE, 4 * MIB));
                        }
                    })
                    .isInstanceOf(TuttiException.class)
                    .hasMessageContaining("this would be more than half of what is left for this rank");
            assertThat(kept).isNotEmpty();
            world.barrier();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment", "slice", "buffer", "view"})
    void shouldStayWhileAnythingReachesIt(String kind) {
        ThreadRanks.run(2, LITTLE, world -> {
            List<Object> kept = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                MemorySegment memory = Tutti.allocate(Datatype.BYTE, 4 * MIB);
                memory.fill((byte) i);
                if (i % 50 == 0) {
                    kept.add(reach(memory, kind));
                }
            }
            for (int i = 0; i < kept.size(); i++) {
                assertThat(first(kept.get(i))).isEqualTo((byte) (50 * i));
            }
            world.barrier();
        });
    }

    private static Object reach(MemorySegment memory, String kind) {
        return switch (kind) {
            case "segment" -> memory;
            case "slice" -> memory.asSlice(MIB).asSlice(8, 8);
            case "buffer" -> memory.asByteBuffer();
            default ->
                memory.asByteBuffer()
                        .order(ByteOrder.nativeOrder())
                        .asIntBuffer()
                        .slice(5, 7)
                        .duplicate();
        };
    }

    private static byte first(Object reached) {
        return switch (reached) {
            case MemorySegment memory -> memory.get(ValueLayout.JAVA_BYTE, 0);
            case ByteBuffer bytes -> bytes.get(0);
            default -> (byte) ((IntBuffer) reached).get(0);
        };
    }

    /** An operation in flight reaches it, also when the program does not. */
    @Test
    void shouldStayWhileAnOperationUsesIt() {
        ThreadRanks.run(2, LITTLE, world -> {
            int peer = 1 - world.rank();
            for (int turn = 0; turn < 10; turn++) {
                Request sent = world.isend(filled(turn), MIB, Datatype.INT, peer, turn);
                for (int i = 0; i < 20; i++) {
                    Tutti.allocate(Datatype.BYTE, 4 * MIB).fill((byte) -1);
                }
                int[] received = new int[MIB];
                world.recv(received, peer, turn);
                assertThat(received).containsOnly(turn * 0x01010101);
                sent.waitFor();
            }
        });
    }

    private static MemorySegment filled(int value) {
        return Tutti.allocate(Datatype.INT, MIB).fill((byte) value);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldBeReadWhereItLies(int ranks) {
        ThreadRanks.run(ranks, world -> {
            for (int turn = 1; turn <= 50; turn++) {
                MemorySegment mine = Tutti.allocate(Datatype.INT, MIB / 4);
                mine.fill((byte) turn);
                world.allreduce(mine, MIB / 4, Datatype.INT, Op.MAX);
                assertThat(mine.get(ValueLayout.JAVA_INT, MIB - 4)).isEqualTo(turn * 0x01010101);
                mine.fill((byte) -1);
            }
        });
    }

    /** Communicators find what they need, however much a program has taken. */
    @Test
    void shouldLeaveSomethingToOthers() {
        ThreadRanks.run(2, LITTLE, world -> {
            List<MemorySegment> kept = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (true) {
                            kept.add(Tutti.allocate(Datatype.BYTE, MIB));
                        }
                    })
                    .isInstanceOfSatisfying(
                            TuttiException.class,
                            e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.NO_SPACE));
            assertThat(kept).hasSizeGreaterThan(10);
            for (int i = 0; i < 3; i++) {
                world.dup().barrier();
            }
        });
    }

    /** Each piece is a mapping: those that are kept are limited, those that are forgotten come back. */
    @Test
    void shouldBeInAThousandPiecesAtMost() {
        ThreadRanks.run(2, world -> {
            List<MemorySegment> kept = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                Tutti.allocate(Datatype.BYTE, 100).fill((byte) i);
            }
            assertThatThrownBy(() -> {
                        while (true) {
                            kept.add(Tutti.allocate(Datatype.BYTE, 100));
                        }
                    })
                    .isInstanceOf(TuttiException.class)
                    .hasMessageContaining("1024 pieces");
            assertThat(kept).hasSizeGreaterThan(900);
            world.barrier();
        });
    }

    @Test
    void shouldOutliveTheWorld() {
        List<MemorySegment> kept = new ArrayList<>();
        ThreadRanks.run(2, world -> {
            MemorySegment memory = Tutti.allocate(Datatype.INT, MIB).fill((byte) 3);
            synchronized (kept) {
                kept.add(memory);
            }
        });
        assertThat(kept)
                .hasSize(2)
                .allSatisfy(memory ->
                        assertThat(memory.get(ValueLayout.JAVA_BYTE, MIB)).isEqualTo((byte) 3));
    }

    @Test
    void shouldBeOrdinaryMemoryWithoutAJob() {
        assertThat(Tutti.allocate(Datatype.DOUBLE, 5).byteSize()).isEqualTo(40);
        assertThatThrownBy(() -> Tutti.allocate(Datatype.DOUBLE, -1)).hasMessageContaining("count=-1");
    }
}
