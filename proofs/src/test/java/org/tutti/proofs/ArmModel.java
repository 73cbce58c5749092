package org.tutti.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tutti.proofs.LitmusTrace.Event;
import org.tutti.proofs.LitmusTrace.Kind;
import org.tutti.proofs.LitmusTrace.Order;

/**
 * ARMv8's axiomatic memory model (Arm Architecture Reference Manual, B2.3; as {@code aarch64.cat} has it for what litmus tests
 * here contain), applied to all executions of a litmus test, one by one.
 *
 * <p>An execution is a trace of each thread, for each load the store that it reads from (rf), and for each location an order of
 * its stores (co). The model forbids it unless internal, external and atomic hold.
 */
final class ArmModel {
    private final LitmusTest test;
    private final List<LitmusTrace> traces = new ArrayList<>();
    private boolean reached;

    private ArmModel(LitmusTest test) {
        this.test = test;
    }

    /** {@return whether the model allows the outcome of a test} */
    static boolean allows(LitmusTest test) {
        ArmModel model = new ArmModel(test);
        model.chooseTraces(LitmusTrace.values(test), 0);
        return model.reached;
    }

    private void chooseTraces(Set<Integer> values, int thread) {
        if (thread == test.threads().size()) {
            if (registersMatch()) {
                reached |= new Executions(test, traces).anyIsAllowed();
            }
            return;
        }
        for (LitmusTrace trace : LitmusTrace.of(test, thread, values)) {
            traces.add(trace);
            chooseTraces(values, thread + 1);
            traces.removeLast();
        }
    }

    private boolean registersMatch() {
        return test.outcome().stream()
                .filter(term -> term.thread() >= 0)
                .allMatch(term -> traces.get(term.thread()).registers.getOrDefault(term.place(), 0) == term.value());
    }

    /** The executions of one choice of traces. Initial stores are events of no thread, first in co. */
    private static final class Executions {
        private final LitmusTest test;
        private final List<Event> events = new ArrayList<>();
        private final List<Integer> threads = new ArrayList<>();
        private final List<Integer> starts = new ArrayList<>();
        private final List<Integer> reads = new ArrayList<>();
        private final List<String> locations = new ArrayList<>();
        private final Relation local;
        private int[] readFrom = {};
        private final List<List<Integer>> coherence = new ArrayList<>();

        Executions(LitmusTest test, List<LitmusTrace> traces) {
            this.test = test;
            for (int thread = 0; thread < traces.size(); thread++) {
                int start = events.size();
                for (Event event : traces.get(thread).events) {
                    if (event.kind() == Kind.READ) {
                        reads.add(events.size());
                    }
                    if (event.kind() != Kind.FENCE && !locations.contains(event.location())) {
                        locations.add(event.location());
                    }
                    add(event, thread, start);
                }
            }
            for (String location : locations) {
                add(new Event(Kind.WRITE, Order.PLAIN, location, 0, Set.of(), Set.of(), -1), -1, 0);
            }
            local = orderedWithinThreads();
        }

        private void add(Event event, int thread, int start) {
            events.add(event);
            threads.add(thread);
            starts.add(start);
        }

        boolean anyIsAllowed() {
            readFrom = new int[events.size()];
            return chooseReadFrom(0);
        }

