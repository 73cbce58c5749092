package org.tutti;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.memory.SharedWindow;
import org.tutti.p2p.MessageSizes;
import org.tutti.p2p.ProgressEngine;
import org.tutti.p2p.TypeCheck;
import org.tutti.runtime.Job;
import org.tutti.runtime.Parameter;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.RankLanes;
import org.tutti.runtime.Settings;
import org.tutti.segment.JobTable;
import org.tutti.segment.LaneSource;
import org.tutti.segment.Roster;

/** All communicators of one rank. They end with its world. */
final class Household {
    private static final int MOST_NAMED = 5;
    private static final int PAGE_BYTES = 4096;
    /** The key of the first communicator of a job beside the world's: no rank has made it, so that all have it without a word. */
    private static final long CONNECTION = JobTable.WORLD + 1;

    private final @Nullable RankLanes lanes;
    private final int worldRank;
    private final AtomicLong created = new AtomicLong(JobTable.WORLD);
    private final ThreadLevel threads;
    private final ProgressEngine engine;
    private final Attachment attachment = new Attachment();
    private @Nullable Communicator self;
    private volatile @Nullable Boolean tells;
    private final Map<Long, Communicator> open = new ConcurrentHashMap<>();
    private final List<Household> connections = new CopyOnWriteArrayList<>();
    /** Ends this one's part of its job, where it is a job beside the world's and its last communicator is closed. */
    private Consumer<Boolean> whenEmpty = met -> {};

    /** For a rank that shares memory with others. */
    Household(RankLanes lanes, ThreadLevel threads) {
        this.lanes = lanes;
        this.threads = threads;
        this.worldRank = lanes.world().rank();
        this.engine = new ProgressEngine(
                lanes.post(), lanes.vigil(), messageSizes(lanes.post().size()), threads == ThreadLevel.MULTIPLE);
        lanes.setProgress(engine);
        if (threads == ThreadLevel.MULTIPLE) {
            hasManyThreads();
        }
    }

    /** For a rank that is alone in its world. */
    Household(ThreadLevel threads) {
        this.lanes = null;
        this.threads = threads;
        this.worldRank = 0;
        this.engine = new ProgressEngine(null, null, messageSizes(1), threads == ThreadLevel.MULTIPLE);
    }

    private static MessageSizes messageSizes(int ranks) {
        Parameters parameters = Parameters.ofProcess();
        MessageSizes usual = MessageSizes.of(ranks);
        return new MessageSizes(
                (int) parameters.getOr(Parameter.MESSAGE_CELLS, usual.cells()),
                parameters.getOr(Parameter.MESSAGE_RING_SIZE, usual.ringBytes()),
                (int) parameters.getOr(Parameter.MESSAGE_EAGER_MAX, usual.eagerBytes()),
                (int) parameters.getOr(Parameter.MESSAGE_SHARED_MAX, usual.sharedBytes()),
                (int) parameters.getOr(Parameter.MESSAGE_PIECE_SIZE, usual.pieceBytes()),
                TypeCheck.values()[(int) parameters.get(Parameter.MESSAGE_TYPES)]);
    }

    /** Notes that a thread of this rank may go on while another one waits. */
    void hasManyThreads() {
        if (lanes != null) {
            lanes.vigil().hasManyThreads();
        }
    }

    /** {@return a thread that carries an operation out, which has begun} */
    Thread startOperation(Runnable operation) {
        return lanes == null ? Thread.ofPlatform().daemon().start(operation) : lanes.startOperation(operation);
    }

    /** {@return what goes on while this rank waits} */
    ProgressEngine engine() {
        return engine;
    }

    /** {@return the room for buffered sends} */
    Attachment attachment() {
        return attachment;
    }

    /** {@return which threads may use this rank, and when} */
    ThreadLevel threads() {
        return threads;
    }

    /** {@return this rank in the world} */
    int worldRank() {
        return worldRank;
    }

    /** {@return a key that no communicator has yet, with this rank as its creator} */
    long newKey() {
        return lanes == null ? created.incrementAndGet() : lanes.newKey();
    }

