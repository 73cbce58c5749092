package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.Request;

/** A receive that is waited for; its order is that in which receives of its communicator were posted. */
final class PostedReceive {
    final int comm;
    final int order;
    final MatchModel.Wanted wanted;
    final Request request;
    final byte[] room;
    /** Where the message is received, and then copied from into the room, or null. */
    final @Nullable MemorySegment memory;

    PostedReceive(int comm, int order, MatchModel.Wanted wanted, Request request, byte[] room) {
        this(comm, order, wanted, request, room, null);
    }

    PostedReceive(
            int comm,
            int order,
            MatchModel.Wanted wanted,
            Request request,
            byte[] room,
            @Nullable MemorySegment memory) {
        this.comm = comm;
        this.order = order;
        this.wanted = wanted;
        this.request = request;
        this.room = room;
        this.memory = memory;
    }
}
