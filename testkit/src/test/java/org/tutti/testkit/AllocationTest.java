package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.PartitionedSend;
import org.tutti.PersistentRequest;
import org.tutti.memory.ElementType;

/** After warm-up an operation allocates nothing: the compiler has removed all that looks as if it did. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WINDOWS = 60;
    /** The compiler, which has few processors here, gets so much time at least. */
    private static final long LEAST_NANOS = 10_000_000_000L;

    /** One operation. */
    private record Operation(String name, int times, Body body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Body {
        void run(Communicator world, Object array);
    }

    /** How ranks wait, and how long payload is copied. */
    static Stream<Arguments> modes() {
        return Stream.of(Arguments.of("dedicated", "never"), Arguments.of("oversubscribed", "always"));
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Call call : DeathTest.shapes()) {
            int times = call.count() > 1000 ? 200 : 4000;
            operations.add(new Operation(call.description(), times, (world, array) -> call.make(world, array)));
        }
        operations.add(new Operation("int", 4000, (world, array) -> world.allreduce(1, Op.SUM)));
        operations.add(new Operation("long", 4000, (world, array) -> world.bcast(1L, 1)));
        operations.add(new Operation("float", 4000, (world, array) -> world.reduce(1f, Op.MAX, 0)));
        operations.add(new Operation("double", 4000, (world, array) -> world.allreduce(1.0, Op.SUM)));
        operations.add(new Operation("boolean", 4000, (world, array) -> world.allreduce(true, Op.LAND)));
        operations.addAll(onSegments());
        operations.addAll(byFunctions());
        operations.addAll(ofBlocks());
        operations.addAll(ofBlocksInSegments());
        operations.addAll(ofItems());
        operations.addAll(betweenNeighbors());
        return operations;
    }

    private static List<Operation> ofMessages() {
        List<Operation> operations = new ArrayList<>();
        for (int count : new int[] {1, 60, 5000, 100_000}) {
            int times = count > 1000 ? 50 : 1000;
            double[][] arrays = {new double[count], new double[count]};
            double[][] others = {new double[count], new double[count]};
            MemorySegment[] segments = {
                Arena.ofAuto().allocate(8L * count), Arena.ofAuto().allocate(8L * count)
            };
            PersistentRequest[][] requests = new PersistentRequest[2][];
            int parts = 2 - count % 2;
            operations.add(new Operation("messages of " + count, times, (world, array) -> {
                int me = world.rank();
                int peer = 1 - me;
                if (me == 0) {
                    world.send(arrays[0], peer, 1);
                    world.recv(arrays[0], peer, 2);
                    world.send(segments[0], count, Datatype.DOUBLE, peer, 3);
                } else {
                    world.recv(arrays[1], peer, 1);
                    world.send(arrays[1], peer, 2);
                    world.recv(segments[1], count, Datatype.DOUBLE, peer, 3);
                }
                world.sendRecv(arrays[me], peer, 4, others[me], peer, 4);
            }));
            operations.add(new Operation("persistent of " + count, times, (world, array) -> {
                int me = world.rank();
                if (requests[me] == null) {
                    requests[me] = new PersistentRequest[] {
                        world.recvInit(others[me], 1 - me, 1),
                        world.sendInit(arrays[me], 1 - me, 1),
                        world.allreduceInit(arrays[me], others[me], Op.MAX),
                        world.barrierInit(),
                        world.precvInit(others[me], 1, 1 - me, 1),
                        world.psendInit(arrays[me], parts, 1 - me, 1)
                    };
                }
                for (PersistentRequest request : requests[me]) {
                    request.start();
                    if (request instanceof PartitionedSend send) {
                        send.preadyRange(0, parts - 1);
                    }
                }
                for (PersistentRequest request : requests[me]) {
                    request.waitFor();
                }
            }));
        }
        return operations;
    }

    /** On and off the heap by turns, as a program with both would. */
    private static List<Operation> onSegments() {
        List<Operation> operations = new ArrayList<>();
        for (int count : new int[] {1, 60, 20_000}) {
            MemorySegment[][] segments = new MemorySegment[2][];
            for (int rank = 0; rank < 2; rank++) {
                segments[rank] = new MemorySegment[] {
                    MemorySegment.ofArray(new byte[8 * count + 1]).asSlice(1),
                    Arena.ofAuto().allocate(8L * count),
                    MemorySegment.ofArray(new double[count]),
                    MemorySegment.NULL // allocated by the communicator, at the first call
                };
            }
            int times = count > 1000 ? 100 : 2000;
            operations.add(new Operation("segments of " + count, times, (world, array) -> {
                MemorySegment[] mine = segments[world.rank()];
                if (mine[3].byteSize() == 0) {
                    mine[3] = world.allocate(Datatype.DOUBLE, count);
                }
                for (MemorySegment segment : mine) {
                    world.bcast(segment, count, Datatype.DOUBLE, 0);
                    world.allreduce(segment, count, Datatype.DOUBLE, Op.MAX);
                    world.reduce(segment, count, Datatype.DOUBLE, Op.MAX, 1);
                }
                world.allreduce(mine[0], mine[1], count, Datatype.DOUBLE, Op.MAX);
                world.allreduce(mine[1], mine[2], count, Datatype.DOUBLE, Op.MAX);
                world.allreduce(mine[2], mine[0], count, Datatype.DOUBLE, Op.MAX);
            }));
        }
        return operations;
    }

    private static List<Operation> ofItems() {
        List<Operation> operations = new ArrayList<>();
        Datatype record = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
        Datatype spread = Datatype.resized(Datatype.vector(2, 1, 3, Datatype.LONG), 0, 48);
        Datatype[] types = {record, spread};
        for (int count : new int[] {1, 60, 5000}) {
            MemorySegment[] one = {
                Arena.ofAuto().allocate(48L * count), Arena.ofAuto().allocate(48L * count)
            };
            MemorySegment[] both = {
                Arena.ofAuto().allocate(96L * count), Arena.ofAuto().allocate(96L * count)
            };
            operations.add(new Operation("items of " + count, count > 1000 ? 50 : 500, (world, array) -> {
                MemorySegment mine = one[world.rank()];
                MemorySegment all = both[world.rank()];
                for (Datatype type : types) {
                    world.bcast(mine, count, type, 0);
                    world.gather(mine, count, type, all, count, type, 1);
                    world.scatter(all, count, type, mine, count, type, 0);
                    world.allgather(mine, count, type, all, count, type);
                }
                world.allreduce(mine, count, Datatype.DOUBLE_INT, Op.MINLOC);
            }));
        }
        return operations;
    }

    private static List<Operation> byFunctions() {
        List<Operation> operations = new ArrayList<>();
        Op larger = Op.ofDouble("larger", true, Math::max);
        for (int count : new int[] {1, 60, 20_000}) {
            double[][] arrays = {new double[count], new double[count]};
            operations.add(new Operation("function of " + count, count > 1000 ? 200 : 4000, (world, array) -> {
                world.allreduce(arrays[world.rank()], larger);
                world.reduce(arrays[world.rank()], larger, 0);
            }));
        }
        return operations;
    }

    private static List<Operation> ofBlocks() {
        List<Operation> operations = new ArrayList<>();
        for (int count : new int[] {1, 60, 20_000}) {
            double[][] one = {new double[count], new double[count]};
            double[][] both = {new double[2 * count], new double[2 * count]};
            double[][] others = {new double[2 * count], new double[2 * count]};
            Object[][] wide = {{new double[count], new int[count]}, {new int[count], new long[count]}};
            Object[][] back = {{new double[count], new int[count]}, {new int[count], new long[count]}};
            int[] counts = {count, count};
            int[] last = {count, 0};
            operations.add(new Operation("blocks of " + count, count > 1000 ? 50 : 1000, (world, array) -> {
                double[] mine = one[world.rank()];
                double[] all = both[world.rank()];
                double[] more = others[world.rank()];
                world.gather(mine, all, 0);
                world.gather(mine, 0, all, 0, count, 1);
                world.gatherv(mine, all, counts, 0);
                world.scatter(all, mine, 0);
                world.scatterv(all, counts, last, mine, 1);
                world.allgather(mine, all);
                world.allgather(all, all);
                world.allgatherv(mine, all, counts, last);
                world.alltoall(all, more);
                world.alltoall(all, all);
                world.alltoallv(all, counts, more, counts);
                world.alltoallv(all, counts, last, all, counts, last);
                world.alltoallw(wide[world.rank()], back[world.rank()]);
            }));
        }
        return operations;
    }

    private static List<Operation> ofBlocksInSegments() {
        List<Operation> operations = new ArrayList<>();
        Datatype type = Datatype.DOUBLE;
        for (int count : new int[] {1, 60, 20_000}) {
            MemorySegment[] one = {
                MemorySegment.ofArray(new double[count]), Arena.ofAuto().allocate(8L * count)
            };
            MemorySegment[] both = {
                MemorySegment.ofArray(new double[2 * count]), Arena.ofAuto().allocate(16L * count)
            };
            long[] counts = {count, count};
            long[] last = {count, 0};
            operations.add(new Operation("blocks of segments of " + count, count > 1000 ? 50 : 1000, (world, array) -> {
                MemorySegment mine = one[world.rank()];
                MemorySegment all = both[world.rank()];
                world.gather(mine, count, type, all, count, type, 0);
                world.gatherv(mine, count, type, all, counts, null, type, 1);
                world.scatter(all, count, type, mine, count, type, 0);
                world.scatterv(all, counts, last, type, mine, count, type, 1);
                world.allgather(mine, count, type, all, count, type);
                world.allgatherv(mine, count, type, all, counts, last, type);
                world.alltoall(all, count, type, all, count, type);
                world.alltoallv(all, counts, null, type, all, counts, null, type);
            }));
        }
        return operations;
    }

    private static List<Operation> betweenNeighbors() {
        List<Operation> operations = new ArrayList<>();
        Communicator[] rings = new Communicator[2];
        int[] dims = {2};
        operations.add(new Operation("make a ring", 1, (world, array) -> {
            if (rings[world.rank()] == null) {
                rings[world.rank()] = Objects.requireNonNull(world.cartesian(CartesianTopology.of(dims, true)));
            }
        }));
        for (int count : new int[] {1, 60, 20_000}) {
            double[][] sent = {new double[2 * count], new double[2 * count]};
            double[][] received = {new double[2 * count], new double[2 * count]};
            int[] counts = {count, count};
            operations.add(new Operation("neighbors of " + count, count > 1000 ? 50 : 1000, (world, array) -> {
                Communicator ring = rings[world.rank()];
                double[] from = sent[world.rank()];
                double[] to = received[world.rank()];
                ring.neighborAllgather(from, 0, to, 0, count);
                ring.neighborAllgatherv(from, 0, count, to, counts, null);
                ring.neighborAlltoall(from, to);
                ring.neighborAlltoallv(from, counts, to, counts);
            }));
        }
        operations.add(new Operation("close the ring", 1, (world, array) -> rings[world.rank()].close()));
        return operations;
    }

    /** {@return an array of the size that the operation of this name has} */
    private static Object arrayFor(Call call) {
        return call.type().newArray(call.count());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void shouldAllocateNothingOnceWarm(String mode, String nontemporal) {
        expectNoneAllocated(mode, nontemporal, operations());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void shouldSendAndStartAndAllocateNothingOnceWarm(String mode, String nontemporal) {
        expectNoneAllocated(mode, nontemporal, ofMessages());
    }

    private static void expectNoneAllocated(String mode, String nontemporal, List<Operation> operations) {
        List<Call> calls = DeathTest.shapes();
        List<String> guilty = new ArrayList<>();
        ThreadRanks.run(2, Map.of("wait.mode", mode, "memory.nontemporal", nontemporal), world -> {
            for (int i = 0; i < operations.size(); i++) {
                Object array = arrayFor(i < calls.size() ? calls.get(i) : Call.bcast(ElementType.BYTE, 0, 0));
                long left = settle(world, operations.get(i), array);
                if (left != 0) {
                    synchronized (guilty) {
                        guilty.add("rank " + world.rank() + ": " + left + " bytes in " + operations.get(i).times
                                + " times " + operations.get(i));
                    }
                }
            }
        });
        assertThat(guilty).isEmpty();
    }

    /** {@return 0 once both ranks have allocated nothing in a whole window, else what the last one took} */
    private static long settle(Communicator world, Operation operation, Object array) {
        long start = System.nanoTime();
        long[] worst = {1, 0};
        long bytes = 0;
        for (int window = 0; worst[0] != 0 && (window < WINDOWS || worst[1] < LEAST_NANOS); window++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < operation.times; i++) {
                operation.body.run(world, array);
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            worst[0] = bytes;
            worst[1] = System.nanoTime() - start;
            world.allreduce(worst, Op.MAX);
        }
        return worst[0] == 0 ? 0 : bytes;
    }

    /** The measurement itself sees an allocation. */
    @org.junit.jupiter.api.Test
    void shouldSeeWhatIsAllocated() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int[] array = new int[1000];
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(array).hasSize(1000);
        assertThat(bytes).isGreaterThanOrEqualTo(4000);
    }
}