    /** {@return a communicator beside the world, which this rank has from now on} */
    Communicator add(Roster roster, Membership membership, Info info, @Nullable Neighborhood neighborhood) {
        return add(roster, membership, info, neighborhood, Communicator::new);
    }

    /** {@return a lane of a communicator, or null where it has one member} */
    RankLanes.@Nullable FurtherLane lane(Roster roster, Membership membership, Info info) {
        return lanes == null || roster.size() == 1
                ? null
                : lanes.further(
                        roster,
                        membership.member(),
                        selection(roster.name(), roster.size(), info).digest());
    }

    /** {@return who carries out a communicator's operations in flight in such a lane} */
    CollectiveTable tableInFlight(
            Roster roster,
            Membership membership,
            Info info,
            @Nullable Neighborhood neighborhood,
            RankLanes.@Nullable FurtherLane lane) {
        return CollectiveSelection.select(scope(roster, membership, info, neighborhood, lane));
    }

    private CollectiveScope scope(
            Roster roster,
            Membership membership,
            Info info,
            @Nullable Neighborhood neighborhood,
            @Nullable LaneSource lane) {
        return scope(roster.name(), roster.size(), lane, info)
                .with(neighborhood == null ? null : neighborhood.neighbors())
                .with(membership);
    }

    /** {@return an intercommunicator, which this rank has from now on} */
    Intercommunicator addInter(Roster roster, Membership membership, Info info) {
        return add(roster, membership, info, null, Intercommunicator::new);
    }

    private <C extends Communicator> C add(
            Roster roster,
            Membership membership,
            Info info,
            @Nullable Neighborhood neighborhood,
            BiFunction<Foundation, Consumer<Boolean>, C> maker) {
        RankLanes.FurtherLane lane = lane(roster, membership, info);
        CollectiveTable table = table(roster, membership, info, neighborhood, lane);
        Foundation foundation = new Foundation(membership, table, roster, this, info, neighborhood);
        C added = maker.apply(foundation, met -> {
            open.remove(roster.key());
            if (lane != null) {
                lane.close(met);
            }
            if (open.isEmpty()) {
                whenEmpty.accept(met);
            }
        });
        open.put(roster.key(), added);
        return added;
    }

    /**
     * {@return an intercommunicator of all ranks of a job that two connected jobs have in common} Its communicators are those of a rank of that
     * job, which ends with the last of them.
     */
    Intercommunicator connect(String name, Membership membership, int ranks) {
        Job job = Job.join(new Settings(name, membership.member(), ranks, null, 0, Settings::value));
        Household common = new Household(job.lanes(), threads);
        common.whenEmpty = met -> {
            connections.remove(common);
            engine.leave(common.engine);
            job.leaveAndRelease(met);
        };
        connections.add(common);
        engine.goOnWith(common.engine);
        common.engine.goOnWith(engine);
        try {
            return common.addInter(Roster.ofAll(CONNECTION, name, ranks), membership, Info.EMPTY);
        } catch (TuttiException e) {
            common.whenEmpty.accept(false);
            throw e;
        }
    }

    /** {@return the operations of a communicator} Nothing is left of its lane where no component takes it. */
    private CollectiveTable table(
            Roster roster,
            Membership membership,
            Info info,
            @Nullable Neighborhood neighborhood,
            RankLanes.@Nullable FurtherLane lane) {
        try {
            return select(scope(roster, membership, info, neighborhood, lane), membership.member());
        } catch (TuttiException e) {
            if (lane != null) {
                lane.close(false);
            }
            throw e;
        }
    }

    /** {@return who would carry out the operations of a communicator} */
    CollectiveSelection selection(String name, int size, Info info) {
        return CollectiveSelection.of(scope(name, size, size == 1 ? null : LaneSource.NONE, info));
    }

