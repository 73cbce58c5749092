package org.tutti.proofs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One way in which one thread of a litmus test may run, given the values that its loads see. */
final class LitmusTrace {
    /** What an event is. */
    enum Kind {
        READ,
        WRITE,
        FENCE
    }

    /** Which order an event asks for. */
    enum Order {
        PLAIN,
        /** LDAR, and the load of CASA and CASAL. */
        ACQUIRE,
        /** LDAPR: as acquire, but does not wait for an earlier release. */
        ACQUIRE_PC,
        /** STLR, and the store of CASL and CASAL. */
        RELEASE,
        FULL,
        LOADS,
        STORES
    }

    /**
     * One event.
     *
     * @param location which is read or written, empty for a fence
     * @param data the loads, by their index in the trace, from which a stored value comes
     * @param control the loads that a branch before it depends on
     * @param paired the load, by its index, of the same compare and swap, or -1
     */
    record Event(
            Kind kind, Order order, String location, int value, Set<Integer> data, Set<Integer> control, int paired) {}

    final List<Event> events;
    final Map<String, Integer> registers;
    private final Map<String, Set<Integer>> origins;
    private final Set<Integer> control;

    private LitmusTrace() {
        events = new ArrayList<>();
        registers = new HashMap<>();
        origins = new HashMap<>();
        control = new TreeSet<>();
    }

    private LitmusTrace(LitmusTrace other) {
        events = new ArrayList<>(other.events);
        registers = new HashMap<>(other.registers);
        origins = new HashMap<>(other.origins);
        control = new TreeSet<>(other.control);
    }

    /** {@return all traces of a thread, each load seeing any of the values} */
    static List<LitmusTrace> of(LitmusTest test, int thread, Set<Integer> values) {
        List<LitmusTrace> traces = new ArrayList<>();
        Program program =
                new Program(test.threads().get(thread), test.addresses().get(thread), values, traces::add);
        program.run(new LitmusTrace(), 0);
        return traces;
    }

    /** {@return the values that any location may have: 0 and all constants} */
    static Set<Integer> values(LitmusTest test) {
        Set<Integer> values = new HashSet<>(Set.of(0));
        for (List<LitmusTest.Instruction> thread : test.threads()) {
            for (LitmusTest.Instruction instruction : thread) {
                if (instruction.name().equals("MOV")) {
                    values.add(Integer.parseInt(instruction.operands().get(1)));
                }
            }
        }
        return values;
    }

    private record Program(
            List<LitmusTest.Instruction> instructions,
            Map<String, String> addresses,
            Set<Integer> values,
            Consumer<LitmusTrace> end) {
        private void run(LitmusTrace trace, int from) {
            for (int at = from; at < instructions.size(); at++) {
                LitmusTest.Instruction instruction = instructions.get(at);
                List<String> operands = instruction.operands();
                switch (instruction.name()) {
                    case "LABEL" -> {}
                    case "MOV" -> trace.set(operands.get(0), Integer.parseInt(operands.get(1)), Set.of());
                    case "LDR", "LDAR", "LDAPR" -> {
                        load(trace, instruction, at);
                        return;
                    }
                    case "STR", "STLR" ->
                        trace.store(
                                location(operands.get(1)),
                                operands.get(0),
                                instruction.name().equals("STLR") ? Order.RELEASE : Order.PLAIN,
                                -1);
                    case "DMB" -> trace.fence(operands.get(0));
                    case "CBZ", "CBNZ" -> {
                        trace.control.addAll(trace.origins.getOrDefault(operands.get(0), Set.of()));
                        if ((trace.registers.get(operands.get(0)) == 0)
                                == instruction.name().equals("CBZ")) {
                            at = instructions.indexOf(new LitmusTest.Instruction("LABEL", List.of(operands.get(1))));
                        }
                    }
                    case "CAS", "CASA", "CASL", "CASAL" -> {
                        compareAndSwap(trace, instruction, at);
                        return;
                    }
                    default -> throw new IllegalArgumentException("unknown instruction: " + instruction);
                }
            }
            end.accept(trace);
        }

        private void load(LitmusTrace before, LitmusTest.Instruction instruction, int at) {
            Order order = switch (instruction.name()) {
                case "LDAR" -> Order.ACQUIRE;
                case "LDAPR" -> Order.ACQUIRE_PC;
                default -> Order.PLAIN;
            };
            for (int value : values) {
                LitmusTrace trace = new LitmusTrace(before);
                trace.load(
                        location(instruction.operands().get(1)),
                        instruction.operands().get(0),
                        order,
                        value);
                run(trace, at + 1);
            }
        }

        private void compareAndSwap(LitmusTrace before, LitmusTest.Instruction instruction, int at) {
            String name = instruction.name().substring("CAS".length());
            String compared = instruction.operands().get(0);
            String location = location(instruction.operands().get(2));
            int expected = before.registers.get(compared);
            for (int value : values) {
                LitmusTrace trace = new LitmusTrace(before);
                trace.load(location, compared, name.contains("A") ? Order.ACQUIRE : Order.PLAIN, value);
                if (value == expected) {
                    Order order = name.contains("L") ? Order.RELEASE : Order.PLAIN;
                    trace.store(location, instruction.operands().get(1), order, trace.events.size() - 1);
                }
                run(trace, at + 1);
            }
        }

        private String location(String register) {
            String location = addresses.get(register);
            if (location == null) {
                throw new IllegalArgumentException("not the address of a location: " + register);
            }
            return location;
        }
    }

    private void set(String register, int value, Set<Integer> from) {
        registers.put(register, value);
        origins.put(register, from);
    }

    private void load(String location, String register, Order order, int value) {
        set(register, value, Set.of(events.size()));
        events.add(new Event(Kind.READ, order, location, value, Set.of(), Set.copyOf(control), -1));
    }

    private void store(String location, String register, Order order, int paired) {
        Set<Integer> data = origins.getOrDefault(register, Set.of());
        events.add(new Event(Kind.WRITE, order, location, registers.get(register), data, Set.copyOf(control), paired));
    }

    private void fence(String domain) {
        Order order = switch (domain) {
            case "ISH" -> Order.FULL;
            case "ISHLD" -> Order.LOADS;
            case "ISHST" -> Order.STORES;
            default -> throw new IllegalArgumentException("unknown fence: " + domain);
        };
        events.add(new Event(Kind.FENCE, order, "", 0, Set.of(), Set.copyOf(control), -1));
    }
}
