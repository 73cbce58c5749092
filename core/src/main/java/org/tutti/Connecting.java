package org.tutti;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tutti.coll.Membership;
import org.tutti.p2p.Awaitable;
import org.tutti.runtime.Encounter;
import org.tutti.runtime.Encounter.Agreement;
import org.tutti.runtime.Parameters;

/**
 * How the ranks of a communicator connect with those of another job.
 *
 * <ol>
 *   <li>All see that they call the same.
 *   <li>The root meets the other job's root at a port, where both agree on the name of a job of all their ranks.
 *   <li>It tells the others that name, or why there is none.
 *   <li>All join that job, those who accept as its first ranks.
 * </ol>
 */
final class Connecting {
    /** A wait with an end, since nobody in this job can end it, which none will live to see. */
    private static final long CENTURY_NANOS = TimeUnit.DAYS.toNanos(36500);

    private static final String SEPARATOR = "\n";

    private final Communicator own;
    private final int root;

    Connecting(Communicator own, int root) {
        this.own = own;
        this.root = root;
    }

    Intercommunicator accept(String port) {
        Agreement agreed =
                agree(Creation.Kind.ACCEPT, () -> meet(Encounter.atOwn(port, own.size), CENTURY_NANOS, "accept", port));
        return join(agreed, own.rank, own.size);
    }

    Intercommunicator connect(String port) {
        long patience = TimeUnit.SECONDS.toNanos(Parameters.ofProcess().joinTimeoutSeconds());
        Agreement agreed =
                agree(Creation.Kind.CONNECT, () -> meet(Encounter.at(port, own.size), patience, "connect", port));
        return join(agreed, agreed.others() + own.rank, agreed.others());
    }

    private Agreement agree(Creation.Kind kind, Supplier<Agreement> meeting) {
        own.requireOpen();
        own.requireOneGroup(kind.toString());
        own.requireRoot(root);
        own.agree(kind, root, 0, own.info).requireSameWhat(0, own.size, "roots");
        return own.rank == root ? lead(meeting) : follow();
    }

    private Agreement lead(Supplier<Agreement> meeting) {
        Agreement agreed;
        try {
            agreed = meeting.get();
        } catch (TuttiException e) {
            own.bcastObject(String.join(SEPARATOR, "", Integer.toString(e.code().number()), e.reason()), root);
            throw e;
        }
        own.bcastObject(String.join(SEPARATOR, agreed.job(), Integer.toString(agreed.others()), ""), root);
        return agreed;
    }

    private Agreement follow() {
        String[] told = String.valueOf(own.<String>bcastObject("", root)).split(SEPARATOR, 3);
        if (told[0].isEmpty()) {
            throw new TuttiException(ErrorCode.of(Integer.parseInt(told[1])), "rank " + root + ": " + told[2]);
        }
        return new Agreement(told[0], Integer.parseInt(told[1]));
    }

    private Agreement meet(Encounter encounter, long nanos, String call, String port) {
        try (encounter) {
            own.engine.await(Awaitable.until(encounter::step, () -> call + "(port " + port + ")"), nanos);
            return encounter.agreement();
        }
    }

    private Intercommunicator join(Agreement agreed, int rank, int firstSize) {
        int ranks = own.size + agreed.others();
        return own.inherit(own.household.connect(agreed.job(), Membership.of(rank, firstSize, ranks), ranks));
    }
}
