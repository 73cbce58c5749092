package org.tutti.testkit.mpjexpress;

import java.util.concurrent.Callable;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Items of derived types in messages. */
final class TypedMessages {
    private final Intracomm comm;
    private final Notes notes;
    private final int next;
    private final int before;

    private TypedMessages(Intracomm comm, Notes notes) {
        this.comm = comm;
        this.notes = notes;
        int size = comm.Size();
        this.next = (comm.Rank() + 1) % size;
        this.before = (comm.Rank() + size - 1) % size;
    }

    static void run(Intracomm world, Notes notes) {
        Intracomm comm = Intracomm.class.cast(world.clone()); // where a receive fails its message stays behind
        TypedMessages topic = new TypedMessages(comm, notes);
        topic.both("contiguous", 2, () -> Datatype.Contiguous(3, MPI.INT));
        topic.both("vector", 1, () -> Datatype.Vector(2, 2, 3, MPI.INT));
        topic.both("vectors", 2, () -> Datatype.Vector(2, 1, 2, MPI.INT));
        topic.both("hvector", 2, () -> Datatype.Hvector(2, 1, 3, MPI.INT));
        topic.both("indexed", 2, () -> Datatype.Indexed(new int[] {1, 2}, new int[] {3, 0}, MPI.INT));
        topic.both("indexed.shifted", 2, () -> Datatype.Indexed(new int[] {1, 2}, new int[] {1, 3}, MPI.INT));
        topic.both("hindexed", 1, () -> Datatype.Hindexed(new int[] {1, 2}, new int[] {4, 1}, MPI.INT));
        topic.both("nested", 1, () -> Datatype.Vector(2, 1, 2, Datatype.Contiguous(2, MPI.INT)));
        topic.both(
                "struct",
                2,
                () -> Datatype.Struct(new int[] {2, 1}, new int[] {0, 3}, new Datatype[] {MPI.INT, MPI.INT}));
        topic.both(
                "padded",
                3,
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {0, 3}, new Datatype[] {MPI.INT, MPI.UB}));
        topic.both("backwards", 1, () -> Datatype.Vector(3, 1, -2, MPI.INT));
        topic.elements();
        comm.Barrier();
    }

    /** Sends items as what they are, to the plain elements of another array, and plain elements to items. */
    private void both(String name, int count, Callable<Datatype> made) {
        notes.call(name, () -> exchanged(count, made.call()));
        notes.call(name + ".sent", () -> sent(count, made.call()));
        notes.call(name + ".received", () -> received(count, made.call()));
    }

    private int[] exchanged(int count, Datatype type) {
        type.Commit();
        int[] out = new int[24];
        for (int i = 0; i < out.length; i++) {
            out[i] = i;
        }
        int[] in = new int[24];
        Request sent = comm.Isend(out, 5, count, type, next, 4);
        comm.Recv(in, 6, count, type, before, 4);
        sent.Wait();
        return in;
    }

    private int[] sent(int count, Datatype type) {
        type.Commit();
        int[] out = new int[24];
        for (int i = 0; i < out.length; i++) {
            out[i] = i;
        }
        int[] in = new int[12];
        Request sent = comm.Isend(out, 5, count, type, next, 1);
        comm.Recv(in, 1, 11, MPI.INT, before, 1);
        sent.Wait();
        return in;
    }

    private int[] received(int count, Datatype type) {
        type.Commit();
        int[] in = new int[24];
        int[] out = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        Request sent = comm.Isend(out, 0, count * type.Size(), MPI.INT, next, 2);
        comm.Recv(in, 5, count, type, before, 2);
        sent.Wait();
        return in;
    }

    /** A message that ends within an item. */
    private void elements() {
        Datatype vector = Datatype.Vector(2, 1, 2, MPI.INT);
        vector.Commit();
        int[] in = new int[10];
        Request sent = comm.Isend(new int[] {1, 2, 3}, 0, 3, MPI.INT, next, 3);
        Status status = comm.Recv(in, 0, 3, vector, before, 3);
        sent.Wait();
        notes.add("part", in);
        notes.call("part.count", () -> Notes.count(status.Get_count(vector)));
        notes.call("part.elements", () -> Notes.count(status.Get_elements(vector)));
        notes.call("part.ints", () -> Notes.count(status.Get_count(MPI.INT)));
    }
}
