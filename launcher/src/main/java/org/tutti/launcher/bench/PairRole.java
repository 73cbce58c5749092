package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;
import org.tutti.Request;

/**
 * A rank's role in messages between two: the first one of a pair has an even rank, the second one the next. All messages of a window
 * are of one buffer, and received into one, as those of the OSU benchmarks.
 */
final class PairRole implements Role {
    private static final int WINDOW = Operation.WINDOW;

    private final Communicator world;
    private final Operation operation;
    private final Cell cell;
    private final boolean isFirst;
    private final int partner;
    private final boolean isAlone;
    private final Request[] oneWay = new Request[WINDOW];
    private final Request[] bothWays = new Request[2 * WINDOW];

    PairRole(Communicator world, Cell cell) {
        this.world = world;
        this.operation = cell.operation();
        this.cell = cell;
        this.isFirst = world.rank() % 2 == 0;
        this.partner = world.rank() ^ 1;
        this.isAlone = partner >= world.size();
    }

    @Override
    public int sent() {
        return sends() ? cell.count() : 0;
    }

    @Override
    public int received() {
        return receives() ? cell.count() : 0;
    }

    @Override
    public boolean isInPlace() {
        return false;
    }

    @Override
    public boolean sends() {
        return !isAlone && (operation != Operation.BW || isFirst);
    }

    @Override
    public boolean receives() {
        return !isAlone && (operation != Operation.BW || !isFirst);
    }

    @Override
    public Runnable ofFloats(float[] from, float[] to) {
        return call(new PairCalls.OfFloats(world, partner, from, to));
    }

    @Override
    public Runnable ofSegments(MemorySegment from, MemorySegment to) {
        return call(new PairCalls.OfSegments(world, partner, from, to, cell));
    }

    private Runnable call(PairCalls calls) {
        if (isAlone) {
            return () -> {};
        }
        return switch (operation) {
            case LATENCY -> isFirst ? () -> ping(calls) : () -> pong(calls);
            case BW -> isFirst ? () -> sendWindow(calls) : () -> receiveWindow(calls);
            case BIBW -> () -> exchangeWindows(calls);
            default -> throw new IllegalStateException("not an operation of pairs: " + operation);
        };
    }

    private static void ping(PairCalls calls) {
        calls.send();
        calls.recv();
    }

    private static void pong(PairCalls calls) {
        calls.recv();
        calls.send();
    }

    private void sendWindow(PairCalls calls) {
        for (int i = 0; i < WINDOW; i++) {
            oneWay[i] = calls.isend();
        }
        Request.waitAll(oneWay);
        calls.recvAnswer();
    }

    private void receiveWindow(PairCalls calls) {
        for (int i = 0; i < WINDOW; i++) {
            oneWay[i] = calls.irecv();
        }
        Request.waitAll(oneWay);
        calls.sendAnswer();
    }

    private void exchangeWindows(PairCalls calls) {
        for (int i = 0; i < WINDOW; i++) {
            bothWays[i] = calls.irecv();
        }
        for (int i = 0; i < WINDOW; i++) {
            bothWays[WINDOW + i] = calls.isend();
        }
        Request.waitAll(bothWays);
    }

    @Override
    public int expected(int index) {
        return Workload.value(partner, index);
    }
}
