package org.tutti;

import java.util.List;

/**
 * A program that the launcher runs to train an AOT cache: what its ranks have loaded and linked, ranks of any program find
 * ready. So it does what programs do at their start, and each operation in each of its shapes.
 */
final class Rehearsal {
    /** Elements of a message: it travels in a control word's line, whole, and in fragments. */
    private static final List<Integer> LENGTHS = List.of(1, 100, 100_000);

    private static final int TIMES = 3;

    private Rehearsal() {}

    /** Runs one rank. */
    static void main(String[] args) {
        try (Communicator world = Tutti.init(args)) {
            for (int i = 0; i < TIMES; i++) {
                LENGTHS.forEach(length -> operate(world, length));
                world.barrier();
            }
        }
    }

    private static void operate(Communicator world, int length) {
        int[] ints = new int[length];
        long[] longs = new long[length];
        float[] floats = new float[length];
        double[] doubles = new double[length];
        world.bcast(ints, 0);
        world.bcast(longs, 0);
        world.bcast(floats, 0);
        world.bcast(doubles, 0);
        world.allreduce(ints, Op.SUM);
        world.allreduce(longs, Op.SUM);
        world.allreduce(floats, Op.SUM);
        world.allreduce(doubles, Op.MAX);
        world.reduce(doubles, Op.SUM, 0);
        world.allreduce(1.0, Op.SUM);
        world.iallreduce(doubles, Op.SUM).waitFor();
        exchange(world, doubles, new double[length]);
    }

    private static void exchange(Communicator world, double[] sent, double[] received) {
        int next = (world.rank() + 1) % world.size();
        world.sendRecv(sent, next, 0, received, Tutti.ANY_SOURCE, 0);
        Request receive = world.irecv(received, Tutti.ANY_SOURCE, 1);
        world.send(sent, next, 1);
        receive.waitFor();
    }
}