        private boolean chooseReadFrom(int index) {
            if (index == reads.size()) {
                coherence.clear();
                return chooseCoherence(0);
            }
            int read = reads.get(index);
            for (int write = 0; write < events.size(); write++) {
                if (isWrite(write)
                        && sameLocation(write, read)
                        && events.get(write).value() == events.get(read).value()) {
                    readFrom[read] = write;
                    if (chooseReadFrom(index + 1)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean chooseCoherence(int location) {
            if (location == locations.size()) {
                return memoryMatches() && isConsistent();
            }
            List<Integer> writes = new ArrayList<>();
            for (int event = 0; event < events.size(); event++) {
                if (isWrite(event)
                        && events.get(event).location().equals(locations.get(location))
                        && threads.get(event) >= 0) {
                    writes.add(event);
                }
            }
            int initial = events.size() - locations.size() + location;
            return permute(new ArrayList<>(List.of(initial)), writes, order -> {
                coherence.add(List.copyOf(order));
                boolean found = chooseCoherence(location + 1);
                coherence.removeLast();
                return found;
            });
        }

        private static boolean permute(List<Integer> order, List<Integer> rest, Predicate<List<Integer>> found) {
            if (rest.isEmpty()) {
                return found.test(order);
            }
            for (Integer next : rest) {
                List<Integer> others = new ArrayList<>(rest);
                others.removeIf(next::equals);
                order.add(next);
                if (permute(order, others, found)) {
                    return true;
                }
                order.removeLast();
            }
            return false;
        }

        private boolean memoryMatches() {
            return test.outcome().stream()
                    .filter(term -> term.thread() < 0)
                    .allMatch(term -> events.get(coherence
                                            .get(locations.indexOf(term.place()))
                                            .getLast())
                                    .value()
                            == term.value());
        }

        /** {@return whether internal, external and atomic hold} */
        private boolean isConsistent() {
            Relation internal = new Relation(events.size());
            Relation external = new Relation(events.size());
            external.addAll(local);
            for (int from = 0; from < events.size(); from++) {
                for (int to = 0; to < events.size(); to++) {
                    if (isBefore(from, to) && sameLocation(from, to)) {
                        internal.add(from, to);
                    }
                    if (isReadFrom(from, to) || isCoherent(from, to) || isFromRead(from, to)) {
                        internal.add(from, to);
                        if (!threads.get(from).equals(threads.get(to))) {
                            external.add(from, to);
                        }
                    }
                    if (isReadFrom(from, to) && threads.get(from).equals(threads.get(to))) {
                        addOwnStore(external, from, to);
                    }
                }
            }
            return internal.isAcyclic() && external.isAcyclic() && isAtomic();
        }

        /** dob: (addr | data); rfi. aob: [range(rmw)]; rfi; [A | Q]. */
        private void addOwnStore(Relation external, int write, int read) {
            Event stored = events.get(write);
            for (int source : stored.data()) {
                external.add(starts.get(write) + source, read);
            }
            if (stored.paired() >= 0 && isAcquire(read)) {
                external.add(write, read);
            }
        }

        /** No other store comes between the two halves of a compare and swap. */
        private boolean isAtomic() {
            for (int write = 0; write < events.size(); write++) {
                if (events.get(write).paired() >= 0) {
                    int read = starts.get(write) + events.get(write).paired();
                    for (int between = 0; between < events.size(); between++) {
                        if (isFromRead(read, between)
                                && isCoherent(between, write)
                                && !threads.get(between).equals(threads.get(write))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        /** {@return what does not depend on the execution: dob, aob and bob without own stores} */
        private Relation orderedWithinThreads() {
            Relation order = new Relation(events.size());
            for (int from = 0; from < events.size(); from++) {
                for (int to = from + 1; to < events.size(); to++) {
                    if (isBefore(from, to) && (isDependent(from, to) || isBarred(from, to))) {
                        order.add(from, to);
                    }
                }
            }
            return order;
        }

        /** data; ctrl; [W]; rmw. */
        private boolean isDependent(int from, int to) {
            int index = from - starts.get(from);
            Event event = events.get(to);
            return event.data().contains(index)
                    || (isWrite(to) && event.control().contains(index))
                    || event.paired() == index;
        }

        /** bob: fences between, release before acquire, acquire before all, all before release. */
        private boolean isBarred(int from, int to) {
            if (isAcquire(from) || isRelease(to) || (isRelease(from) && has(to, Order.ACQUIRE))) {
                return true;
            }
            for (int fence = from + 1; fence < to; fence++) {
                boolean bars = switch (events.get(fence).order()) {
                    case FULL -> true;
                    case LOADS -> events.get(from).kind() == Kind.READ;
                    case STORES -> isWrite(from) && isWrite(to);
                    default -> false;
                };
                if (bars) {
                    return true;
                }
            }
            return false;
        }

        private boolean isBefore(int from, int to) {
            return from < to && threads.get(from) >= 0 && threads.get(from).equals(threads.get(to));
        }

        private boolean sameLocation(int one, int other) {
            return events.get(one).kind() != Kind.FENCE
                    && events.get(one).location().equals(events.get(other).location());
        }

        private boolean isWrite(int event) {
            return events.get(event).kind() == Kind.WRITE;
        }

        private boolean isAcquire(int event) {
            return has(event, Order.ACQUIRE) || has(event, Order.ACQUIRE_PC);
        }

        private boolean isRelease(int event) {
            return has(event, Order.RELEASE);
        }

        private boolean has(int event, Order order) {
            return events.get(event).order() == order;
        }

        private boolean isReadFrom(int write, int read) {
            return events.get(read).kind() == Kind.READ && readFrom[read] == write;
        }

        private boolean isCoherent(int one, int later) {
            if (!isWrite(one) || !isWrite(later) || !sameLocation(one, later)) {
                return false;
            }
            List<Integer> order =
                    coherence.get(locations.indexOf(events.get(one).location()));
            return order.indexOf(one) < order.indexOf(later);
        }

        private boolean isFromRead(int read, int write) {
            return events.get(read).kind() == Kind.READ && isWrite(write) && isCoherent(readFrom[read], write);
        }
    }
}
