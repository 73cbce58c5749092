package org.tutti.testkit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;

/** A rank's communicators that overlap: some have all ranks in some order, some have a part of them. */
final class Ensembles implements AutoCloseable {
    private final Communicator world;
    private final Map<Shape, @Nullable Communicator> open = new EnumMap<>(Shape.class);
    private int made;

    /** Which ranks of the world, in which order. */
    enum Shape {
        /** The world itself. */
        WORLD,
        /** As the world. */
        DUP,
        /** The lower and the upper half. */
        HALVES,
        /** All, the last one first. */
        REVERSED,
        /** All but one where there are more than two, the last one first. */
        GROUP,
        /** Each third rank, the last one first. */
        THIRDS,
        /** An intercommunicator of the two halves. */
        TWO_GROUPS
    }

    /** Has the world alone, and all that is asked for. */
    Ensembles(Communicator world) {
        this.world = world;
        open.put(Shape.WORLD, world);
    }

    /** {@return the communicator of a shape, made if there is none yet, or null where this rank is no member} All ranks call it. */
    @Nullable
    Communicator of(Shape shape) {
        if (!open.containsKey(shape)) {
            open.put(shape, make(shape));
        }
        return open.get(shape);
    }

    /** Replaces the communicator of a shape by a new one, which is there before the old one is closed. */
    void renew(Shape shape) {
        if (shape == Shape.WORLD) {
            return;
        }
        Communicator old = of(shape);
        open.put(shape, make(shape));
        if (old != null) {
            old.close();
        }
    }

    private @Nullable Communicator make(Shape shape) {
        int rank = world.rank();
        made++;
        return switch (shape) {
            case WORLD -> world;
            case DUP -> world.dup();
            case HALVES -> world.split(2 * rank / world.size(), 0);
            case REVERSED -> world.split(0, -rank);
            case GROUP -> ofGroup();
            case THIRDS -> world.split(rank % 3, -rank);
            case TWO_GROUPS -> world.size() == 1 ? null : ofTwoGroups();
        };
    }

    /** The leaders are the first rank of the lower half and the last one of the upper half. */
    private Communicator ofTwoGroups() {
        boolean isLower = 2 * world.rank() < world.size();
        try (Communicator half = Objects.requireNonNull(world.split(isLower ? 0 : 1, 0))) {
            return half.createInter(isLower ? 0 : half.size() - 1, world, isLower ? world.size() - 1 : 0, made);
        }
    }

    /** The group that all ranks name, or that its members alone name, by turns. */
    private @Nullable Communicator ofGroup() {
        int size = world.size();
        int without = size > 2 ? made % size : -1;
        List<Integer> members = new ArrayList<>();
        for (int rank = size - 1; rank >= 0; rank--) {
            if (rank != without) {
                members.add(rank);
            }
        }
        var group =
                world.group().incl(members.stream().mapToInt(Integer::intValue).toArray());
        if (made % 2 == 0) {
            return world.create(group);
        }
        return world.rank() == without ? null : world.createGroup(group, made);
    }

    /** Closes all but the world. */
    @Override
    public void close() {
        open.remove(Shape.WORLD);
        open.values().stream().filter(Objects::nonNull).forEach(Communicator::close);
    }
}
