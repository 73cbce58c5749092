package org.tutti.testkit.mpjexpress;

import mpi.Group;
import mpi.Intracomm;
import mpi.MPI;

/** Groups of ranks. */
final class Groups {
    private Groups() {}

    static void run(Intracomm comm, Notes notes) {
        int size = comm.Size();
        Group all = comm.Group();
        int[] backwards = new int[size];
        for (int i = 0; i < size; i++) {
            backwards[i] = size - 1 - i;
        }
        Group turned = all.Incl(backwards);
        Group first = all.Incl(new int[] {0});
        Group others = all.Excl(new int[] {0});
        notes.add("turned", turned.Rank() + " of " + turned.Size());
        notes.add("first", Notes.count(first.Rank()) + " of " + first.Size());
        notes.add("others", Notes.count(others.Rank()) + " of " + others.Size());
        notes.add("compare.same", comparison(Group.Compare(all, comm.Group())));
        notes.add("compare.turned", comparison(Group.Compare(all, turned)));
        notes.add("compare.first", comparison(Group.Compare(all, first)));
        notes.add("compare.empty", comparison(Group.Compare(MPI.GROUP_EMPTY, all)));
        notes.add("union", members(Group.Union(others, first), all));
        notes.add("union.turned", members(Group.Union(turned, all), all));
        notes.add("intersection", members(Group.Intersection(turned, others), all));
        notes.add("intersection.none", Group.Intersection(first, others).Size());
        notes.add("difference", members(Group.Difference(turned, first), all));
        notes.add("difference.none", Group.Difference(first, all).Size());
        notes.add("rangeIncl", members(all.Range_incl(new int[][] {{0, size - 1, 2}}), all));
        notes.add("rangeIncl.down", members(all.Range_incl(new int[][] {{size - 1, 0, -1}}), all));
        notes.add("rangeExcl", members(all.Range_excl(new int[][] {{0, size - 1, 2}}), all));
        notes.call("rangeIncl.none", () -> all.Range_incl(new int[0][]).Size());
        notes.call("incl.none", () -> all.Incl(new int[0]).Size());
        notes.call("excl.none", () -> members(all.Excl(new int[0]), all));
        notes.add("empty", Notes.count(MPI.GROUP_EMPTY.Rank()) + " of " + MPI.GROUP_EMPTY.Size());
        notes.call("translate", () -> {
            int[] to = Group.Translate_ranks(all, backwards, others);
            Object[] named = new Object[to.length];
            for (int i = 0; i < to.length; i++) {
                named[i] = Notes.count(to[i]);
            }
            return named;
        });
        notes.call("incl.beyond", () -> all.Incl(new int[] {size}).Size());
        notes.call("incl.twice", () -> all.Incl(new int[] {0, 0}).Size());
        notes.call("excl.beyond", () -> all.Excl(new int[] {size}).Size());
        comm.Barrier();
    }

    private static int[] members(Group group, Group all) {
        int[] ranks = new int[group.Size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = i;
        }
        return ranks.length == 0 ? ranks : Group.Translate_ranks(group, ranks, all);
    }

    private static String comparison(int outcome) {
        if (outcome == MPI.IDENT) {
            return "IDENT";
        }
        if (outcome == MPI.SIMILAR) {
            return "SIMILAR";
        }
        return outcome == MPI.UNEQUAL ? "UNEQUAL" : "CONGRUENT";
    }
}
