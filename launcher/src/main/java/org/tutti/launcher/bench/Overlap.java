package org.tutti.launcher.bench;

import java.util.function.Supplier;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Request;

/**
 * An operation that returns at once, and beside it a computation that takes as long as the operation does by itself. What of both
 * together remains when the computation is subtracted has not been hidden behind it.
 */
final class Overlap implements Runnable {
    /** Between two parts of the computation the program asks whether the operation is done, which lets it go on. */
    private static final int PARTS = 16;

    private static final int CALLS = 50;
    private static final int BATCHES = 5;
    private static final int STEPS_OF_A_UNIT = 32;
    private static final int TRIED_UNITS = 1000;

    private final Communicator world;
    private final Supplier<Request> begin;
    private long unitsOfAPart = 1;
    private double value = 1;

    Overlap(Communicator world, Supplier<Request> begin) {
        this.world = world;
        this.begin = begin;
    }

    @Override
    public void run() {
        Request request = begin.get();
        for (int part = 0; part < PARTS; part++) {
            compute(unitsOfAPart);
            request.test();
        }
        request.waitFor();
    }

    /** Computes as much as beside a call. */
    void compute() {
        for (int part = 0; part < PARTS; part++) {
            compute(unitsOfAPart);
        }
    }

    /** Finds how much is to be computed. All ranks call it, and all compute the same. */
    void settle() {
        world.barrier();
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            begin.get().waitFor();
        }
        double operation = (double) (System.nanoTime() - start) / CALLS;
        double unit = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            start = System.nanoTime();
            compute(TRIED_UNITS);
            unit = Math.min(unit, (double) (System.nanoTime() - start) / TRIED_UNITS);
        }
        unitsOfAPart = Math.max(1, Math.round(world.allreduce(operation / unit / PARTS, Op.MAX)));
    }

    private void compute(long units) {
        double computed = value;
        for (long step = 0; step < units * STEPS_OF_A_UNIT; step++) {
            computed = computed * 0.999_999 + 1e-6;
        }
        value = computed;
    }
}
