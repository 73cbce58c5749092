package org.tutti.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutti.Communicator;
import org.tutti.Intercommunicator;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.TuttiException;

/**
 * What all ranks of a world do together, for which they need shared memory that the world does not have when it is made. It checks its
 * results: those of collective operations against what the world itself gives, which has its memory.
 *
 * @param name what it is called
 * @param body what a rank does
 */
record Errand(String name, Body body) {
    /** Elements of all ranks together: payload beside the control words, whole in the ring, and longer than any ring. */
    private static final int[] ELEMENTS = {8, 1200, 36_000};

    /** So many make a load. */
    private static final int CALLS = 30;

    /** What a rank does. */
    interface Body {
        void run(Communicator world) throws Exception;
    }

    /** Makes a communicator. */
    private interface Maker {
        Communicator make(Communicator world);
    }

    @Override
    public String toString() {
        return name;
    }

    /** {@return all: every collective operation in every form, every way to another communicator, every path of messages} */
    static List<Errand> all() {
        List<Errand> all = new ArrayList<>();
        OperationForms.ALL.forEach(operation -> addForms(all, operation, Communicator::dup, false));
        OperationForms.BETWEEN_NEIGHBORS.forEach(
                operation -> addForms(all, operation, CommunicatorErrands::ring, true));
        for (InterCall.Kind kind : InterCall.Kind.values()) {
            all.add(new Errand("inter " + kind, world -> {
                try (Intercommunicator both = CommunicatorErrands.twoGroups(world)) {
                    for (int elements : ELEMENTS) {
                        int count = 1 + 4 * elements / (world.size() * world.size());
                        new InterCall(kind, count, true, 1).check(both, count);
                    }
                }
            }));
        }
        all.addAll(CommunicatorErrands.all());
        all.addAll(MessageErrands.all());
        return all;
    }

    /** {@return the one of this name, or the load of this name and seed, e.g. {@code MESSAGES 7}} */
    static Errand named(String name) {
        return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseGet(() -> ofLoad(name));
    }

    private static Errand ofLoad(String name) {
        String[] words = name.split(" ", 2);
        return new Errand(name, world -> {
            try {
                Load.valueOf(words[0]).play(world, Long.parseLong(words[1]), CALLS);
            } catch (AssertionError e) {
                if (e.getCause() instanceof TuttiException told) {
                    throw told;
                }
                throw e;
            }
        });
    }

    /**
     * Adds an operation in its three forms, of a communicator that is made for it.
     *
     * @param alone whether no other communicator has the operation, so that its own form that waits tells what is right
     */
    private static void addForms(List<Errand> all, OperationForms operation, Maker maker, boolean alone) {
        String name = operation.name();
        all.add(of(name, operation, maker, alone, (each, communicator) -> {
            operation.waits().call(communicator, each.send(), each.recv(), each.count());
            each.check();
        }));
        all.add(of(name + "Init", operation, maker, alone, (each, communicator) -> {
            PersistentRequest request = operation.starts().call(communicator, each.send(), each.recv(), each.count());
            for (int round = 0; round < 2; round++) {
                Arrays.fill(each.recv(), 0);
                request.start();
                request.waitFor();
                each.check();
            }
            request.free();
        }));
        all.add(new Errand("i" + name, world -> {
            try (Communicator communicator = maker.make(world)) {
                List<OperationForms.Case> cases = cases(alone ? communicator : world, operation);
                List<Request> requests = new ArrayList<>();
                for (OperationForms.Case each : cases) {
                    requests.add(operation.returns().call(communicator, each.send(), each.recv(), each.count()));
                }
                Request.waitAll(requests);
                cases.forEach(OperationForms.Case::check);
            }
        }));
    }

    /** What is done with one call. */
    private interface Play {
        void run(OperationForms.Case each, Communicator communicator);
    }

    private static Errand of(String name, OperationForms operation, Maker maker, boolean alone, Play play) {
        return new Errand(name, world -> {
            try (Communicator communicator = maker.make(world)) {
                cases(alone ? communicator : world, operation).forEach(each -> play.run(each, communicator));
            }
        });
    }

    private static int[] lengths(Communicator communicator) {
        return Arrays.stream(ELEMENTS)
                .map(elements -> 1 + elements / communicator.size())
                .toArray();
    }

    private static List<OperationForms.Case> cases(Communicator right, OperationForms operation) {
        return Arrays.stream(lengths(right))
                .mapToObj(length -> new OperationForms.Case(right, operation, length, length))
                .toList();
    }
}
