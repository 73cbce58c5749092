package org.tutti.testkit.mpjexpress;

import java.util.concurrent.Callable;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Datatypes of objects. */
final class ObjectTypes {
    private final Intracomm comm;
    private final Notes notes;
    private final int next;
    private final int before;

    private ObjectTypes(Intracomm comm, Notes notes) {
        this.comm = comm;
        this.notes = notes;
        int size = comm.Size();
        this.next = (comm.Rank() + 1) % size;
        this.before = (comm.Rank() + size - 1) % size;
    }

    static void run(Intracomm world, Notes notes) {
        Intracomm comm = Intracomm.class.cast(world.clone()); // where a receive fails its message stays behind
        ObjectTypes topic = new ObjectTypes(comm, notes);
        topic.note("contiguous", 2, () -> Datatype.Contiguous(2, MPI.OBJECT));
        topic.note("vector", 2, () -> Datatype.Vector(2, 1, 2, MPI.OBJECT));
        topic.note("indexed", 1, () -> Datatype.Indexed(new int[] {1, 2}, new int[] {3, 0}, MPI.OBJECT));
        topic.note(
                "struct",
                1,
                () -> Datatype.Struct(new int[] {1, 2}, new int[] {0, 2}, new Datatype[] {MPI.OBJECT, MPI.OBJECT}));
        topic.moves();
        comm.Barrier();
    }

    private void note(String name, int count, Callable<Datatype> made) {
        notes.call(name, () -> {
            Datatype type = made.call();
            return "extent " + type.Extent() + ", size " + type.Size() + ", bounds " + type.Lb() + " to " + type.Ub();
        });
        notes.call(name + ".sent", () -> {
            Object[] out = "abcdefghij".split("", -1);
            Object[] in = new Object[6];
            Request sent = comm.Isend(out, 1, count, made.call(), next, 1);
            Status status = comm.Recv(in, 0, 6, MPI.OBJECT, before, 1);
            sent.Wait();
            return new Object[] {in, status.Get_count(MPI.OBJECT)};
        });
        notes.call(name + ".received", () -> {
            Datatype type = made.call();
            Object[] out = "abcdefghij".split("", -1);
            Object[] in = new Object[10];
            Request sent = comm.Isend(out, 0, count * type.Size(), MPI.OBJECT, next, 2);
            Status status = comm.Recv(in, 1, count, type, before, 2);
            sent.Wait();
            return new Object[] {in, Notes.count(status.Get_count(type)), status.Get_elements(type)};
        });
    }

    private void moves() {
        notes.call("bcast", () -> {
            Object[] both = {"x" + comm.Rank(), "y" + comm.Rank(), "z" + comm.Rank()};
            comm.Bcast(both, 0, 1, Datatype.Vector(2, 1, 2, MPI.OBJECT), 0);
            return both;
        });
        notes.call("gather", () -> {
            Object[] all = new Object[2 * comm.Size()];
            Datatype couple = Datatype.Contiguous(2, MPI.OBJECT);
            comm.Gather(new Object[] {"x" + comm.Rank(), "y"}, 0, 1, couple, all, 0, 1, couple, 0);
            return all;
        });
    }
}