    /** {@return the operations of a communicator, about which its rank 0 tells more where that is wanted} */
    CollectiveTable select(CollectiveScope communicator, int member) {
        CollectiveSelection chosen = CollectiveSelection.of(communicator);
        if (member == 0 && tells()) {
            chosen.lines().forEach(line -> System.err.println("tutti: " + chosen.communicator() + ": " + line));
        }
        return chosen.table();
    }

    private boolean tells() {
        Boolean known = tells;
        if (known == null) {
            known = Parameters.ofProcess().get(Parameter.COMPONENTS_TOLD) == 1;
            tells = known;
        }
        return known;
    }

    private CollectiveScope scope(String name, int size, @Nullable LaneSource lane, Info info) {
        return lanes == null
                ? CollectiveScope.alone(name)
                : CollectiveScope.of(name, size, lane, lanes.world().geometry(), info.hints());
    }

    /** {@return the communicator of this rank alone} */
    synchronized Communicator self() {
        if (self == null || self.closed) {
            Roster roster = new Roster(newKey(), "self", new int[] {worldRank});
            CollectiveTable table = CollectiveSelection.select(CollectiveScope.alone(roster.name()));
            Foundation alone = new Foundation(Membership.of(0, 1), table, roster, this, Info.EMPTY, null);
            self = new Communicator(alone, met -> {});
        }
        return self;
    }

    /** {@return memory of so many bytes, at least 1, that all ranks of the job can read} */
    SharedWindow allocate(long bytes) {
        return lanes == null ? SharedWindow.own(bytes) : lanes.allocate(bytes);
    }

    /** {@return memory of so many bytes, at least 1, that all ranks of the job can read, until nobody can reach it any more} */
    MemorySegment allocateAutomatic(long bytes) {
        return lanes == null
                ? ownAutomatic(bytes)
                : (MemorySegment) lanes.memory().allocateAutomatic(bytes);
    }

    private static MemorySegment ownAutomatic(long bytes) {
        try {
            return Arena.ofAuto().allocate(bytes, PAGE_BYTES);
        } catch (OutOfMemoryError e) {
            throw new TuttiException(
                    ErrorCode.MEMORY_FULL,
                    "this process has no memory: wanted=" + bytes + ": " + e.getMessage(),
                    -1,
                    e);
        }
    }

    /** Takes memory back that {@link #allocate} has given. */
    void free(SharedWindow window) {
        if (lanes == null) {
            window.close();
        } else {
            lanes.free(window);
        }
    }

    /** Ends the job because of this rank, unless it has ended; returns whether this did it. */
    boolean abort(String what) {
        return lanes == null || lanes.abort(what);
    }

    /** {@return how many bytes of shared memory this rank has in use} */
    long sharedBytes() {
        return lanes == null ? 0 : lanes.usedBytes();
    }

    /** Closes what is still open when the world has been closed, and says so in one line. */
    void end() {
        connections.forEach(Household::disconnect);
        if (open.isEmpty()) {
            return;
        }
        Map<Long, Communicator> left = new TreeMap<>(open);
        open.clear();
        for (Communicator communicator : left.values()) {
            communicator.expire();
            communicator.freeAll();
        }
        warn(left.values().stream()
                .filter(communicator -> !communicator.isLeftToWorld)
                .map(Communicator::name)
                .toList());
    }

    /** Closes what is still open of a job beside the world's, together with the others, who do the same or have closed it. */
    private void disconnect() {
        connections.forEach(Household::disconnect);
        try {
            new TreeMap<>(open).values().forEach(Communicator::close);
        } catch (TuttiException e) {
            System.err.println("tutti: warning: rank " + worldRank + " has closed its world while it was connected: "
                    + e.getMessage());
        }
    }

    private void warn(List<String> unclosed) {
        if (!unclosed.isEmpty()) {
            String names = unclosed.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            System.err.println("tutti: warning: rank " + worldRank
                    + " has closed its world and not these communicators: "
                    + names
                    + (unclosed.size() > MOST_NAMED ? " and " + (unclosed.size() - MOST_NAMED) + " others" : ""));
        }
    }
}
