package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveDifference;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.ExitGuard;
import org.tutti.runtime.Job;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.PreferredValues;
import org.tutti.runtime.RankLanes;
import org.tutti.runtime.RankThreads;
import org.tutti.runtime.Settings;
import org.tutti.segment.Geometry;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.Roster;
import org.tutti.spi.NativeAccess;

/**
 * Where a program becomes a rank.
 *
 * {@snippet :
 * try (Communicator world = Tutti.init(args)) {
 *     double sum = world.allreduce(1.0, Op.SUM);
 *     System.out.println("rank " + world.rank() + " of " + world.size() + ": " + sum);
 * }
 * }
 */
public final class Tutti {
    /** Stands for no rank, where a process has none: it is not a member. MPI standard: 7.3.1, MPI_UNDEFINED. */
    public static final int UNDEFINED = -1;

    /** Stands for nobody, where a rank is given: a neighbor that is not there. MPI standard: 3.10, MPI_PROC_NULL. */
    public static final int PROC_NULL = Membership.PROC_NULL;

    /**
     * Stands for the root itself, where the root of an intercommunicator's operation passes it; the other ranks of its group pass
     * {@link #PROC_NULL}, those of the other group its rank. MPI standard: 6.2.3, MPI_ROOT.
     */
    public static final int ROOT = Membership.ROOT;

    /** In place of a source: whichever rank sends. MPI standard: 3.2.4, MPI_ANY_SOURCE. */
    public static final int ANY_SOURCE = -5;

    /** In place of a tag: whichever the message has. MPI standard: 3.2.4, MPI_ANY_TAG. */
    public static final int ANY_TAG = -1;

    private static final double SECONDS_PER_TICK = 1e-9;
    private static final String WORLD = JobTable.WORLD_NAME;

    /** The communicators of the rank that a thread plays, or the thread that started it. */
    private static final InheritableThreadLocal<@Nullable Household> OF_THREAD = new InheritableThreadLocal<>();

    private static boolean initialized;
    private static @Nullable Job attached;
    private static @Nullable Household ofProcess;

    private Tutti() {}

