package org.tutti.testkit.mpjexpress;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;

/** Arguments that make no sense. No call gets as far as to another rank. */
final class Errors {
    private Errors() {}

    /** A call that should fail. */
    private interface Call {
        void run() throws Exception;
    }

    private static void note(Notes notes, String name, Call call) {
        notes.call(name, () -> {
            call.run();
            return "no error";
        });
    }

    static void run(Intracomm world, Notes notes) {
        Intracomm comm = Intracomm.class.cast(world.clone());
        int size = comm.Size();
        int[] one = new int[1];
        note(notes, "send.dest", () -> comm.Isend(one, 0, 1, MPI.INT, size, 0));
        note(notes, "send.dest.negative", () -> comm.Isend(one, 0, 1, MPI.INT, -7, 0));
        note(notes, "send.tag", () -> comm.Isend(one, 0, 1, MPI.INT, 0, -7));
        note(notes, "send.count", () -> comm.Isend(one, 0, -1, MPI.INT, 0, 1));
        note(notes, "send.beyond", () -> comm.Isend(one, 0, 2, MPI.INT, 0, 1));
        note(notes, "send.offset", () -> comm.Isend(one, 1, 1, MPI.INT, 0, 1));
        note(notes, "send.type", () -> comm.Isend(one, 0, 1, MPI.DOUBLE, 0, 1));
        note(notes, "send.typeNull", () -> comm.Isend(one, 0, 1, null, 0, 1));
        note(notes, "send.bufferNull", () -> comm.Isend(null, 0, 1, MPI.INT, 0, 1));
        note(notes, "recv.source", () -> comm.Recv(one, 0, 1, MPI.INT, size, 0));
        note(notes, "isend.dest", () -> comm.Isend(one, 0, 1, MPI.INT, size, 0));
        note(notes, "irecv.source", () -> comm.Irecv(one, 0, 1, MPI.INT, size, 0));
        note(notes, "group.incl", () -> comm.Group().Incl(new int[] {size + 3}));
        note(notes, "vector.null", () -> Datatype.Vector(1, 1, 1, null));
        note(notes, "object.array", () -> comm.Isend(one, 0, 1, MPI.OBJECT, 0, 1));
        note(notes, "object.notSerializable", () -> comm.Isend(new Object[] {new Object()}, 0, 1, MPI.OBJECT, 0, 1));
    }
}
