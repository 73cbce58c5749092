package org.tutti.memory;

/** MPI's predefined reductions. */
public enum Operator {
    SUM,
    PROD,
    MIN,
    MAX,
    LAND,
    LOR,
    LXOR,
    BAND,
    BOR,
    BXOR,
    MINLOC,
    MAXLOC;

    /** {@return whether MPI defines this reduction for elements of this type} */
    public boolean isDefinedFor(ElementType type) {
        return switch (this) {
            case SUM, PROD, MIN, MAX -> type != ElementType.BOOLEAN;
            case LAND, LOR, LXOR -> !type.isFloating();
            case BAND, BOR, BXOR -> !type.isFloating() && type != ElementType.BOOLEAN;
            case MINLOC, MAXLOC -> false;
        };
    }

    /** {@return whether MPI defines this reduction for items of this type} */
    public boolean isDefinedFor(ItemType type) {
        return switch (this) {
            case SUM, PROD -> type.isComplex();
            case MINLOC, MAXLOC -> !type.isComplex();
            default -> false;
        };
    }
}
