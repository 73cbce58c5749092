package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program's function as core's reductions, one for each datatype that it is used with: core combines packed elements, the function
 * items as they lie in its buffers.
 */
final class UserReduction {
    private final UserFunction function;
    private final boolean commutative;
    private final Map<Datatype, org.tutti.Op> ofTypes = new ConcurrentHashMap<>();

    UserReduction(UserFunction function, boolean commutative) {
        this.function = Objects.requireNonNull(function, "function");
        this.commutative = commutative;
    }

    /** {@return the program's function} */
    UserFunction function() {
        return function;
    }

    /** {@return the reduction of items of a type} */
    org.tutti.Op of(Datatype type) {
        Items items = new Items(type, Datatype.core(type), type.packed());
        return ofTypes.computeIfAbsent(type, key -> make(items));
    }

    private org.tutti.Op make(Items items) {
        boolean takesArrays = !function.takesBuffers() && items.areWhole() && items.packed == items.type.base();
        return org.tutti.Op.create(
                function.getClass().getName(), commutative, Object.class, items.elements(), (left, right, elements) -> {
                    if (takesArrays) {
                        combineArrays(left, right, elements, items);
                    } else {
                        combineBuffers(left, right, elements, items);
                    }
                });
    }

    /** The function has its result in the place of the right operands, core in that of the left ones. */
    private void combineArrays(Object left, Object right, int elements, Items items) {
        Object in = items.packed.exactly(left, elements);
        Object inOut = items.packed.exactly(right, elements);
        function.call(in, inOut, elements / items.elements(), items.type);
        System.arraycopy(inOut, 0, left, 0, elements);
    }

    private void combineBuffers(Object left, Object right, int elements, Items items) {
        byte[] in = items.spread(left, elements);
        byte[] inOut = items.spread(right, elements);
        function.call(wrap(in), wrap(inOut), elements / items.elements(), items.type);
        items.packed.put(items.pack(inOut, elements), left);
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Items of a type, as a program has them and as core packs them.
     *
     * @param packed what their primitives are packed as
     */
    private record Items(Datatype type, org.tutti.Datatype core, BaseType packed) {
        /** {@return how many packed elements an item has} */
        int elements() {
            return Math.max(1, (int) (core.size() / packed.bytes()));
        }

        /** {@return whether they have no gaps} */
        boolean areWhole() {
            return core.size() == core.extent() && core.lowerBound() == 0 && core.size() == core.trueExtent();
        }

        /** {@return the bytes of items with their gaps, of so many packed elements} */
        byte[] spread(Object array, int elements) {
            byte[] bytes = packed.toBytes(array, elements);
            if (areWhole()) {
                return bytes;
            }
            int count = elements / elements();
            long end = core.trueLowerBound() + core.trueExtent() + core.extent() * (count - 1);
            byte[] items = new byte[Numbers.fit(Math.max(core.extent() * count, end))];
            core.unpack(bytes, 0, MemorySegment.ofArray(items), 0, count);
            return items;
        }

        /** {@return the bytes of items without their gaps} */
        byte[] pack(byte[] items, int elements) {
            if (areWhole()) {
                return items;
            }
            byte[] bytes = new byte[elements * packed.bytes()];
            core.pack(MemorySegment.ofArray(items), 0, elements / elements(), bytes, 0);
            return bytes;
        }
    }
}
