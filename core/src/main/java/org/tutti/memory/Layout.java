package org.tutti.memory;

import org.jspecify.annotations.Nullable;

/**
 * Where the primitives of a datatype lie, relative to where it begins: a tree of runs, repetitions and lists. Layouts share
 * their parts, so a million blocks of a type take one object more than the type. None of the parts is empty.
 */
abstract sealed class Layout {
    private static final int FEW = 16;

    /** Bytes when packed. */
    final long bytes;

    final long primitives;
    /** The first byte in memory, which need not be that of the first primitive. */
    final long low;
    /** Behind the last byte in memory. */
    final long high;
    /** The width of the widest primitive. */
    final int alignment;
    /** The type of all primitives, or null where they differ or are none. */
    final @Nullable ElementType uniform;
    /** How many layouts lie in one another, runs not counted. */
    final int depth;
    /** See {@link TypeSignature}. */
    final long hash;

    final long power;

    private Layout(Builder b) {
        this.bytes = b.bytes;
        this.primitives = b.primitives;
        this.low = b.low;
        this.high = b.high;
        this.alignment = b.alignment;
        this.uniform = b.uniform;
        this.depth = b.depth;
        this.hash = b.hash;
        this.power = TypeSignature.power(b.primitives);
    }

    /** {@return how many parts it has} */
    abstract long parts();

    /** {@return a part} */
    abstract Layout part(long index);

    /** {@return where a part begins} */
    abstract long displacement(long index);

    /** {@return whether it is a few runs and nothing else} */
    final boolean isFewRuns() {
        return depth == 1 && parts() <= FEW;
    }

    /** {@return no primitives at all} */
    static Layout empty() {
        return Listed.NONE;
    }

    /** {@return primitives one after the other without gaps} */
    static Layout run(ElementType type, long elements) {
        return elements == 0 ? empty() : new Run(type, elements);
    }

    /** {@return a layout repeated, each beginning {@code stride} bytes after the one before} */
    static Layout repeated(Layout part, long count, long stride) {
        if (count == 0 || part.bytes == 0) {
            return empty();
        }
        if (count == 1) {
            return part;
        }
        if (part instanceof Run run && stride == run.bytes) {
            return new Run(run.type, Math.multiplyExact(run.elements, count));
        }
        if (part instanceof Repeated inner && stride == inner.count * inner.stride) {
            return new Repeated(inner.part, Math.multiplyExact(inner.count, count), inner.stride);
        }
        return new Repeated(part, count, stride);
    }

    /** {@return how many primitives the first bytes are when packed, at most all of one layout, or -1 if a part of one would be left} */
    final long primitivesIn(long packedBytes) {
        if (this instanceof Run run) {
            long width = run.type.bytes(1);
            return packedBytes % width == 0 ? packedBytes / width : -1;
        }
        long left = packedBytes;
        long found = 0;
        if (this instanceof Repeated repeated) {
            long whole = left / repeated.part.bytes;
            found = whole * repeated.part.primitives;
            left -= whole * repeated.part.bytes;
            long rest = left == 0 ? 0 : repeated.part.primitivesIn(left);
            return rest < 0 ? -1 : found + rest;
        }
        for (long i = 0; i < parts() && left > 0; i++) {
            Layout part = part(i);
            long here = Math.min(left, part.bytes);
            long primitivesHere = part.primitivesIn(here);
            if (primitivesHere < 0) {
                return -1;
            }
            found += primitivesHere;
            left -= here;
        }
        return found;
    }

    /** {@return the same places as bytes; truth values, of one byte each, stay what they are} */
    final Layout inBytes() {
        return switch (this) {
            case Run run -> run.type == ElementType.BOOLEAN ? run : run(ElementType.BYTE, run.bytes);
            case Repeated repeated -> repeated(repeated.part.inBytes(), repeated.count, repeated.stride);
            case Listed listed -> listed.partsInBytes();
        };
    }

    /** Elements of one type without gaps. */
    static final class Run extends Layout {
        final ElementType type;
        final long elements;

        private Run(ElementType type, long elements) {
            super(Builder.ofRun(type, elements));
            this.type = type;
            this.elements = elements;
        }

        @Override
        long parts() {
            return 1;
        }

        @Override
        Layout part(long index) {
            return this;
        }

        @Override
        long displacement(long index) {
            return 0;
        }
    }

