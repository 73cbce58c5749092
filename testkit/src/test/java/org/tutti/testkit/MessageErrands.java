package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Intercommunicator;
import org.tutti.PartitionedReceive;
import org.tutti.PartitionedSend;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Errands in which each rank sends to the next one and receives from the one before, on every path that messages have. */
final class MessageErrands {
    private static final int TAG = 3;
    /** Beside the head; in the ring; the longest that is sent before it is wanted; offered, and sent in pieces. */
    private static final int[] LENGTHS = {8, 3000, 60_000, 300_000};

    private MessageErrands() {}

    /** One exchange around the ring of ranks: what is sent arrives. */
    private interface Exchange {
        void run(Communicator communicator, int next, int before, byte[] sent, byte[] received);
    }

    static List<Errand> all() {
        return List.of(
                errand("isend", (c, next, before, sent, received) -> {
                    Request send = c.isend(sent, next, TAG);
                    c.recv(received, before, TAG);
                    send.waitFor();
                }),
                errand("issend", (c, next, before, sent, received) -> {
                    Request receive = c.irecv(received, before, TAG);
                    c.ssend(sent, next, TAG);
                    receive.waitFor();
                }),
                errand("bsend", MessageErrands::buffered),
                errand(
                        "sendRecv",
                        (c, next, before, sent, received) -> c.sendRecv(sent, next, TAG, received, before, TAG)),
                errand("sendRecvReplace", (c, next, before, sent, received) -> {
                    System.arraycopy(sent, 0, received, 0, sent.length);
                    c.sendRecvReplace(received, next, TAG, before, TAG);
                }),
                errand("sendInit", MessageErrands::persistent),
                errand("psendInit", MessageErrands::inPartitions),
                errand("mprobe", (c, next, before, sent, received) -> {
                    Request send = c.isend(sent, next, TAG);
                    c.mprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG).recv(received);
                    send.waitFor();
                }),
                errand("sendObject", (c, next, before, sent, received) -> {
                    Request send = c.isendObject(sent, next, TAG);
                    byte[] object = c.recvObject(before, TAG);
                    System.arraycopy(object, 0, received, 0, object.length);
                    send.waitFor();
                }),
                errand("from shared memory", (c, next, before, sent, received) -> {
                    MemorySegment memory = sharedOrHeap(c, sent.length).copyFrom(MemorySegment.ofArray(sent));
                    Request send = c.isend(memory, sent.length, Datatype.BYTE, next, TAG);
                    c.recv(received, before, TAG);
                    send.waitFor();
                }),
                errand("to shared memory", (c, next, before, sent, received) -> {
                    MemorySegment memory = sharedOrHeap(c, received.length);
                    Request receive = c.irecv(memory, received.length, Datatype.BYTE, before, TAG);
                    c.send(sent, next, TAG);
                    receive.waitFor();
                    MemorySegment.ofArray(received).copyFrom(memory);
                }),
                new Errand("messages to all", world -> toAll(world)),
                new Errand("messages of a dup", world -> {
                    try (Communicator other = world.dup()) {
                        toAll(other);
                    }
                }),
                new Errand("messages between groups", world -> {
                    try (Intercommunicator both = CommunicatorErrands.twoGroups(world)) {
                        betweenGroups(both);
                    }
                }),
                new Errand("messages to itself", MessageErrands::toItself));
    }

    private static Errand errand(String name, Exchange exchange) {
        return new Errand(name, world -> {
            int next = (world.rank() + 1) % world.size();
            int before = (world.rank() + world.size() - 1) % world.size();
            for (int length : LENGTHS) {
                byte[] received = new byte[length];
                exchange.run(world, next, before, text(world.rank(), length), received);
                require(received, before);
            }
        });
    }

    private static void buffered(Communicator c, int next, int before, byte[] sent, byte[] received) {
        c.attachBuffer(2L * sent.length);
        c.bsend(sent, next, TAG);
        c.bsend(sent, next, TAG + 1);
        c.recv(received, before, TAG + 1);
        c.recv(received, before, TAG);
        c.detachBuffer();
    }

    private static void persistent(Communicator c, int next, int before, byte[] sent, byte[] received) {
        PersistentRequest receive = c.recvInit(received, before, TAG);
        PersistentRequest send = c.sendInit(sent, next, TAG);
        for (int round = 0; round < 3; round++) {
            Arrays.fill(received, (byte) 0);
            PersistentRequest.startAll(receive, send);
            Request.waitAll(receive, send);
        }
        receive.free();
        send.free();
    }

    private static void inPartitions(Communicator c, int next, int before, byte[] sent, byte[] received) {
        PartitionedReceive receive = c.precvInit(received, 2, before, TAG);
        PartitionedSend send = c.psendInit(sent, 4, next, TAG);
        for (int round = 0; round < 3; round++) {
            Arrays.fill(received, (byte) 0);
            PersistentRequest.startAll(receive, send);
            send.preadyList(2, 0, 3, 1);
            Request.waitAll(receive, send);
        }
    }

    private static MemorySegment sharedOrHeap(Communicator communicator, int bytes) {
        try {
            return communicator.allocate(Datatype.BYTE, bytes);
        } catch (TuttiException e) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.NO_SPACE);
            return MemorySegment.ofArray(new byte[bytes]);
        }
    }

    private static void toAll(Communicator communicator) {
        for (int bytes : LENGTHS) {
            int length = 1 + 4 * bytes / communicator.size();
            List<Request> sends = new ArrayList<>();
            for (int dest = 0; dest < communicator.size(); dest++) {
                sends.add(communicator.isend(text(communicator.rank(), length), dest, TAG));
            }
            for (int source = 0; source < communicator.size(); source++) {
                byte[] received = new byte[length];
                Status status = communicator.recv(received, Tutti.ANY_SOURCE, TAG);
                require(received, status.source());
            }
            Request.waitAll(sends);
            communicator.barrier();
        }
    }

    /** A group may have a rank more than the other, which has no partner. */
    private static void betweenGroups(Intercommunicator both) {
        int peer = both.rank() < both.remoteSize() ? both.rank() : Tutti.PROC_NULL;
        int me = both.group().worldRank(both.rank());
        for (int length : LENGTHS) {
            byte[] received = new byte[length];
            both.sendRecv(text(me, length), peer, TAG, received, peer, TAG);
            if (peer != Tutti.PROC_NULL) {
                require(received, both.remoteGroup().worldRank(peer));
            }
        }
    }

    private static void toItself(Communicator world) {
        for (int length : LENGTHS) {
            byte[] received = new byte[length];
            world.sendRecv(text(world.rank(), length), world.rank(), TAG, received, world.rank(), TAG);
            require(received, world.rank());
        }
        world.barrier();
    }

    private static byte[] text(int source, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (31 * source + 7 * i + (i >> 8));
        }
        return text;
    }

    private static void require(byte[] received, int source) {
        if (!Arrays.equals(received, text(source, received.length))) {
            throw new AssertionError("a message of rank " + source + " is wrong: bytes=" + received.length);
        }
    }
}
