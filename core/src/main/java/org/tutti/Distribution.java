package org.tutti;

/**
 * How the elements of a dimension of a global array are dealt out to the processes of that dimension.
 *
 * @param kind in what way
 * @param blockLength how many consecutive elements a process has, or has at a time; 0 for as many as divide them evenly in blocks,
 *     and for one at a time in cycles
 */
public record Distribution(Kind kind, int blockLength) {
    /** All elements belong to the one process of the dimension. MPI standard: 5.1.4, MPI_DISTRIBUTE_NONE. */
    public static final Distribution NONE = new Distribution(Kind.NONE, 0);

    /** Each process has one block, and all of them are as long as possible alike. MPI standard: 5.1.4, MPI_DISTRIBUTE_BLOCK. */
    public static final Distribution BLOCK = new Distribution(Kind.BLOCK, 0);

    /** Elements go round one by one. MPI standard: 5.1.4, MPI_DISTRIBUTE_CYCLIC. */
    public static final Distribution CYCLIC = new Distribution(Kind.CYCLIC, 0);

    /** In what way. */
    public enum Kind {
        /** Not at all. */
        NONE,
        /** In one block for each process. */
        BLOCK,
        /** In blocks that go round. */
        CYCLIC
    }

    /** Checks the length. */
    public Distribution {
        if (kind == null || blockLength < 0 || (kind == Kind.NONE && blockLength != 0)) {
            throw new TuttiException(
                    ErrorCode.BAD_DATATYPE,
                    "must be a kind, and a length from 0 on: kind=" + kind + ", blockLength=" + blockLength);
        }
    }

    /**
     * {@return one block for each process}
     *
     * @param blockLength how many elements it has
     */
    public static Distribution block(int blockLength) {
        return new Distribution(Kind.BLOCK, blockLength);
    }

    /**
     * {@return blocks that go round}
     *
     * @param blockLength how many elements each has
     */
    public static Distribution cyclic(int blockLength) {
        return new Distribution(Kind.CYCLIC, blockLength);
    }

    /** {@return how many consecutive elements a process has of so many, at a time} Throws where they are not all dealt out. */
    int blockLength(int elements, int processes) {
        return switch (kind) {
            case NONE -> requireAll(processes == 1, elements, processes, elements);
            case BLOCK -> {
                int length = blockLength == 0 ? Math.ceilDiv(elements, processes) : blockLength;
                yield requireAll((long) length * processes >= elements, length, processes, elements);
            }
            case CYCLIC -> Math.max(1, blockLength);
        };
    }

    private int requireAll(boolean all, int length, int processes, int elements) {
        if (!all) {
            throw new TuttiException(
                    ErrorCode.BAD_DATATYPE,
                    "some elements of a dimension belong to nobody: distribution=" + this + ", elements=" + elements
                            + ", processes=" + processes);
        }
        return length;
    }
}