    /** What a rank that is a thread does. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs as one rank.
         *
         * @param world all ranks; closed when the body returns
         * @throws Exception to end the job
         */
        void run(Communicator world) throws Exception;
    }

    /**
     * Joins the job that started this process, and waits until all its ranks have. A process that nothing started as a
     * rank is a world of its own, of size 1.
     *
     * <p>A rank is told by {@code TUTTI_JOB}, {@code TUTTI_RANK} and {@code TUTTI_SIZE}, in the environment or as system
     * properties ({@code tutti.job}, ...); {@code tutti run} sets them. MPI standard: 11.2.1, MPI_INIT.
     *
     * @param args the program's arguments, which are left alone
     * @return the world, to be closed by all ranks together
     * @throws TuttiException of class JOIN, TIMEOUT or NO_SPACE when the job cannot be joined
     */
    public static Communicator init(String... args) {
        return init(ThreadLevel.SINGLE, args);
    }

    /**
     * As {@link #init(String...)}, for a program whose threads use Tutti in a certain way; it is given the level that it asks for.
     *
     * <p>MPI standard: 11.6.2, MPI_INIT_THREAD.
     *
     * @param threads which threads call, and when
     * @param args the program's arguments, which are left alone
     * @return the world, to be closed by all ranks together
     * @throws TuttiException of class JOIN, TIMEOUT or NO_SPACE when the job cannot be joined
     */
    public static Communicator init(ThreadLevel threads, String... args) {
        Settings settings = Settings.ofProcess();
        if (settings == null || (settings.size() == 1 && !settings.isLaunched())) {
            return alone(threads);
        }
        requireFirst();
        Job job = attach(settings);
        ExitGuard.install(job);
        job.enter(Tutti::componentsOfWorld);
        Household household = new Household(job.lanes(), threads);
        setOfProcess(household);
        return world(household, job.lanes(), job::leave);
    }

    private static synchronized void setOfProcess(Household household) {
        ofProcess = household;
    }

    /** {@return the communicators of this process} It is alone before it has joined its job. */
    private static synchronized Household ofProcess() {
        Household known = ofProcess;
        if (known == null) {
            known = new Household(ThreadLevel.SINGLE);
            ofProcess = known;
        }
        return known;
    }

    /**
     * {@return the communicator of this rank alone} Before this process or thread has become a rank, it is alone in a world.
     *
     * <p>MPI standard: 7.2.4, MPI_COMM_SELF.
     */
    public static Communicator self() {
        Household own = OF_THREAD.get();
        return (own != null ? own : ofProcess()).self();
    }

    /**
     * {@return memory for so many items, all zero, that the other ranks of the job on this machine can read} It is as what {@link
     * Communicator#allocate} gives, but no communicator has it: it goes back when the garbage collector finds that nothing can reach it any
     * more, neither the segment nor a slice nor a buffer of it, and stays what it is when the world is closed. A process that was
     * launched may call this before {@link #init}; in others such early memory is theirs alone.
     *
     * @param type what the items are
     * @param count how many there are, 0 or more
     * @throws TuttiException of class COUNT or TYPE for bad arguments, of class NO_SPACE where it would take more than half of what is
     *     left for this rank, or the rank has a thousand such pieces; of class JOIN where the job's memory cannot be opened
     */
    public static MemorySegment allocate(Datatype type, long count) {
        DatatypeArguments.requireType(type);
        DatatypeArguments.requireCount(count, "count");
        long bytes = Allocations.bytes(type, count);
        Household own = OF_THREAD.get();
        if (own != null) {
            return own.allocateAutomatic(bytes);
        }
        Job job = jobAtHand();
        return job == null
                ? ofProcess().allocateAutomatic(bytes)
                : (MemorySegment) job.memory().allocateAutomatic(bytes);
    }

    /** {@return the job of this process, joined or not, or null where there is none or it cannot be opened yet} */
    private static synchronized @Nullable Job jobAtHand() {
        if (attached == null && !initialized) {
            Settings settings = Settings.ofProcess();
            attached = settings == null || settings.arena() == null ? null : Job.attach(settings);
        }
        return attached;
    }

    private static synchronized Job attach(Settings settings) {
        Job job = attached != null ? attached : Job.attach(settings);
        attached = job;
        return job;
    }

    /**
     * Sets what a parameter of this process is where neither the command line nor a variable, a system property or a file says otherwise.
     * To be called before {@link #init}.
     *
     * @param parameter its name, such as {@code p2p.types}
     * @param value its value
     * @throws TuttiException of class ARG where there is no such parameter, or it cannot have this value
     */
    public static void setDefault(String parameter, String value) {
        PreferredValues.set(parameter, value);
    }

    private static synchronized void requireFirst() {
        if (initialized) {
            throw new TuttiException(ErrorCode.JOINED_ALREADY, "this process has joined its job already");
        }
        initialized = true;
    }

    /**
     * Runs ranks as platform threads of this JVM, and returns when all have ended. An exception of one rank ends the job:
     * it is thrown here, as it is when it is unchecked, else as the cause of a {@link TuttiException}.
     *
     * @param size how many ranks, at least 1
     * @param body what each rank does
     */
    public static void runThreads(int size, Body body) {
        runThreads(size, ThreadLevel.SINGLE, body);
    }

    /**
     * As {@link #runThreads(int, Body)}, where each rank may have further threads that use it.
     *
     * @param size how many ranks, at least 1
     * @param threads which threads of a rank call, and when
     * @param body what each rank does
     */
    public static void runThreads(int size, ThreadLevel threads, Body body) {
        if (size < 1 || size > Parameters.MAX_RANKS) {
            throw new TuttiException(
                    ErrorCode.BAD_SIZE, "must be from 1 to " + Parameters.MAX_RANKS + ": size=" + size);
        }
        try {
            if (size == 1) {
                runAlone(threads, body);
            } else {
                runTogether(size, threads, body);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TuttiException(ErrorCode.RANK_THREW, "a rank left by an exception: " + e, -1, e);
        }
    }

    private static void runAlone(ThreadLevel threads, Body body) throws Exception {
        try (Communicator world = alone(threads)) {
            body.run(world);
        }
    }

    private static void runTogether(int size, ThreadLevel threads, Body body) throws Throwable {
        NativeAccess nativeAccess = NativeAccessFinder.find(Settings::value);
        ArenaPlan plan = ArenaPlanner.plan(Parameters.ofProcess(), size, () -> nativeAccess);
        RankThreads.run(plan, nativeAccess, lanes -> {
            Household household = new Household(lanes, threads);
            OF_THREAD.set(household);
            Communicator world = world(household, lanes, met -> {});
            body.run(world);
            world.close();
        });
    }

    /**
     * {@return seconds since some time in the past, which never go back} The difference of two calls is the time between them;
     * on Linux all processes of a machine count from the same moment. MPI standard: 9.6, MPI_WTIME.
     */
    public static double wtime() {
        return System.nanoTime() * SECONDS_PER_TICK;
    }

    /** {@return how far apart, in seconds, two results of {@link #wtime} are at least where they differ} MPI standard: 9.6, MPI_WTICK. */
    public static double wtick() {
        return SECONDS_PER_TICK;
    }

    private static Communicator alone(ThreadLevel threads) {
        return world(
                new Household(threads),
                Roster.ofAll(JobTable.WORLD, WORLD, 1),
                0,
                CollectiveScope.alone(WORLD),
                met -> {});
    }

    private static Communicator world(Household household, RankLanes lanes, Consumer<Boolean> whenClosed) {
        Lane lane = lanes.world();
        CollectiveScope scope = CollectiveScope.of(WORLD, lane);
        if (!lanes.haveWorldInCommon()) {
            TuttiException difference = CollectiveDifference.of(lane, CollectiveSelection.of(scope));
            if (difference != null) {
                throw difference;
            }
        }
        return world(household, lane.roster(), lane.rank(), scope, whenClosed);
    }

    private static long componentsOfWorld(Geometry geometry) {
        return CollectiveSelection.of(CollectiveScope.planned(WORLD, geometry.ranks(), geometry, Map.of()))
                .digest();
    }

    private static Communicator world(
            Household household, Roster all, int rank, CollectiveScope scope, Consumer<Boolean> whenClosed) {
        CollectiveTable table = household.select(scope, rank);
        Membership membership = Membership.of(rank, all.size());
        return new Communicator(new Foundation(membership, table, all, household, Info.EMPTY, null), met -> {
            if (met) {
                household.end();
            }
            whenClosed.accept(met);
        });
    }
}
