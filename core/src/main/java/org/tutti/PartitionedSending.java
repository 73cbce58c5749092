package org.tutti;

import java.util.Arrays;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Awaitable;
import org.tutti.p2p.Send;

/**
 * A message whose parts go out as they become ready, each as a message of its own.
 *
 * <ol>
 *   <li>When it is made it is announced: how many parts there are, how long each is, and under which numbers they will come.
 *   <li>When it is started no part is ready.
 *   <li>A part that becomes ready is sent.
 *   <li>It is over when all have become ready, and their memory may be written again.
 * </ol>
 */
final class PartitionedSending implements PersistentRequest.Operation, Awaitable {
    private final MessageCore communicator;
    private final int dest;
    private final int tag;
    private final boolean[] ready;
    private final Send[] parts;
    private int unready;
    /** All parts before this one are ready and sent. */
    private int over;

    PartitionedSending(MessageCore communicator, int partitions, int dest, int tag) {
        this.communicator = communicator;
        this.dest = dest;
        this.tag = tag;
        this.ready = new boolean[partitions];
        this.parts = new Send[dest == Tutti.PROC_NULL ? 0 : partitions];
        this.over = partitions;
    }

    /** {@return this, with its parts in the caller's memory, and announced} */
    PartitionedSending of(ElementType type, Object buffer, long index, long elements) {
        if (parts.length == 0) {
            return this;
        }
        communicator.engine.enter(); // announcements go out in the order of their numbers, whatever threads make them
        try {
            PartitionSpace space = communicator.partitionSpace();
            long each = elements / parts.length;
            int first = space.number(parts.length);
            announce(space, first, type.bytes(each));
            for (int part = 0; part < parts.length; part++) {
                parts[part] = send(space, PartitionSpace.tag((long) first + part))
                        .set(type, buffer, index + part * each, each);
            }
        } finally {
            communicator.engine.exit();
        }
        return this;
    }

    private void announce(PartitionSpace space, int first, long bytes) {
        long[] announced = new long[PartitionSpace.NUMBERS];
        announced[PartitionSpace.FIRST] = first;
        announced[PartitionSpace.PARTS] = parts.length;
        announced[PartitionSpace.BYTES] = bytes;
        communicator.start(send(space, tag).set(ElementType.LONG, announced, 0, announced.length));
    }

    private Send send(PartitionSpace space, int itsTag) {
        return new Send(space.mailbox(), communicator.mailbox.worldRank(dest), itsTag, Send.Mode.STANDARD);
    }

    @Override
    public void start() {
        communicator.engine.enter();
        try {
            Arrays.fill(ready, false);
            unready = ready.length;
            over = 0;
        } finally {
            communicator.engine.exit();
        }
    }

    /** Throws where there is no such partition. */
    void require(int partition) {
        requirePartition(partition, ready.length);
    }

    /** Sends a part. */
    void isReady(int partition) {
        require(partition);
        communicator.engine.enter();
        try {
            if (over == ready.length || ready[partition]) {
                throw new TuttiException(
                        ErrorCode.BAD_REQUEST,
                        (over == ready.length ? "the request is not active: " : "the partition is ready already: ")
                                + "partition=" + partition + ", " + describe());
            }
            ready[partition] = true;
            unready--;
            if (parts.length > 0) {
                communicator.start(parts[partition]);
            }
        } finally {
            communicator.engine.exit();
        }
    }

    static void requirePartition(int partition, int partitions) {
        if (partition < 0 || partition >= partitions) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "there is no such partition: partition=" + partition + ", partitions=" + partitions);
        }
    }

    @Override
    public boolean isDone() {
        while (over < ready.length && ready[over] && (parts.length == 0 || parts[over].isDone())) {
            over++;
        }
        return over == ready.length;
    }

    /** As long as parts are not ready it waits for its own rank. */
    @Override
    public int from() {
        return unready > 0 || parts.length == 0
                ? communicator.household.worldRank()
                : communicator.mailbox.worldRank(dest);
    }

    @Override
    public String describe() {
        return "psend(destination " + dest + ", tag " + tag + ", " + unready + " of " + ready.length
                + " partitions not ready) in " + communicator.roster.name();
    }

    @Override
    public Awaitable work() {
        return this;
    }

    @Override
    public Status outcome() {
        return Status.EMPTY;
    }

    @Override
    public TuttiException seen(TuttiException failure) {
        return communicator.seen(failure);
    }
}
