package org.tutti.testkit;

import org.tutti.Communicator;

/** What all ranks do in a campaign. */
enum Load {
    COLLECTIVES,
    MESSAGES;

    /** Makes so many calls, which follow from the seed, and checks their results. */
    void play(Communicator world, long seed, int calls) {
        switch (this) {
            case COLLECTIVES -> Medley.play(world, seed, calls);
            case MESSAGES -> MessageRounds.play(world, seed, calls);
        }
    }
}
