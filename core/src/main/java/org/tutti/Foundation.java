package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.segment.Roster;

/**
 * What a communicator is made of.
 *
 * @param membership which of its ranks this process is
 * @param table who carries out its operations
 * @param roster all its members
 * @param household all communicators of this process
 * @param info the hints that go with it
 * @param neighborhood its topology, as this rank has it; null without one
 */
record Foundation(
        Membership membership,
        CollectiveTable table,
        Roster roster,
        Household household,
        Info info,
        @Nullable Neighborhood neighborhood) {}
