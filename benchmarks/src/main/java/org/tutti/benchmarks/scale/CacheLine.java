package org.tutti.benchmarks.scale;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A cache line, and which cores have it: all that have read it since it was last written, or the one that wrote it. Requests
 * for it queue, those of cores whose complex has it apart from the others.
 */
final class CacheLine {
    private final Machine machine;
    private final BitSet holders = new BitSet();
    private final double[] freeInComplex;
    private double free;

    CacheLine(Machine machine) {
        this.machine = machine;
        this.freeInComplex = new double[machine.complexes()];
    }

    boolean isHeldBy(int core) {
        return holders.get(core);
    }

    /** {@return when a core has the line that asks for it at a time, to read it} */
    double fetch(int core, double at) {
        int complex = machine.complex(core);
        int nearest = nearestHolder(core);
        double served;
        if (machine.complex(nearest) == complex) {
            double start = Math.max(at, freeInComplex[complex]);
            freeInComplex[complex] = start + machine.complexTurn();
            served = start + machine.fetch(core, nearest);
        } else {
            double start = Math.max(at, free);
            free = start + machine.homeTurn();
            served = start + machine.fetch(core, nearest);
            freeInComplex[complex] = served;
        }
        holders.set(core);
        return served;
    }

    /**
     * {@return when a core has the line alone that asks for it at a time, to write it} Who reads it from now on gets it then.
     *
     * @param notBefore when the stores before this one are visible
     */
    double take(int core, double at, double notBefore) {
        double taken;
        if (holders.get(core) && holders.cardinality() == 1) {
            taken = Math.max(at + machine.access(), free);
        } else {
            taken = Math.max(at, free) + farthestHolder(core);
            holders.clear();
            holders.set(core);
        }
        free = Math.max(taken, notBefore);
        Arrays.fill(freeInComplex, free);
        return free;
    }

    /** {@return a core that has the line, of the same complex if there is one, else of the same socket} Itself if nobody has it. */
    private int nearestHolder(int core) {
        int near = holderAmong(core, machine.coresPerComplex());
        int there = near >= 0 ? near : holderAmong(core, machine.coresPerSocket());
        int anywhere = there >= 0 ? there : holders.nextSetBit(0);
        return anywhere >= 0 ? anywhere : core;
    }

    private int holderAmong(int core, int neighbours) {
        int first = core / neighbours * neighbours;
        int holder = holders.nextSetBit(first);
        return holder < first + neighbours ? holder : -1;
    }

    private double farthestHolder(int core) {
        double farthest = holders.isEmpty() ? machine.fetch(core, core) : 0;
        for (int holder = holders.nextSetBit(0); holder >= 0; holder = holders.nextSetBit(holder + 1)) {
            if (holder != core) {
                farthest = Math.max(farthest, machine.fetch(core, holder));
            }
        }
        return farthest;
    }
}
