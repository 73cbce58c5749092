package org.tutti.testkit.mpjexpress;

import mpi.Intracomm;
import mpi.MPI;

/** The job, and what is kept with communicators. */
final class Environment {
    private static final int SMALLEST_TAG_UB = 32_767;

    private Environment() {}

    static void run(Intracomm comm, Notes notes) {
        notes.add("initialized", MPI.Initialized());
        notes.add("rank", comm.Rank() + " of " + comm.Size());
        notes.add("name", !MPI.Get_processor_name().isEmpty());
        double before = MPI.Wtime();
        notes.add("wtime", before > 0 && MPI.Wtime() >= before);
        notes.add("wtick", MPI.Wtick() > 0 && MPI.Wtick() < 1);
        notes.call("tagUb", () -> Integer.class.cast(comm.Attr_get(MPI.TAG_UB)) >= SMALLEST_TAG_UB);
        notes.call("host", () -> Notes.rank(Integer.class.cast(comm.Attr_get(MPI.HOST))));
        notes.call("io", () -> Notes.rank(Integer.class.cast(comm.Attr_get(MPI.IO))));
        notes.call("unknown", () -> comm.Attr_get(12_345));
        notes.add("overheads", MPI.SEND_OVERHEAD >= 0 && MPI.RECV_OVERHEAD >= 0 && MPI.BSEND_OVERHEAD >= 0);
        notes.call("emptyStatus", () -> {
            if (MPI.EMPTY_STATUS == null) {
                return "null";
            }
            return Notes.rank(MPI.EMPTY_STATUS.source) + " " + Notes.tag(MPI.EMPTY_STATUS.tag);
        });
        notes.add("nothing", (MPI.COMM_NULL == null) + " " + (MPI.GROUP_NULL == null));
        notes.add("requestNull", MPI.REQUEST_NULL == null || MPI.REQUEST_NULL.Is_null());
        notes.add("emptyGroup", MPI.GROUP_EMPTY.Size());
        notes.call("packSize.int", () -> comm.Pack_size(3, MPI.INT) >= 12);
        notes.call("packSize.grows", () -> comm.Pack_size(4, MPI.INT) > comm.Pack_size(3, MPI.INT));
        notes.call("packSize.double", () -> comm.Pack_size(2, MPI.DOUBLE) >= 16);
        comm.Barrier();
    }
}
