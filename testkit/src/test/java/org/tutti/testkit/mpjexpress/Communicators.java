package org.tutti.testkit.mpjexpress;

import mpi.Comm;
import mpi.Group;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;

/** Communicators that are made of others. */
final class Communicators {
    private Communicators() {}

    static void run(Intracomm comm, Notes notes) {
        splits(comm, notes);
        creates(comm, notes);
        Intracomm copy = Intracomm.class.cast(comm.clone());
        notes.add("compare.self", comparison(Comm.Compare(comm, comm)));
        notes.add("compare.clone", comparison(Comm.Compare(comm, copy)));
        notes.add("clone", copy.Rank() + " of " + copy.Size());
        notes.add("inter", copy.Test_inter());
        notes.add("topology", Notes.count(copy.Topo_test()));
        notes.add("self", MPI.COMM_SELF.Rank() + " of " + MPI.COMM_SELF.Size());
        separate(comm, copy, notes);
        copy.Free();
        comm.Barrier();
    }

    private static void splits(Intracomm comm, Notes notes) {
        int rank = comm.Rank();
        note(notes, "split.halves", comm.Split(rank % 2, rank));
        note(notes, "split.backwards", comm.Split(0, -rank));
        note(notes, "split.color", comm.Split(77, rank));
        notes.call("split.undefined", () -> describe(comm.Split(rank == 0 ? MPI.UNDEFINED : 1, rank)));
        notes.call("split.allUndefined", () -> describe(comm.Split(MPI.UNDEFINED, rank)));
        Intracomm turned = comm.Split(0, -rank);
        notes.add("compare.turned", comparison(Comm.Compare(comm, turned)));
        int[] sum = new int[1];
        turned.Scan(new int[] {rank + 1}, 0, sum, 0, 1, MPI.INT, MPI.SUM);
        notes.add("split.scan", sum[0]);
    }

    private static void creates(Intracomm comm, Notes notes) {
        Group all = comm.Group();
        notes.call("create.first", () -> describe(comm.Create(all.Incl(new int[] {0}))));
        notes.call("create.all", () -> describe(comm.Create(all)));
        notes.call("create.none", () -> describe(comm.Create(MPI.GROUP_EMPTY)));
    }

    /** A message of one communicator is not received in another. */
    private static void separate(Intracomm comm, Intracomm copy, Notes notes) {
        int size = comm.Size();
        int next = (comm.Rank() + 1) % size;
        int before = (comm.Rank() + size - 1) % size;
        Request one = comm.Isend(new int[] {1}, 0, 1, MPI.INT, next, 1);
        Request two = copy.Isend(new int[] {2}, 0, 1, MPI.INT, next, 1);
        int[] got = new int[2];
        copy.Recv(got, 0, 1, MPI.INT, before, 1);
        comm.Recv(got, 1, 1, MPI.INT, before, 1);
        one.Wait();
        two.Wait();
        notes.add("separate", got);
    }

    private static void note(Notes notes, String name, Intracomm made) {
        notes.add(name, describe(made));
    }

    private static String describe(Intracomm made) {
        return made == null ? "null" : made.Rank() + " of " + made.Size();
    }

    private static String comparison(int outcome) {
        if (outcome == MPI.IDENT) {
            return "IDENT";
        }
        if (outcome == MPI.CONGRUENT) {
            return "CONGRUENT";
        }
        return outcome == MPI.SIMILAR ? "SIMILAR" : "UNEQUAL";
    }
}
