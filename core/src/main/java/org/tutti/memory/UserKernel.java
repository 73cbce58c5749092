package org.tutti.memory;

/** A reduction by a function of the program. What it throws leaves as a {@link ReductionFailure}. */
public final class UserKernel extends ReduceKernel {
    private final Function function;

    /** A function that folds arrays. */
    @FunctionalInterface
    public interface Function {
        /** Folds the right array into the left one. */
        void fold(Object left, Object right, int count);
    }

    /**
     * Makes a kernel.
     *
     * @param name what the reduction is called, the same on all ranks
     * @param type the type of the elements
     * @param itemElements how many consecutive elements are one item; counts are multiples of it
     * @param function folds arrays of this type
     */
    public UserKernel(String name, ElementType type, int itemElements, Function function) {
        super(name, type, itemElements, ReductionNames.code(name), ReductionNames.hash(name));
        this.function = function;
    }

    @Override
    public void fold(Object left, Object right, int count) {
        try {
            function.fold(left, right, count);
        } catch (Throwable e) {
            throw new ReductionFailure(name(), e);
        }
    }
}
