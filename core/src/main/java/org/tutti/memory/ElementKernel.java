package org.tutti.memory;

/**
 * A kernel of single elements, which folds few and many by different loops. The compiler takes the number of iterations that it has
 * seen for what comes: a loop that mostly had few is not made for many, and is several times slower with these.
 */
abstract class ElementKernel extends OperatorKernel {
    /** Below so many elements, they are few. */
    static final int FEW = 64;

    ElementKernel(Operator operator, ElementType type) {
        super(operator, type);
    }

    @Override
    public final void fold(Object left, Object right, int count) {
        if (count < FEW) {
            foldFew(left, right, count);
        } else {
            foldMany(left, right, count);
        }
    }

    /** Folds fewer than {@link #FEW} elements. */
    abstract void foldFew(Object left, Object right, int count);

    /** Folds at least {@link #FEW} elements. */
    abstract void foldMany(Object left, Object right, int count);
}
