package org.tutti.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A type spelled out: every primitive with its displacement, and the bounds by the standard's text. Beside it, made by the same
 * calls, the map that is to be the same.
 */
final class NaiveType {
    /** One primitive. */
    record Primitive(ElementType type, long displacement) {
        Primitive movedBy(long bytes) {
            return new Primitive(type, displacement + bytes);
        }
    }

    final List<Primitive> primitives = new ArrayList<>();
    /** Bounds that were set by hand, each a pair of lower and upper. */
    final List<long[]> markers = new ArrayList<>();

    TypeMap map;
    final String spelled;

    NaiveType(String spelled) {
        this.spelled = spelled;
    }

    long lowerBound() {
        return markers.isEmpty()
                ? trueLowerBound()
                : markers.stream().mapToLong(pair -> pair[0]).min().orElseThrow();
    }

    long extent() {
        if (!markers.isEmpty()) {
            return markers.stream().mapToLong(pair -> pair[1]).max().orElseThrow() - lowerBound();
        }
        long width = primitives.stream().mapToLong(p -> p.type().bytes(1)).max().orElse(1);
        long extent = trueExtent();
        while (extent % width != 0) {
            extent++;
        }
        return extent;
    }

    long trueLowerBound() {
        return primitives.stream().mapToLong(Primitive::displacement).min().orElse(0);
    }

    long trueExtent() {
        return primitives.stream()
                        .mapToLong(p -> p.displacement() + p.type().bytes(1))
                        .max()
                        .orElse(0)
                - trueLowerBound();
    }

    List<ElementType> signature() {
        return primitives.stream().map(Primitive::type).toList();
    }

    private void append(NaiveType other, long at) {
        other.primitives.forEach(p -> primitives.add(p.movedBy(at)));
        other.markers.forEach(pair -> markers.add(new long[] {pair[0] + at, pair[1] + at}));
    }

    private void appendBlock(NaiveType other, long at, long count) {
        for (int i = 0; i < count; i++) {
            append(other, at + i * other.extent());
        }
    }

    static NaiveType of(ElementType type) {
        NaiveType result = new NaiveType(type.name());
        result.primitives.add(new Primitive(type, 0));
        result.map = TypeMap.of(type);
        return result;
    }

    NaiveType contiguous(long count) {
        NaiveType result = new NaiveType("contiguous(" + count + ", " + spelled + ")");
        result.appendBlock(this, 0, count);
        result.map = map.contiguous(count);
        return result;
    }

    NaiveType vector(long count, long blockLength, long stride) {
        NaiveType result = new NaiveType("vector(" + count + ", " + blockLength + ", " + stride + ", " + spelled + ")");
        for (int i = 0; i < count; i++) {
            result.appendBlock(this, i * stride, blockLength);
        }
        result.map = map.vector(count, blockLength, stride);
        return result;
    }

    static NaiveType struct(long[] blockLengths, long[] displacements, NaiveType[] types) {
        StringBuilder spelled = new StringBuilder("struct(");
        NaiveType[] parts = types.clone();
        TypeMap[] maps = new TypeMap[types.length];
        for (int i = 0; i < types.length; i++) {
            maps[i] = parts[i].map;
            spelled.append(blockLengths[i]).append(" x ").append(parts[i].spelled);
            spelled.append(" at ").append(displacements[i]).append(i == types.length - 1 ? "" : ", ");
        }
        NaiveType result = new NaiveType(spelled.append(")").toString());
        for (int i = 0; i < types.length; i++) {
            result.appendBlock(parts[i], displacements[i], blockLengths[i]);
        }
        result.map = TypeMap.struct(blockLengths, displacements, maps);
        return result;
    }

    NaiveType indexed(long[] blockLengths, long[] displacements) {
        NaiveType[] types = new NaiveType[blockLengths.length];
        java.util.Arrays.fill(types, this);
        NaiveType result = struct(blockLengths, displacements, types);
        result.map = map.indexed(blockLengths, displacements);
        return result;
    }

    NaiveType resized(long lowerBound, long extent) {
        NaiveType result = new NaiveType("resized(" + lowerBound + ", " + extent + ", " + spelled + ")");
        result.primitives.addAll(primitives);
        result.markers.add(new long[] {lowerBound, lowerBound + extent});
        result.map = map.resized(lowerBound, extent);
        return result;
    }

    /** {@return a random type of these primitives} Displacements are multiples of {@code unit} bytes and may be negative. */
    static NaiveType random(Random random, int depth, ElementType[] basics, int unit) {
        if (depth == 0) {
            return of(basics[random.nextInt(basics.length)]);
        }
        NaiveType old = random(random, depth - 1, basics, unit);
        int n = random.nextInt(4);
        return switch (random.nextInt(6)) {
            case 0 -> old.contiguous(n);
            case 1 -> old.vector(n, random.nextInt(4), (long) unit * (random.nextInt(40) - 20));
            case 2 -> old.resized((long) unit * (random.nextInt(9) - 4), (long) unit * (random.nextInt(30) - 5));
            case 3 -> old.indexed(lengths(random, n), places(random, n, unit));
            // the distances of consecutive blocks, so that runs meet
            case 4 -> old.vector(n, 1 + random.nextInt(2), old.extent());
            default -> {
                NaiveType[] types = new NaiveType[n];
                for (int i = 0; i < n; i++) {
                    types[i] = random.nextBoolean() ? old : random(random, random.nextInt(depth), basics, unit);
                }
                yield struct(lengths(random, n), places(random, n, unit), types);
            }
        };
    }

    private static long[] lengths(Random random, int n) {
        return random.longs(n, 0, 4).toArray();
    }

    private static long[] places(Random random, int n, int unit) {
        return random.longs(n, -30, 30).map(at -> at * unit).toArray();
    }

    @Override
    public String toString() {
        return spelled;
    }
}
