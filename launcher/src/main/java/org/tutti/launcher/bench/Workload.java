package org.tutti.launcher.bench;

import org.tutti.Communicator;

/** What one rank does again and again for a cell: it writes what it sends, calls, and reads what it has received. */
final class Workload {
    /** Elements of a check repeat after so many. */
    static final int VALUES = 1000;

    private final Communicator world;
    private final Cell cell;
    private final int rank;
    private final Role role;
    private final boolean sends;
    private final Elements send;
    private final Elements recv;
    private final Runnable call;

    Workload(Communicator world, Cell cell, BufferKind buffers) {
        this.world = world;
        this.cell = cell;
        this.rank = world.rank();
        this.role = Role.of(world, cell);
        this.sends = role.sends();
        if (buffers == BufferKind.ARRAY && cell.kind() == ElementKind.FLOAT) {
            Elements.OfFloats from = new Elements.OfFloats(new float[role.sent()]);
            Elements.OfFloats to = new Elements.OfFloats(new float[role.received()]);
            send = from;
            recv = role.isInPlace() ? from : to;
            call = role.ofFloats(from.array(), to.array());
        } else {
            Elements.OfSegment from = segment(buffers, role.sent());
            Elements.OfSegment to = segment(buffers, role.received());
            send = from;
            recv = role.isInPlace() ? from : to;
            call = role.ofSegments(from.segment(), to.segment());
        }
    }

    private Elements.OfSegment segment(BufferKind buffers, int length) {
        ElementKind kind = cell.kind();
        return switch (buffers) {
            case ARRAY -> new Elements.OfSegment(kind.array(length), kind, length);
            case SHARED -> new Elements.OfSegment(world.allocate(kind.datatype(), length), kind, length);
            default -> Elements.segment(kind, length);
        };
    }

    /** Writes what this rank sends. */
    void write(int iteration) {
        if (sends) {
            send.write((iteration & 1023) + rank);
        }
    }

    /** Called by all ranks before a measurement. */
    void settle() {
        role.settle();
    }

    /** What a call computes beside the operation. */
    void compute() {
        role.compute();
    }

    void call() {
        call.run();
    }

    /** {@return something of what this rank has received} */
    float read() {
        return recv.read();
    }

    /** Calls once with known elements, and throws where another result comes than these have. */
    void check() {
        for (int i = 0; i < send.length(); i++) {
            send.set(i, sends ? value(rank, i) : -1);
        }
        call();
        for (int i = 0; role.receives() && i < recv.length(); i++) {
            if (recv.get(i) != role.expected(i)) {
                throw new IllegalStateException("rank " + rank + ": " + cell.text() + " gives " + recv.get(i)
                        + " as element " + i + ", not " + role.expected(i));
            }
        }
    }

    /** {@return an element that a rank passes in a check} */
    static int value(int rank, int index) {
        return (rank + 1) * (index % VALUES);
    }
}
