package org.tutti;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.TypeMap;

/** Datatypes of a part of an array of several dimensions, whose extent is that of the whole array. */
final class PartsOfArrays {
    private PartsOfArrays() {}

    /** {@return the elements of a box within an array} */
    static TypeMap box(int[] sizes, int[] subsizes, int[] starts, boolean isLastFastest, TypeMap element) {
        TypeMap part = element;
        long stride = element.extent();
        long start = 0;
        for (int dimension : fromFastest(sizes.length, isLastFastest)) {
            part = part.vector(subsizes[dimension], 1, stride);
            start = Math.addExact(start, Math.multiplyExact(starts[dimension], stride));
            stride = Math.multiplyExact(stride, sizes[dimension]);
        }
        return part.indexed(new long[] {1}, new long[] {start}).resized(0, stride);
    }

    /** {@return the elements that a process of a grid has of an array, given its coordinates} */
    static TypeMap dealt(
            int[] sizes,
            Distribution[] distributions,
            int[] processes,
            int[] coords,
            boolean isLastFastest,
            TypeMap element) {
        TypeMap part = element;
        long stride = element.extent();
        for (int dimension : fromFastest(sizes.length, isLastFastest)) {
            int length = distributions[dimension].blockLength(sizes[dimension], processes[dimension]);
            part = blocks(sizes[dimension], length, processes[dimension], coords[dimension], part.resized(0, stride));
            stride = Math.multiplyExact(stride, sizes[dimension]);
        }
        return part.resized(0, stride);
    }

    /** {@return whole blocks of a dimension that go round, and what is left of a last one} */
    private static TypeMap blocks(int elements, int length, int processes, int coord, TypeMap element) {
        long round = Math.multiplyExact((long) length, processes);
        long first = (long) coord * length;
        long left = Math.max(0, elements - first);
        long whole = left / round + (left % round >= length ? 1 : 0);
        long rest = Math.clamp(left - whole * round, 0, length);
        TypeMap[] parts = {
            element.vector(whole, length, Math.multiplyExact(round, element.extent())), element.contiguous(rest)
        };
        long[] starts = {
            Math.multiplyExact(first, element.extent()), Math.multiplyExact(first + whole * round, element.extent())
        };
        return TypeMap.struct(new long[] {1, 1}, starts, parts);
    }

    private static int[] fromFastest(int dimensions, boolean isLastFastest) {
        return IntStream.range(0, dimensions)
                .map(i -> isLastFastest ? dimensions - 1 - i : i)
                .toArray();
    }

    static void requireBox(int @Nullable [] sizes, int @Nullable [] subsizes, int @Nullable [] starts) {
        if (sizes == null
                || subsizes == null
                || starts == null
                || sizes.length == 0
                || subsizes.length != sizes.length
                || starts.length != sizes.length) {
            throw new TuttiException(
                    ErrorCode.UNEVEN_BLOCKS,
                    "each dimension has a size, a size of the part and a start, and there is one at least: sizes="
                            + Arrays.toString(sizes) + ", subsizes=" + Arrays.toString(subsizes) + ", starts="
                            + Arrays.toString(starts));
        }
        for (int i = 0; i < sizes.length; i++) {
            if (subsizes[i] < 0 || starts[i] < 0 || (long) starts[i] + subsizes[i] > sizes[i]) {
                throw new TuttiException(
                        ErrorCode.BAD_DATATYPE,
                        "the part does not lie within the array: sizes[" + i + "]=" + sizes[i] + ", subsizes[" + i
                                + "]=" + subsizes[i] + ", starts[" + i + "]=" + starts[i]);
            }
        }
    }

    static void requireDimensions(
            int @Nullable [] sizes, Distribution @Nullable [] distributions, CartesianTopology grid) {
        if (sizes == null
                || distributions == null
                || sizes.length == 0
                || distributions.length != sizes.length
                || grid.dims().length != sizes.length) {
            throw new TuttiException(
                    ErrorCode.UNEVEN_BLOCKS,
                    "each dimension has a size, a distribution and processes, and there is one at least: sizes="
                            + Arrays.toString(sizes) + ", distributions=" + Arrays.toString(distributions)
                            + ", processes=" + Arrays.toString(grid.dims()));
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0) {
                throw new TuttiException(ErrorCode.NEGATIVE_COUNT, "must be 0 or more: sizes[" + i + "]=" + sizes[i]);
            }
        }
    }
}
