package org.tutti.testkit.mpjexpress;

import mpi.Comm;
import mpi.Intercomm;
import mpi.Intracomm;
import mpi.MPI;

/** Communicators of two groups: the first rank, and all others. */
final class Intercommunicators {
    private Intercommunicators() {}

    static void run(Intracomm comm, Notes notes) {
        if (comm.Size() < 2) {
            return;
        }
        boolean isFirst = comm.Rank() == 0;
        Intracomm local = comm.Split(isFirst ? 0 : 1, comm.Rank());
        Intercomm both = comm.Create_intercomm(local, 0, isFirst ? 1 : 0, 9);
        notes.add("inter", both.Test_inter());
        notes.add("size", both.Size() + " " + both.Remote_size());
        notes.add("rank", both.Rank());
        notes.add("group", both.Group().Size() + " " + both.Remote_group().Size());
        notes.call("topology", () -> Notes.count(both.Topo_test()));
        int[] token = {10 * both.Rank()};
        if (isFirst) {
            for (int i = 0; i < both.Remote_size(); i++) {
                both.Recv(token, 0, 1, MPI.INT, i, 1);
                both.Send(new int[] {token[0] + 1}, 0, 1, MPI.INT, i, 2);
            }
        } else {
            both.Send(token, 0, 1, MPI.INT, 0, 1);
            notes.call("source", () -> both.Recv(token, 0, 1, MPI.INT, MPI.ANY_SOURCE, 2).source);
        }
        if (isFirst) {
            notes.add("source", 0);
        }
        notes.add("token", token[0]);
        Intracomm low = both.Merge(!isFirst);
        notes.add("merge.low", low.Rank() + " of " + low.Size());
        Intracomm high = both.Merge(isFirst);
        notes.add("merge.high", high.Rank() + " of " + high.Size());
        notes.call("compare", () -> Comm.Compare(both, Comm.class.cast(both.clone())) == MPI.CONGRUENT);
        comm.Barrier();
    }
}
