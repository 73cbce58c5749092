package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneSource;

/** Faults of coll/sm that no other suite looks for; docs/coll-sm-faults.md lists them all. */
class FaultsTest {
    private static final int SLOTS = 8;

    static List<Call> shapes() {
        return MismatchTest.shapes();
    }

    /** The operation before decides nothing: each shape works as the very first one. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shouldDoAnythingFirst(Call call) {
        for (int ranks : new int[] {2, 3}) {
            Oracle oracle = call.kind() == Call.Kind.BARRIER
                    ? Oracle.of(ranks, ElementType.INT, 1, 1)
                    : call.op() == null
                            ? Oracle.of(ranks, call.type(), call.count(), 1)
                            : Oracle.of(ranks, call.type(), call.op(), call.count(), 1);
            ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
                if (call.kind() == Call.Kind.BARRIER) {
                    call.make(world);
                } else {
                    Matrix.check(world, List.of(call), oracle);
                }
            });
        }
    }

    /** Sequences and positions are 64 bits wide, and sleepers compare half of them: they cross every border of 32 bits. */
    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 20, (1L << 32) - 20, (1L << 33) - 20, (1L << 48) - 20})
    void shouldCountBeyondThirtyTwoBits(long start) {
        for (String mode : List.of("dedicated", "oversubscribed")) {
            ThreadRanks.run(3, Map.of("wait.mode", mode, "coll.sm.ring_size", "65536"), world -> {
                startAt(world, start, (start >> 1) & -65536);
                for (int i = 0; i < 60; i++) {
                    int[] one = {world.rank() + i};
                    world.allreduce(one, Op.SUM);
                    int[] many = new int[5000];
                    many[4999] = i;
                    world.allreduce(many, Op.SUM);
                    int[] told = {world.rank() == i % 3 ? i : -1};
                    world.bcast(told, i % 3);
                    if (one[0] != 3 * i + 3 || many[4999] != 3 * i || told[0] != i) {
                        throw new AssertionError("round " + i + ": " + one[0] + ", " + many[4999] + ", " + told[0]);
                    }
                }
            });
        }
    }

    /** As if so many operations had been done: all ranks have arrived at the last of them, and have read everything. */
    static void startAt(Communicator world, long sequence, long position) throws ReflectiveOperationException {
        Object table = field(Communicator.class, "table").get(world);
        Lane lane = ((LaneSource) field(table.getClass(), "lane").get(table)).open();
        field(Lane.class, "sequence").setLong(lane, sequence);
        field(Lane.class, "knownArrived").setLong(lane, sequence);
        field(Lane.class, "position").setLong(lane, position);
        field(Lane.class, "knownConsumed").setLong(lane, position);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return field(type.getSuperclass(), name);
        }
    }

    /** A root waits for nobody while there are slots: it comes back before anybody else has called. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void shouldLetARootRunAhead(int count) {
        CountDownLatch ahead = new CountDownLatch(1);
        ThreadRanks.run(3, world -> {
            if (world.rank() != 0) {
                require(ahead.await(20, TimeUnit.SECONDS), "the root waits for the others");
            }
            for (int i = 1; i <= 3 * SLOTS; i++) {
                int[] values = new int[count];
                values[count - 1] = world.rank() == 0 ? i : 0;
                world.bcast(values, 0);
                require(values[count - 1] == i, "bcast " + i + " gave " + values[count - 1]);
                if (world.rank() == 0 && i == SLOTS - 1) {
                    ahead.countDown();
                }
            }
        });
    }

    /** Shared memory is taken without being asked for, and says why when it may not be. */
    @Test
    void shouldTakeSharedMemoryUnlessToldOtherwise() {
        ThreadRanks.run(2, Communicator::barrier);
        ThreadRanks.run(2, Map.of("coll.sm.priority", "-1"), Communicator::barrier); // by the general component
        assertThatThrownBy(() ->
                        ThreadRanks.run(2, Map.of("coll.sm.priority", "-1", "coll", "self,sm"), Communicator::barrier))
                .isInstanceOf(TuttiException.class)
                .hasMessageContaining("sm: its priority is below 0: coll.sm.priority=-1");
    }

    /** With the smallest control units more ranks than a unit has words: nobody's words reach into another's. */
    @Test
    void shouldHaveRoomForTheWordsOfManyRanks() {
        ThreadRanks.run(40, Map.of("coll.sm.control_size", "64", "coll.sm.ring_size", "8192"), world -> {
            for (int root = 0; root < world.size(); root++) {
                int[] value = {world.rank() + root};
                int[] sum = new int[1];
                world.reduce(value, sum, Op.SUM, root);
                if (world.rank() == root) {
                    assertThat(sum[0]).isEqualTo(40 * root + 39 * 20);
                }
            }
        });
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
