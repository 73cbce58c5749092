package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Group;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Errands for which ranks make communicators of all kinds, one or many, and memory that others can read. */
final class CommunicatorErrands {
    private static final int MANY = 20;
    private static final int ELEMENTS = 20_000;

    private CommunicatorErrands() {}

    /** Makes a communicator of a rank, or none. */
    private interface Maker {
        @Nullable
        Communicator make(Communicator world);
    }

    static List<Errand> all() {
        return List.of(
                one("idup", world -> world.idup().communicator()),
                one("split", world -> world.split(world.rank() % 2, -world.rank())),
                one("create", world -> world.create(world.group().excl(new int[] {1}))),
                one("createGroup", world -> world.rank() == 0 ? null : world.createGroup(allBut(world, 0), 5)),
                one("graph", CommunicatorErrands::graph),
                new Errand("merge", world -> {
                    try (Intercommunicator both = twoGroups(world);
                            Communicator merged = both.merge(2 * world.rank() < world.size())) {
                        use(merged);
                    }
                }),
                new Errand("neighbors", world -> {
                    try (Communicator ring = ring(world)) {
                        CartesianTopology grid = CartesianTopology.of(new int[] {world.size()}, true);
                        for (int count : new int[] {1, 100, ELEMENTS}) {
                            Neighborly.of(grid).check(ring, count);
                        }
                    }
                }),
                new Errand("many communicators", world -> {
                    List<Communicator> open = new ArrayList<>();
                    for (int i = 0; i < MANY; i++) {
                        open.add(world.dup());
                        use(open.getLast());
                    }
                    open.forEach(Communicator::close);
                }),
                new Errand("one communicator after the other", world -> {
                    for (int i = 0; i < MANY; i++) {
                        try (Communicator other = world.dup()) {
                            use(other);
                        }
                    }
                }),
                new Errand("allocated memory", world -> inMemory(world, () -> world.allocate(Datatype.LONG, ELEMENTS))),
                new Errand(
                        "automatic memory", world -> inMemory(world, () -> Tutti.allocate(Datatype.LONG, ELEMENTS))));
    }

    /** {@return all ranks around a ring} */
    static Communicator ring(Communicator world) {
        return Objects.requireNonNull(world.cartesian(new int[] {world.size()}, new boolean[] {true}, false));
    }

    /** {@return the lower and the upper half of the ranks} */
    static Intercommunicator twoGroups(Communicator world) {
        boolean isLower = 2 * world.rank() < world.size();
        try (Communicator half = Objects.requireNonNull(world.split(isLower ? 0 : 1, 0))) {
            return half.createInter(0, world, isLower ? (world.size() + 1) / 2 : 0, 9);
        }
    }

    private static Group allBut(Communicator world, int rank) {
        return world.group().excl(new int[] {rank});
    }

    private static Communicator graph(Communicator world) {
        int size = world.size();
        int[] next = {(world.rank() + 1) % size};
        int[] before = {(world.rank() + size - 1) % size};
        return world.distributedGraphAdjacent(before, next);
    }

    private static Errand one(String name, Maker maker) {
        return new Errand(name, world -> {
            try (Communicator communicator = maker.make(world)) {
                if (communicator != null) {
                    use(communicator);
                }
            }
        });
    }

    private static void use(Communicator communicator) {
        int size = communicator.size();
        assertThat(communicator.allreduce(communicator.rank() + 1, Op.SUM)).isEqualTo(size * (size + 1) / 2);
    }

    /** Gives memory to a rank, or throws. */
    private interface Source {
        MemorySegment get();
    }

    /** Where there is none the job goes on, and the rank takes other memory. */
    private static void inMemory(Communicator world, Source source) {
        long sum = (long) world.size() * (world.size() + 1) / 2;
        for (int piece = 0; piece < 4; piece++) {
            MemorySegment memory = orHeap(source);
            for (int i = 0; i < ELEMENTS; i++) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, i, world.rank() + 1L + i * (long) i);
            }
            world.allreduce(memory, ELEMENTS, Datatype.LONG, Op.SUM);
            for (int i = 0; i < ELEMENTS; i++) {
                assertThat(memory.getAtIndex(ValueLayout.JAVA_LONG, i)).isEqualTo(sum + world.size() * (long) i * i);
            }
        }
    }

    private static MemorySegment orHeap(Source source) {
        try {
            return source.get();
        } catch (TuttiException e) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.NO_SPACE);
            assertThat(e).hasMessageContaining("wanted=");
            return MemorySegment.ofArray(new long[ELEMENTS]);
        }
    }
}
