package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.p2p.Arrival;
import org.tutti.p2p.Awaitable;

/** A message that is waited for, and taken out by whoever finds it where that is wanted. */
final class Sought implements Awaitable {
    private final MessageCore communicator;
    private final int source;
    private final int tag;
    private final boolean takes;
    private @Nullable Arrival found;

    Sought(MessageCore communicator, int source, int tag, boolean takes) {
        this.communicator = communicator;
        this.source = source;
        this.tag = tag;
        this.takes = takes;
    }

    @Nullable
    Arrival found() {
        return found;
    }

    @Override
    public boolean isDone() {
        if (found == null) {
            found = communicator.find(source, tag, takes);
        }
        return found != null;
    }

    @Override
    public String describe() {
        return "probe(source " + (source == Tutti.ANY_SOURCE ? "ANY_SOURCE" : source) + ", tag "
                + (tag == Tutti.ANY_TAG ? "ANY_TAG" : tag) + ") in " + communicator.roster.name();
    }
}
