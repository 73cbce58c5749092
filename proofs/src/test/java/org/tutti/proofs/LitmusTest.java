package org.tutti.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A litmus test as herd7 reads it, as far as the files here need it: constants, loads, stores, compare and swap, fences,
 * branches forward; every location holds 0 at first.
 *
 * @param name of the test
 * @param allowed whether the file expects that the outcome may happen
 * @param threads the instructions of each thread
 * @param addresses for each thread, which location a register points to
 * @param outcome the terms that hold together in the outcome
 */
record LitmusTest(
        String name,
        boolean allowed,
        List<List<Instruction>> threads,
        List<Map<String, String>> addresses,
        List<Term> outcome) {
    private static final Pattern INITIAL = Pattern.compile("(\\d+):(\\w+)=(\\w+);");
    private static final Pattern REGISTER_TERM = Pattern.compile("(\\d+):(\\w+)=(\\d+)");
    private static final Pattern MEMORY_TERM = Pattern.compile("\\[(\\w+)]=(\\d+)");
    private static final Pattern INSTRUCTION = Pattern.compile("(\\w+):|(\\w+)(?: (\\w+)(?:,([^,]+))?(?:,([^,]+))?)?");

    /** An instruction or, with the name LABEL, a place to jump to. Operands are as written, registers without their width. */
    record Instruction(String name, List<String> operands) {}

    /** What the outcome says of a register, or of a location, for which the thread is -1. */
    record Term(int thread, String place, int value) {}

    static LitmusTest read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LitmusTest parse(String text) {
        String[] lines = text.split("\n", -1);
        String name = lines[0].replaceFirst("AArch64 ", "");
        List<List<Instruction>> threads = new ArrayList<>();
        List<Map<String, String>> addresses = new ArrayList<>();
        String expected = "";
        for (String line : lines) {
            if (line.startsWith("Expected=")) {
                expected = line.substring("Expected=".length());
            } else if (line.strip().startsWith("P0 ")) {
                for (String ignored : cells(line)) {
                    threads.add(new ArrayList<>());
                }
            } else if (line.endsWith(" ;")) {
                List<String> cells = cells(line);
                for (int thread = 0; thread < cells.size(); thread++) {
                    if (!cells.get(thread).isEmpty()) {
                        threads.get(thread).add(instruction(cells.get(thread)));
                    }
                }
            } else {
                Matcher initial = INITIAL.matcher(line);
                while (initial.find()) {
                    int thread = Integer.parseInt(initial.group(1));
                    while (addresses.size() <= thread) {
                        addresses.add(new HashMap<>());
                    }
                    addresses.get(thread).put(initial.group(2), initial.group(3));
                }
            }
        }
        return new LitmusTest(name, allowed(name, expected), threads, addresses, terms(name, text));
    }

    private static boolean allowed(String name, String expected) {
        return switch (expected) {
            case "allowed" -> true;
            case "forbidden" -> false;
            default -> throw new IllegalArgumentException(name + ": Expected=" + expected);
        };
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(0, line.lastIndexOf(';')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static Instruction instruction(String text) {
        Matcher matcher = INSTRUCTION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an instruction: " + text);
        }
        if (matcher.group(1) != null) {
            return new Instruction("LABEL", List.of(matcher.group(1)));
        }
        List<String> operands = new ArrayList<>();
        for (int group = 3; group <= 5 && matcher.group(group) != null; group++) {
            operands.add(matcher.group(group).replaceAll("[\\[\\]#]", "").replaceFirst("^W(\\d+)$", "X$1"));
        }
        return new Instruction(matcher.group(2), operands);
    }

    private static List<Term> terms(String name, String text) {
        String outcome = text.substring(text.indexOf("exists (") + 8, text.lastIndexOf(')'));
        List<Term> terms = new ArrayList<>();
        for (String part : outcome.split(" /\\\\ ", -1)) {
            Matcher register = REGISTER_TERM.matcher(part);
            Matcher memory = MEMORY_TERM.matcher(part);
            if (register.matches()) {
                terms.add(new Term(
                        Integer.parseInt(register.group(1)), register.group(2), Integer.parseInt(register.group(3))));
            } else if (memory.matches()) {
                terms.add(new Term(-1, memory.group(1), Integer.parseInt(memory.group(2))));
            } else {
                throw new IllegalArgumentException(name + ": not a term of an outcome: " + part);
            }
        }
        return terms;
    }
}
