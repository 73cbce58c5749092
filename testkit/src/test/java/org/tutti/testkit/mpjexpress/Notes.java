package org.tutti.testkit.mpjexpress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import mpi.Intracomm;
import mpi.MPI;

/** What a rank sees: values with names, in the order in which it notes them. All ranks note the same names. */
final class Notes {
    private static final int TAG = 30_000;

    private final String topic;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    Notes(String topic) {
        this.topic = topic;
    }

    /** Notes a value. */
    void add(String name, Object value) {
        names.add(topic + "." + name);
        values.add(text(value));
    }

    /** Notes what a call returns, or that it fails. */
    @SuppressWarnings("CatchingUnchecked") // whatever it throws is an error
    void call(String name, Callable<Object> call) {
        Object outcome;
        try {
            outcome = call.call();
        } catch (Exception e) {
            outcome = "an error";
        }
        add(name, outcome);
    }

    private static String text(Object value) {
        String text = Arrays.deepToString(new Object[] {value});
        return text.substring(1, text.length() - 1).replace('\n', ' ');
    }

    /** {@return a count, by its name where it is none} */
    static Object count(int count) {
        return count == MPI.UNDEFINED ? "UNDEFINED" : count;
    }

    /** {@return a rank, by its name where it is none} */
    static Object rank(int rank) {
        if (rank == MPI.PROC_NULL) {
            return "PROC_NULL";
        }
        return rank == MPI.ANY_SOURCE ? "ANY_SOURCE" : count(rank);
    }

    /** {@return a tag, by its name where it is none} */
    static Object tag(int tag) {
        return tag == MPI.ANY_TAG ? "ANY_TAG" : tag;
    }

    /** Prints at rank 0 what all have noted: one line for each name, with one value if all ranks have the same. */
    void print(Intracomm comm) {
        byte[] mine = String.join("\n", values).getBytes(StandardCharsets.UTF_8);
        if (comm.Rank() != 0) {
            comm.Send(new int[] {mine.length}, 0, 1, MPI.INT, 0, TAG);
            comm.Send(mine, 0, mine.length, MPI.BYTE, 0, TAG);
            return;
        }
        List<List<String>> all = new ArrayList<>(List.of(values));
        for (int rank = 1; rank < comm.Size(); rank++) {
            int[] length = new int[1];
            comm.Recv(length, 0, 1, MPI.INT, rank, TAG);
            byte[] bytes = new byte[length[0]];
            comm.Recv(bytes, 0, length[0], MPI.BYTE, rank, TAG);
            all.add(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            List<String> seen = new ArrayList<>();
            for (List<String> ofRank : all) {
                seen.add(ofRank.get(i));
            }
            Set<String> distinct = new HashSet<>(seen);
            lines.append(names.get(i)).append(" = ");
            lines.append(distinct.size() == 1 ? seen.get(0) : String.join(" | ", seen));
            lines.append('\n');
        }
        System.out.print(lines);
        System.out.flush();
    }
}
