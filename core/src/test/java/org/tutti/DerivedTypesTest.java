package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.memory.ElementType;

/** Items with gaps in all operations: ranks spell the same primitives differently, and what lies in gaps stays as it is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DerivedTypesTest {
    private static final byte GAP = 0x5A;
    private static final int[] COUNTS = {0, 1, 2, 7, 100, 3000, 20_000};

    /** Three spellings of the same primitives; a rank takes that of its number. */
    record Spellings(String name, List<Datatype> types) {
        Spellings(String name, Datatype... types) {
            this(name, List.of(types));
        }

        Datatype of(int rank) {
            return types.get(rank % types.size());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Spellings> spellings() {
        Datatype three = Datatype.contiguous(3, Datatype.INT);
        Datatype spread = Datatype.vector(3, 1, 4, Datatype.INT);
        Datatype backwards = Datatype.resized(
                Datatype.hindexed(new int[] {1, 2}, new long[] {40, 9}, Datatype.INT), 0, 44); // at odd places
        Datatype record = Datatype.struct(
                new int[] {1, 1, 3}, new long[] {0, 8, 20}, Datatype.INT, Datatype.DOUBLE, Datatype.SHORT);
        Datatype packed = Datatype.struct(
                new int[] {1, 1, 3}, new long[] {0, 4, 12}, Datatype.INT, Datatype.DOUBLE, Datatype.SHORT);
        Datatype wide = Datatype.resized(record, -4, 50);
        return Stream.of(
                new Spellings("three ints", three, spread, backwards),
                new Spellings("record", record, Datatype.resized(packed, 0, 18), shifted(wide)),
                new Spellings(
                        "truths", Datatype.vector(5, 1, 2, Datatype.BOOLEAN), Datatype.contiguous(5, Datatype.BOOLEAN)),
                new Spellings("pair", Datatype.DOUBLE_INT, Datatype.resized(Datatype.DOUBLE_INT, 0, 32)));
    }

    private static Datatype shifted(Datatype type) {
        return Datatype.struct(new int[] {1}, new long[] {4}, type);
    }

    /** A buffer of items that has gaps all over, and room behind them. */
    private static MemorySegment buffer(Datatype type, long items) {
        MemorySegment buffer = MemorySegment.ofArray(new byte[(int) ((items + 1) * type.extent()) + 100]);
        return buffer.fill(GAP);
    }

    /** What a rank sends as so many of its items, packed. */
    private static byte[] packed(Datatype type, int from, long firstItem, long items) {
        byte[] bytes = new byte[(int) type.packSize(items)];
        int width = (int) type.size();
        boolean truths = type.typeMap().uniform() == ElementType.BOOLEAN;
        for (int i = 0; i < bytes.length; i++) {
            long value = from * 31L + (firstItem + i / width) * 7 + i % width;
            bytes[i] = (byte) (truths ? value & 1 : value);
        }
        return bytes;
    }

    private static MemorySegment filled(Datatype type, int from, long items) {
        MemorySegment buffer = buffer(type, items);
        type.unpack(packed(type, from, 0, items), 0, buffer, 0, items);
        return buffer;
    }

    /** The items from an index on are those of a rank, and nothing else has been touched. */
    private static void requireItems(MemorySegment expected, MemorySegment received) {
        assertThat(received.mismatch(expected)).isEqualTo(-1);
    }

    private static void put(MemorySegment expected, Datatype type, long at, int from, long first, long items) {
        type.unpack(packed(type, from, first, items), 0, expected, at * type.extent(), items);
    }

    private interface Exchange {
        void run(Communicator world, Datatype type, int count);
    }

    /** Runs something by each component. */
    private static void run(int ranks, Consumer<Communicator> program) {
        Tutti.runThreads(ranks, world -> {
            program.accept(world);
            try (Communicator basic = world.dup(Info.EMPTY.with("coll", "self,basic"))) {
                program.accept(basic);
            }
        });
    }

    private static void forAll(Spellings spellings, Exchange exchange) {
        for (int ranks : new int[] {1, 2, 3, 5}) {
            run(ranks, world -> {
                for (int count : COUNTS) {
                    if (ranks == 2 || count <= 3000) {
                        exchange.run(world, spellings.of(world.rank()), count);
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void shouldBroadcast(Spellings spellings) {
        forAll(spellings, (world, type, count) -> {
            int root = count % world.size();
            MemorySegment buffer = world.rank() == root ? filled(type, root, count) : buffer(type, count);
            world.bcast(buffer, count, type, root);
            requireItems(filled(type, root, count), buffer);
        });
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void shouldGatherAndScatter(Spellings spellings) {
        forAll(spellings, (world, type, count) -> {
            int size = world.size();
            int root = count % size;
            MemorySegment mine = filled(type, world.rank(), count);
            MemorySegment all = buffer(type, (long) size * count);
            MemorySegment expected = buffer(type, (long) size * count);
            world.gather(mine, count, type, all, count, type, root);
            for (int rank = 0; rank < size && world.rank() == root; rank++) {
                put(expected, type, (long) rank * count, rank, 0, count);
            }
            requireItems(expected, all);
            MemorySegment back = buffer(type, count);
            world.scatter(all, count, type, back, count, type, root);
            requireItems(mine, back);
        });
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void shouldAllgatherAndAlltoall(Spellings spellings) {
        forAll(spellings, (world, type, count) -> {
            int size = world.size();
            MemorySegment all = buffer(type, (long) size * count);
            world.allgather(filled(type, world.rank(), count), count, type, all, count, type);
            MemorySegment expected = buffer(type, (long) size * count);
            for (int rank = 0; rank < size; rank++) {
                put(expected, type, (long) rank * count, rank, 0, count);
            }
            requireItems(expected, all);
            MemorySegment received = buffer(type, (long) size * count);
            world.alltoall(filled(type, world.rank(), (long) size * count), count, type, received, count, type);
            MemorySegment turned = buffer(type, (long) size * count);
            for (int rank = 0; rank < size; rank++) {
                put(turned, type, (long) rank * count, rank, (long) world.rank() * count, count);
            }
            requireItems(turned, received);
        });
    }

    /** Each rank's block is as long as its number tells, and they lie with an item between them, in falling order. */
    @ParameterizedTest
    @MethodSource("spellings")
    void shouldMoveBlocksOfDifferentSizes(Spellings spellings) {
        forAll(spellings, (world, type, count) -> {
            int size = world.size();
            long[] counts = new long[size];
            long[] places = new long[size];
            long items = 0;
            for (int rank = size - 1; rank >= 0; rank--) {
                counts[rank] = rank == 1 ? 0 : count / (rank + 1);
                places[rank] = items;
                items += counts[rank] + 1;
            }
            MemorySegment all = buffer(type, items);
            MemorySegment mine = filled(type, world.rank(), counts[world.rank()]);
            world.allgatherv(mine, counts[world.rank()], type, all, counts, places, type);
            MemorySegment expected = buffer(type, items);
            for (int rank = 0; rank < size; rank++) {
                put(expected, type, places[rank], rank, 0, counts[rank]);
            }
            requireItems(expected, all);
            int root = count % size;
            MemorySegment part = buffer(type, counts[world.rank()]);
            world.scatterv(all, counts, places, type, part, counts[world.rank()], type, root);
            requireItems(mine, part);
            MemorySegment gathered = buffer(type, items);
            world.gatherv(mine, counts[world.rank()], type, gathered, counts, places, type, root);
            requireItems(world.rank() == root ? expected : buffer(type, items), gathered);
            long[] same = new long[size];
            Arrays.fill(same, counts[world.rank()]);
            MemorySegment repeated = buffer(type, size * same[0]);
            world.alltoallv(all, counts, places, type, repeated, same, null, type);
            MemorySegment wanted = buffer(type, size * same[0]);
            for (int rank = 0; rank < size; rank++) {
                put(wanted, type, rank * same[0], world.rank(), 0, same[0]);
            }
            requireItems(wanted, repeated);
        });
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void shouldMoveBlocksOfDifferentTypes(Spellings spellings) {
        forAll(spellings, (world, type, count) -> {
            int size = world.size();
            MemorySegment[] sends = new MemorySegment[size];
            MemorySegment[] recvs = new MemorySegment[size];
            long[] counts = new long[size];
            Datatype[] types = new Datatype[size];
            for (int rank = 0; rank < size; rank++) {
                sends[rank] = filled(type, world.rank(), count);
                types[rank] = spellings.of(world.rank() + rank);
                recvs[rank] = buffer(types[rank], count);
                counts[rank] = count;
            }
            Datatype[] sent = new Datatype[size];
            Arrays.fill(sent, type);
            world.alltoallw(sends, counts, sent, recvs, counts, types);
            for (int rank = 0; rank < size; rank++) {
                requireItems(filled(types[rank], rank, count), recvs[rank]);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void shouldFindTheLeastAndWhereItIs(int ranks) {
        run(ranks, world -> {
            for (int count : new int[] {1, 5, 1000, 50_000}) {
                MemorySegment pairs = MemorySegment.ofArray(new long[2 * count]);
                for (int i = 0; i < count; i++) {
                    pairs.set(ValueLayout.JAVA_DOUBLE, 16L * i, (world.rank() * 7 + i) % 5);
                    pairs.set(ValueLayout.JAVA_INT, 16L * i + 8, world.rank());
                }
                world.allreduce(pairs, count, Datatype.DOUBLE_INT, Op.MINLOC);
                for (int i = 0; i < count; i++) {
                    int at = 0;
                    for (int rank = 1; rank < ranks; rank++) {
                        at = (rank * 7 + i) % 5 < (at * 7 + i) % 5 ? rank : at;
                    }
                    assertThat(pairs.get(ValueLayout.JAVA_INT, 16L * i + 8)).isEqualTo(at);
                    assertThat(pairs.get(ValueLayout.JAVA_DOUBLE, 16L * i)).isEqualTo((at * 7 + i) % 5);
                }
            }
        });
    }

    /** Complex numbers in columns of a matrix: a product in every reduction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldCombineItemsThatAreTornApart(int ranks) {
        Op product = Op.create("first of two", false, int[].class, 2, (left, right, elements) -> {
            for (int i = 0; i < elements; i += 2) {
                left[i] = left[i] * 10 + right[i];
                left[i + 1] += right[i + 1];
            }
        });
        Datatype spread = Datatype.vector(2, 1, 3, Datatype.INT); // two ints, one at 0 and one at 12
        run(ranks, world -> {
            for (int count : new int[] {1, 4, 900, 30_000}) {
                int[] send = new int[4 * count * ranks];
                for (int i = 0; i < count * ranks; i++) {
                    send[4 * i] = world.rank() + 1;
                    send[4 * i + 3] = i;
                    send[4 * i + 1] = -1;
                }
                int[] all = new int[4 * count];
                int[] upTo = new int[4 * count];
                int[] block = new int[4 * count];
                MemorySegment sent = MemorySegment.ofArray(send);
                world.allreduce(sent, MemorySegment.ofArray(all), count, spread, product);
                world.scan(sent, MemorySegment.ofArray(upTo), count, spread, product);
                world.reduceScatterBlock(sent, MemorySegment.ofArray(block), count, spread, product);
                world.reduce(sent, sent, count, spread, product, 0);
                int digits = digits(ranks);
                for (int i = 0; i < count; i++) {
                    assertThat(all[4 * i]).isEqualTo(digits);
                    assertThat(all[4 * i + 3]).isEqualTo(i * ranks);
                    assertThat(all[4 * i + 1]).isZero();
                    assertThat(upTo[4 * i]).isEqualTo(digits(world.rank() + 1));
                    assertThat(block[4 * i + 3]).isEqualTo((world.rank() * count + i) * ranks);
                    assertThat(send[4 * i]).isEqualTo(world.rank() == 0 ? digits : world.rank() + 1);
                    assertThat(send[4 * i + 1]).isEqualTo(-1);
                }
            }
        });
    }

    private static int digits(int ranks) {
        int digits = 0;
        for (int rank = 0; rank < ranks; rank++) {
            digits = digits * 10 + rank + 1;
        }
        return digits;
    }

    /** A matrix by rows becomes one by columns, each rank's columns between those of the others. */
    @Test
    void shouldReceiveBlocksThatLieBetweenEachOther() {
        Tutti.runThreads(3, world -> {
            Datatype column = Datatype.resized(Datatype.vector(4, 1, 3, Datatype.INT), 0, 4);
            int[] matrix = new int[12];
            int r = world.rank();
            MemorySegment mine = MemorySegment.ofArray(new int[] {r, 10 + r, 20 + r, 30 + r});
            world.allgather(mine, 4, Datatype.INT, MemorySegment.ofArray(matrix), 1, column);
            assertThat(matrix).containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32);
        });
    }

    @Test
    void shouldTellPrimitivesApart() {
        Datatype one = Datatype.struct(new int[] {1, 1}, new long[] {0, 4}, Datatype.INT, Datatype.FLOAT);
        Datatype other = Datatype.struct(new int[] {1, 1}, new long[] {0, 4}, Datatype.FLOAT, Datatype.INT);
        assertThatThrownBy(() -> Tutti.runThreads(2, world -> {
                    world.bcast(MemorySegment.ofArray(new long[1]), 1, world.rank() == 0 ? one : other, 0);
                    world.barrier();
                }))
                .hasMessageContaining("bcast(items, 8 bytes, root 0)")
                .hasMessageContaining("(items of different primitives)");
        assertThatThrownBy(() -> Tutti.runThreads(2, world -> {
                    MemorySegment recv = MemorySegment.ofArray(new long[2]);
                    Datatype type = world.rank() == 0 ? one : other;
                    world.allgatherv(MemorySegment.ofArray(new long[1]), 1, type, recv, new long[] {1, 1}, null, type);
                }))
                .hasMessageContaining("sends 8 bytes of items with primitives");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        Datatype column = Datatype.vector(4, 1, 3, Datatype.INT);
        MemorySegment eleven = MemorySegment.ofArray(new int[9]);
        try (Communicator world = Tutti.init(new String[0])) {
            assertThatThrownBy(() -> world.bcast(eleven, 1, column, 0)).hasMessageContaining("do not lie within");
            assertThatThrownBy(() -> world.bcast(eleven, -1, column, 0)).hasMessageContaining("count=-1");
            assertThatThrownBy(() -> world.allreduce(eleven, 1, Datatype.vector(2, 1, 3, Datatype.INT), Op.SUM))
                    .hasMessageContaining("not defined for this type");
            Datatype twice = Datatype.hindexed(new int[] {1, 1}, new long[] {0, 2}, Datatype.INT);
            assertThatThrownBy(() -> world.gather(eleven, 1, twice, eleven, 1, twice, 0))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLAPPING_TYPE));
            Datatype two = Datatype.vector(2, 1, 2, Datatype.INT);
            world.allgather(eleven, 1, two, eleven.asSlice(4), 1, two); // in its gaps
            assertThatThrownBy(() -> world.allgather(eleven, 1, two, eleven.asSlice(8), 1, two))
                    .hasMessageContaining("overlap without being the same");
        }
    }
}
