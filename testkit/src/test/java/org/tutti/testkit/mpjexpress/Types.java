package org.tutti.testkit.mpjexpress;

import java.util.concurrent.Callable;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;

/** Sizes and extents of datatypes, which are in elements of the arrays. */
final class Types {
    private Types() {}

    static void run(Intracomm comm, Notes notes) {
        basic(notes);
        derived(notes);
        structs(notes);
        nested(notes);
        odd(notes);
        comm.Barrier();
    }

    private static void note(Notes notes, String name, Callable<Datatype> made) {
        notes.call(name, () -> {
            Datatype type = made.call();
            type.Commit();
            return "extent " + type.Extent() + ", size " + type.Size() + ", bounds " + type.Lb() + " to " + type.Ub();
        });
    }

    private static void basic(Notes notes) {
        note(notes, "BYTE", () -> MPI.BYTE);
        note(notes, "CHAR", () -> MPI.CHAR);
        note(notes, "SHORT", () -> MPI.SHORT);
        note(notes, "BOOLEAN", () -> MPI.BOOLEAN);
        note(notes, "INT", () -> MPI.INT);
        note(notes, "LONG", () -> MPI.LONG);
        note(notes, "FLOAT", () -> MPI.FLOAT);
        note(notes, "DOUBLE", () -> MPI.DOUBLE);
        note(notes, "OBJECT", () -> MPI.OBJECT);
        note(notes, "SHORT2", () -> MPI.SHORT2);
        note(notes, "INT2", () -> MPI.INT2);
        note(notes, "LONG2", () -> MPI.LONG2);
        note(notes, "FLOAT2", () -> MPI.FLOAT2);
        note(notes, "DOUBLE2", () -> MPI.DOUBLE2);
    }

    private static void derived(Notes notes) {
        note(notes, "contiguous", () -> Datatype.Contiguous(3, MPI.INT));
        note(notes, "contiguous0", () -> Datatype.Contiguous(0, MPI.INT));
        note(notes, "vector", () -> Datatype.Vector(3, 2, 5, MPI.DOUBLE));
        note(notes, "vector.dense", () -> Datatype.Vector(3, 2, 2, MPI.DOUBLE));
        note(notes, "vector.overlapping", () -> Datatype.Vector(3, 1, 0, MPI.INT));
        note(notes, "vector.backwards", () -> Datatype.Vector(3, 1, -2, MPI.INT));
        note(notes, "hvector", () -> Datatype.Hvector(2, 1, 4, MPI.LONG));
        note(notes, "indexed", () -> Datatype.Indexed(new int[] {2, 1}, new int[] {1, 5}, MPI.FLOAT));
        note(notes, "indexed.disordered", () -> Datatype.Indexed(new int[] {1, 3}, new int[] {6, 2}, MPI.FLOAT));
        note(notes, "indexed.empty", () -> Datatype.Indexed(new int[] {0, 1}, new int[] {9, 2}, MPI.FLOAT));
        note(notes, "hindexed", () -> Datatype.Hindexed(new int[] {1, 2}, new int[] {0, 3}, MPI.SHORT));
    }

    private static void structs(Notes notes) {
        note(
                notes,
                "struct",
                () -> Datatype.Struct(new int[] {2, 1}, new int[] {0, 4}, new Datatype[] {MPI.INT, MPI.INT}));
        note(
                notes,
                "struct.shifted",
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {2, 4}, new Datatype[] {MPI.INT, MPI.INT}));
        note(
                notes,
                "struct.ub",
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {0, 6}, new Datatype[] {MPI.INT, MPI.UB}));
        note(
                notes,
                "struct.lb",
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {-1, 0}, new Datatype[] {MPI.LB, MPI.INT}));
        note(
                notes,
                "struct.both",
                () -> Datatype.Struct(
                        new int[] {1, 2, 1}, new int[] {-2, 0, 3}, new Datatype[] {MPI.LB, MPI.DOUBLE, MPI.UB}));
        note(notes, "struct.both.twice", () -> {
            Datatype once = Datatype.Struct(
                    new int[] {1, 2, 1}, new int[] {-2, 0, 3}, new Datatype[] {MPI.LB, MPI.DOUBLE, MPI.UB});
            return Datatype.Contiguous(2, once);
        });
        note(
                notes,
                "struct.mixed",
                () -> Datatype.Struct(new int[] {1, 1}, new int[] {0, 1}, new Datatype[] {MPI.INT, MPI.DOUBLE}));
    }

    private static void nested(Notes notes) {
        note(notes, "vectorOfContiguous", () -> Datatype.Vector(2, 1, 2, Datatype.Contiguous(3, MPI.INT)));
        note(notes, "hvectorOfContiguous", () -> Datatype.Hvector(2, 1, 4, Datatype.Contiguous(3, MPI.INT)));
        note(notes, "contiguousOfVector", () -> Datatype.Contiguous(2, Datatype.Vector(2, 1, 3, MPI.INT)));
        note(
                notes,
                "indexedOfContiguous",
                () -> Datatype.Indexed(new int[] {1, 2}, new int[] {0, 2}, Datatype.Contiguous(2, MPI.INT)));
        note(
                notes,
                "hindexedOfContiguous",
                () -> Datatype.Hindexed(new int[] {1, 2}, new int[] {0, 3}, Datatype.Contiguous(2, MPI.INT)));
        note(
                notes,
                "structOfContiguous",
                () -> Datatype.Struct(
                        new int[] {1, 2}, new int[] {0, 3}, new Datatype[] {MPI.INT, Datatype.Contiguous(2, MPI.INT)}));
    }

    private static void odd(Notes notes) {
        note(notes, "negative", () -> Datatype.Contiguous(-1, MPI.INT));
        note(notes, "negativeVector", () -> Datatype.Vector(-2, 1, 1, MPI.INT));
        note(notes, "unequal", () -> Datatype.Indexed(new int[] {1, 2}, new int[] {0}, MPI.INT));
        note(notes, "ofNull", () -> Datatype.Contiguous(2, null));
    }
}
