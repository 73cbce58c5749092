package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Receive;
import org.tutti.segment.Resumable;

/**
 * A message that is received in the parts in which it is sent.
 *
 * <ol>
 *   <li>When it is made it wants to know what the sender announces.
 *   <li>When it is started, and the sender has announced its parts, all these are wanted, each at its place.
 *   <li>A partition of the receiver has arrived when all parts have that overlap it.
 *   <li>It is over when all parts have arrived.
 * </ol>
 */
final class PartitionedReceiving implements PersistentRequest.Operation, Awaitable, Resumable {
    private final MessageCore communicator;
    private final int partitions;
    private final int source;
    private final int tag;
    private final ElementType type;
    private final Object buffer;
    private final long index;
    private final long elements;
    private final long[] announced = new long[PartitionSpace.NUMBERS];
    private final @Nullable Receive announcement;
    /** None where they have not been announced. */
    private Receive[] parts = {};

    private boolean started;
    private boolean wanted;
    /** All parts before this one have arrived. */
    private int over;

    private @Nullable TuttiException failure;

    /** A receive of elements, which have been checked; from nobody where the source is {@link Tutti#PROC_NULL}. */
    PartitionedReceiving(
            MessageCore communicator,
            int partitions,
            int source,
            int tag,
            ElementType type,
            Object buffer,
            long index,
            long elements) {
        this.communicator = communicator;
        this.partitions = partitions;
        this.source = source;
        this.tag = tag;
        this.type = type;
        this.buffer = buffer;
        this.index = index;
        this.elements = elements;
        this.announcement = source == Tutti.PROC_NULL ? null : wantAnnouncement();
    }

    private Receive wantAnnouncement() {
        communicator.engine.enter();
        try {
            Receive wants = want(ElementType.LONG, announced, 0, PartitionSpace.NUMBERS, tag);
            communicator.start(wants);
            return wants;
        } finally {
            communicator.engine.exit();
        }
    }

    private Receive want(ElementType of, Object into, long from, long count, int wantedTag) {
        return new Receive(communicator.partitionSpace().mailbox())
                .set(communicator.worldSource(source), wantedTag, of, into, from, count);
    }

    @Override
    public void start() {
        if (announcement == null) {
            return;
        }
        communicator.engine.enter();
        try {
            started = true;
            wanted = false;
            over = 0;
            communicator.engine.add(this);
        } finally {
            communicator.engine.exit();
        }
    }

    /** {@return whether all parts are wanted} They are as soon as they have been announced. */
    @Override
    public boolean step() {
        if (announcement == null || !announcement.isDone()) {
            return false;
        }
        if (parts.length == 0) {
            learn();
        }
        for (Receive part : parts) {
            communicator.office.start(part);
        }
        wanted = true;
        return true;
    }

    private void learn() {
        long count = announced[PartitionSpace.PARTS];
        long bytes = announced[PartitionSpace.BYTES];
        long all = type.bytes(elements);
        if (!PartitionSpace.areNumbers(announced[PartitionSpace.FIRST], count)
                || all % count != 0
                || all / count != bytes
                || bytes % type.bytes(1) != 0) {
            failure = new TuttiException(
                    ErrorCode.TRUNCATED,
                    "the partitions of both sides are not equally long in all: rank " + source + " sends " + count
                            + " of " + bytes + " bytes, rank " + communicator.rank() + " receives " + partitions
                            + " of " + all / partitions + " bytes, tag " + tag + " in " + communicator.roster.name(),
                    communicator.worldSource(source),
                    null);
            return;
        }
        long each = bytes / type.bytes(1);
        Receive[] made = new Receive[(int) count];
        for (int part = 0; part < count; part++) {
            made[part] = want(
                    type,
                    buffer,
                    index + part * each,
                    each,
                    PartitionSpace.tag(announced[PartitionSpace.FIRST] + part));
        }
        parts = made;
    }

    /** {@return whether a partition is there; true also where nothing is to come, or where it never will} */
    boolean hasArrived(int partition) {
        PartitionedSending.requirePartition(partition, partitions);
        if (!isThere(partition)) {
            communicator.goOn();
        }
        return isThere(partition);
    }

    private boolean isThere(int partition) {
        communicator.engine.enter();
        try {
            long own = elements / partitions;
            if (!started || own == 0 || isDone()) {
                return isDone();
            }
            if (!wanted) {
                return false;
            }
            long each = elements / parts.length;
            long last = (partition * own + own - 1) / each;
            for (long part = partition * own / each; part <= last; part++) {
                if (!parts[(int) part].isDone()) {
                    return false;
                }
            }
            return true;
        } finally {
            communicator.engine.exit();
        }
    }

    @Override
    public boolean isDone() {
        if (!started || failure != null) {
            return true;
        }
        while (wanted && over < parts.length && parts[over].isDone()) {
            over++;
        }
        return wanted && over == parts.length;
    }

    @Override
    public int from() {
        return source == Tutti.PROC_NULL ? communicator.household.worldRank() : communicator.worldSource(source);
    }

    @Override
    public String describe() {
        return "precv(source " + source + ", tag " + tag + ", " + partitions + " partitions) in "
                + communicator.roster.name();
    }

    @Override
    public Awaitable work() {
        return this;
    }

    @Override
    public Status outcome() {
        if (announcement == null) {
            return Status.OF_NOBODY;
        }
        TuttiException first = failure;
        for (int part = 0; part < parts.length && first == null; part++) {
            first = parts[part].failure();
        }
        long bytes = type.bytes(elements);
        return first == null
                ? communicator.status(source, tag, bytes, false)
                : new Status(source, tag, bytes, false, false, first);
    }

    @Override
    public TuttiException seen(TuttiException thrown) {
        return communicator.seen(thrown);
    }
}