    /** A layout several times at a fixed stride. */
    static final class Repeated extends Layout {
        final Layout part;
        final long count;
        final long stride;

        private Repeated(Layout part, long count, long stride) {
            super(Builder.ofRepeated(part, count, stride));
            this.part = part;
            this.count = count;
            this.stride = stride;
        }

        @Override
        long parts() {
            return count;
        }

        @Override
        Layout part(long index) {
            return part;
        }

        @Override
        long displacement(long index) {
            return index * stride;
        }
    }

    /** Layouts at displacements, made by {@link LayoutList}. */
    static final class Listed extends Layout {
        private static final Layout NONE = new Listed(new Layout[0], new long[0]);

        private final Layout[] parts;
        private final long[] displacements;

        Listed(Layout[] parts, long[] displacements) {
            super(Builder.ofList(parts, displacements));
            this.parts = parts;
            this.displacements = displacements;
        }

        @Override
        long parts() {
            return parts.length;
        }

        private Layout partsInBytes() {
            LayoutList list = new LayoutList(parts.length);
            Layout before = this;
            Layout converted = this;
            for (int i = 0; i < parts.length; i++) {
                converted = parts[i] == before ? converted : parts[i].inBytes();
                before = parts[i];
                list.add(converted, displacements[i]);
            }
            return list.layout();
        }

        @Override
        Layout part(long index) {
            return parts[(int) index];
        }

        @Override
        long displacement(long index) {
            return displacements[(int) index];
        }
    }

    /** What a layout knows of its parts. */
    private static final class Builder {
        private long bytes;
        private long primitives;
        private long low;
        private long high;
        private int alignment = 1;
        private @Nullable ElementType uniform;
        private int depth;
        private long hash;

        static Builder ofRun(ElementType type, long elements) {
            Builder b = new Builder();
            b.bytes = Math.multiplyExact(elements, type.bytes(1));
            b.primitives = elements;
            b.high = b.bytes;
            b.alignment = (int) type.bytes(1);
            b.uniform = type;
            b.hash = TypeSignature.repeated(TypeSignature.of(type), TypeSignature.power(1), elements);
            return b;
        }

        static Builder ofRepeated(Layout part, long count, long stride) {
            Builder b = new Builder();
            long last = Math.multiplyExact(count - 1, stride);
            b.bytes = Math.multiplyExact(part.bytes, count);
            b.primitives = part.primitives * count;
            b.low = Math.addExact(part.low, Math.min(0, last));
            b.high = Math.addExact(part.high, Math.max(0, last));
            b.alignment = part.alignment;
            b.uniform = part.uniform;
            b.depth = part.depth + 1;
            b.hash = TypeSignature.repeated(part.hash, part.power, count);
            return b;
        }

        static Builder ofList(Layout[] parts, long[] displacements) {
            Builder b = new Builder();
            if (parts.length != 0) {
                b.low = Long.MAX_VALUE;
                b.high = Long.MIN_VALUE;
                b.uniform = parts[0].uniform;
            }
            for (int i = 0; i < parts.length; i++) {
                Layout part = parts[i];
                b.bytes = Math.addExact(b.bytes, part.bytes);
                b.primitives += part.primitives;
                b.low = Math.min(b.low, Math.addExact(displacements[i], part.low));
                b.high = Math.max(b.high, Math.addExact(displacements[i], part.high));
                b.alignment = Math.max(b.alignment, part.alignment);
                b.uniform = b.uniform == part.uniform ? b.uniform : null;
                b.depth = Math.max(b.depth, part.depth + 1);
                b.hash = TypeSignature.concatenated(b.hash, part.hash, part.power);
            }
            return b;
        }
    }

    @Override
    public String toString() {
        return switch (this) {
            case Run run -> run.type + (run.elements == 1 ? "" : "[" + run.elements + "]");
            case Repeated repeated -> repeated.count + " x " + repeated.part + " / " + repeated.stride;
            case Listed list -> {
                StringBuilder text = new StringBuilder("{");
                for (int i = 0; i < Math.min(list.parts.length, 8); i++) {
                    text.append(i == 0 ? "" : ", ")
                            .append(list.parts[i])
                            .append(" at ")
                            .append(list.displacements[i]);
                }
                yield text.append(list.parts.length > 8 ? ", ...}" : "}").toString();
            }
        };
    }
}
