package org.tutti;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CallRecorder;
import org.tutti.coll.CollectiveTable;
import org.tutti.runtime.Departure;

/**
 * An ordered set of ranks that compute together. All its ranks must call the same operations in the same order, each with
 * the same reduction, element type, count and root; where they do not, every rank gets an exception that names two of the
 * calls.
 *
 * <p>Arrays are passed whole, or as an offset and a count in elements. An array is one of {@code byte[] short[] char[]
 * int[] long[] float[] double[] boolean[]}. Memory segments are passed with a count and a {@link Datatype}, and match arrays
 * of that type on other ranks. What is sent and what is received must be the same place or not overlap. Bad arguments are reported with a {@link TuttiException} before anything is
 * sent. Every other failure, such as the death of a rank, ends the job: then each rank's pending or next call throws a
 * {@code TuttiException} that names the culprit, and the contents of receive arrays are undefined.
 *
 * <p>One thread at a time may call the operations of a communicator.
 *
 * <p>Ordering: what a rank did before it called an operation happens before everything that another rank does after an
 * operation returned that cannot have returned without that call: any return of {@link #barrier} and {@code allreduce},
 * the root's of {@code reduce}, all others' of {@code bcast}.
 */
public sealed class Communicator extends MessageCore
        implements Aborts,
                Connections,
                Sends,
                Receives,
                ImmediateExchanges,
                ImmediateMessages,
                PersistentMessages,
                PartitionedMessages,
                SendReceives,
                Probes,
                ImmediateMoves,
                ImmediateVaryingMoves,
                ImmediateReductions,
                ImmediateNeighborMoves,
                PersistentMoves,
                PersistentVaryingMoves,
                PersistentReductions,
                PersistentNeighborMoves,
                AutoCloseable
        permits Intercommunicator {
    private final Consumer<Boolean> whenClosed;

    private @Nullable CallsInFlight inFlight;

    Communicator(Foundation foundation, Consumer<Boolean> whenClosed) {
        super(foundation);
        this.whenClosed = whenClosed;
    }

    /** {@return one like this that records calls in place of making them} */
    Communicator recorder() {
        return new Communicator(foundation(new CallRecorder()), met -> {});
    }

    final Foundation foundation(CollectiveTable otherTable) {
        return new Foundation(membership, otherTable, roster, household, info, neighborhood);
    }

    private CallsInFlight inFlight() {
        CallsInFlight calls = inFlight;
        if (calls == null) {
            calls = new CallsInFlight(this);
            inFlight = calls;
        }
        return calls;
    }

    /** {@return a collective operation, which has begun} */
    final Request begin(Consumer<Communicator> operation) {
        CollectiveCall call = inFlight().record(operation);
        call.calls().begin(call);
        return new CollectiveRequest(call);
    }

    /** {@return a collective operation, to be started} */
    final PersistentRequest prepare(Consumer<Communicator> operation) {
        return new PersistentRequest(this, new PersistentCall(inFlight().record(operation)));
    }

    final void forgetArguments() {
        sentItems.forget();
        receivedItems.forget();
        sends.forget();
        receives.forget();
    }

    /**
     * Waits until all ranks have called it.
     *
     * <p>MPI standard: 6.3, MPI_BARRIER.
     *
     * @throws TuttiException when the job has ended
     */
    public void barrier() {
        requireOpen();
        table.barrier();
    }

    /**
     * Says that nobody will close this communicator: it ends with the world, which gives no warning then. Until then it keeps its shared
     * memory.
     */
    public void leaveToWorld() {
        isLeftToWorld = true;
    }

    /**
     * Leaves, together with all other ranks: it meets them like {@link #barrier}, so leaving while others are inside
     * another operation is a mismatch, and leaving by an exception that ends the try statement of this resource ends the
     * job, with that exception. Closing twice does nothing, and so does closing after an operation has thrown what
     * ended the job. A communicator that has never communicated meets nobody; each gives its shared memory back, and what it has
     * {@linkplain #allocate allocated} with it. With the world all others of the rank are closed, which says so in a warning.
     *
     * <p>MPI standard: 7.4.3, MPI_COMM_FREE; for the world 11.2.2, MPI_FINALIZE.
     */
    @Override
    public void close() {
        if (!closed) {
            attributes.deleteAll(this);
            boolean met = leave();
            freeAll();
            whenClosed.accept(met);
        }
    }

    /** {@return whether all have met} What is in flight comes first, unless an exception makes this rank leave. */
    private boolean leave() {
        CallsInFlight calls = inFlight;
        boolean isBusy = engine.hasWork() && !Departure.isByException(Communicator.class);
        if (isBusy && calls != null) {
            calls.finish();
        }
        if (isBusy) {
            flush();
        }
        closed = true;
        BooleanSupplier byException = () -> Departure.isByException(Communicator.class);
        boolean met = table.close(byException);
        if (calls != null) {
            met = met && calls.meet(byException);
            calls.close(met);
        }
        closeMailbox();
        return met;
    }
}
