package org.tutti.testkit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.tutti.Communicator;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/**
 * A sequence of any operations on any communicators, each with any arguments. All of it follows from the seed, so that all ranks
 * call the same, and the seed alone repeats it; each result is checked when it is there.
 */
final class Medley {
    /** Most are short; the longest ones go round a small ring. */
    private static final int[] BYTES = {0, 8, 8, 32, 104, 112, 300, 1024, 2056, 9000};

    private static final int LONGEST_BYTES = 50_000;
    private static final int ONE_LONG_OF = 60;
    private static final int ONE_RENEWAL_OF = 40;
    private static final int ONE_DELAY_OF = 20;
    private static final int LONGEST_DELAY_NANOS = 300_000;

    private final Communicator world;
    private final long seed;
    private final Ensembles ensembles;
    private String last = "";

    private Medley(Communicator world, long seed) {
        this.world = world;
        this.seed = seed;
        this.ensembles = new Ensembles(world);
    }

    /** Makes so many calls. What fails names the seed and the call. */
    static void play(Communicator world, long seed, int calls) {
        Medley medley = new Medley(world, seed);
        int call = 0;
        try {
            for (; call < calls; call++) {
                medley.step(call);
            }
            medley.ensembles.close();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ", " + world.size() + " ranks, rank " + world.rank() + ", call " + call + " of "
                            + calls + ": " + medley.last,
                    e);
        }
    }

    private void step(int call) {
        Random forAll = new Random(Oracle.random(seed, -1, call));
        Ensembles.Shape[] shapes = Ensembles.Shape.values();
        Ensembles.Shape shape = shapes[forAll.nextInt(shapes.length)];
        last = "renewal of " + shape;
        if (forAll.nextInt(ONE_RENEWAL_OF) == 0) {
            ensembles.renew(shape);
        }
        Communicator communicator = ensembles.of(shape);
        if (forAll.nextInt(ONE_DELAY_OF) == 0 && forAll.nextInt(world.size()) == world.rank()) {
            LockSupport.parkNanos(forAll.nextInt(LONGEST_DELAY_NANOS));
        }
        if (communicator != null) {
            // the parts of a split communicator do different things
            boolean isOne = communicator instanceof Intercommunicator;
            long part = Oracle.random(seed, isOne ? -2 : first(communicator), call);
            call(new Random(part), communicator, shape, part);
        }
    }

    /** {@return the world's rank of a communicator's first member} */
    private int first(Communicator communicator) {
        return communicator.group().translateRanks(new int[] {0}, world.group())[0];
    }

    private void call(Random random, Communicator communicator, Ensembles.Shape shape, long values) {
        if (communicator instanceof Intercommunicator both) {
            InterCall call = anyInterCall(random);
            last = shape + " " + call.text();
            call.check(both, values);
            return;
        }
        int size = communicator.size();
        switch (random.nextInt(3)) {
            case 0 -> {
                Call call = anyCall(random, size);
                last = shape + " " + call.text();
                call.check(communicator, call.oracle(size, values));
            }
            case 1 -> {
                Fold fold = anyFold(random);
                last = shape + " " + fold.text();
                fold.check(communicator, values);
            }
            default -> {
                Move move = anyMove(random, size);
                last = shape + " " + move.text();
                move.check(communicator, values);
            }
        }
    }

    private static int anyCount(Random random, ElementType type) {
        int most = random.nextInt(ONE_LONG_OF) == 0 ? LONGEST_BYTES : BYTES[random.nextInt(BYTES.length)];
        return type.count(random.nextInt(most + 1));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Op anyOp(Random random, ElementType type) {
        List<Op> defined =
                Oracle.OPS.stream().filter(op -> Oracle.isDefined(op, type)).toList();
        return defined.get(random.nextInt(defined.size()));
    }

    static Call anyCall(Random random, int size) {
        Call.Kind kind = any(random, Call.Kind.values());
        ElementType type = any(random, ElementType.values());
        boolean reduces = kind == Call.Kind.REDUCE || kind == Call.Kind.ALLREDUCE;
        Op op = reduces ? anyOp(random, type) : null;
        int count = anyCount(random, type);
        return new Call(kind, type, op, count, random.nextInt(size), any(random, Call.Placement.values()));
    }

    private static Fold anyFold(Random random) {
        ElementType type = any(random, ElementType.values());
        int count = anyCount(random, type) / 2;
        return new Fold(
                any(random, Fold.Kind.values()), type, anyOp(random, type), count, any(random, Fold.Form.values()));
    }

    private static InterCall anyInterCall(Random random) {
        InterCall.Kind kind = any(random, InterCall.Kind.values());
        return new InterCall(kind, anyCount(random, ElementType.INT) / 2, random.nextBoolean(), random.nextInt(8));
    }

    private static Move anyMove(Random random, int size) {
        Move.Kind kind = any(random, Move.Kind.values());
        ElementType type = any(random, ElementType.values());
        int count = anyCount(random, type) / 2;
        int vary = random.nextInt(3) * random.nextInt(100);
        Move.Form form = any(random, Move.Form.values());
        boolean isWide = kind == Move.Kind.ALLTOALLW && form == Move.Form.RETURNED;
        return new Move(kind, type, count, vary, random.nextInt(size), isWide ? Move.Form.WHOLE : form);
    }
}
