package org.tutti.segment;

import java.util.stream.Stream;
import org.tutti.segment.ChannelModel.Mistake;
import org.tutti.segment.HeapWords.Defect;

/** The protocol of channels: cells and ring are used again, ranks ask and tell, sleep and wake. */
class ChannelModelTest extends ModelTests {
    static Stream<Case> shipped() {
        return Stream.of(
                channel("open, sleep and wake", 2, 3, 4, 0, 2),
                channel("4 cells", 1, 2, 4, 0, 6),
                channel("8 cells, which ask by turns", 1, 2, 8, 0, 10),
                mixed("small messages, one of 3 has a cell", 1, 2, 0, 14, 3),
                mixed("small messages, one of 4 has a cell", 1, 2, 0, 14, 4),
                mixed("small messages, one of 2 is in the ring", 1, 2, 512, 12, 2),
                mixed("a cell, and then small messages alone", 1, 2, 0, 14, 100),
                channel("a ring of 4 pieces", 1, 2, 32, 512, 6),
                channel("a ring of 8 pieces, which ask by turns", 1, 2, 32, 1024, 10),
                channel("a ring and as many cells", 1, 2, 4, 512, 6));
    }

    private static Case channel(String name, int briefly, int fully, int cells, long ringBytes, int messages) {
        return new Case(
                name,
                2,
                briefly,
                fully,
                schedule -> new ChannelModel(schedule, cells, ringBytes, messages, Mistake.NONE));
    }

    private static Case mixed(String name, int briefly, int fully, long ringBytes, int messages, int wholeOneOf) {
        return new Case(
                name,
                2,
                briefly,
                fully,
                schedule -> new ChannelModel(schedule, 4, ringBytes, messages, wholeOneOf, Mistake.NONE));
    }

    static Stream<Case> defective() {
        return Stream.of(
                mistaken("cells told early", 4, 0, Mistake.TELLS_EARLY),
                mistaken("ring told early", 8, 512, Mistake.TELLS_EARLY),
                mistaken("never asked", 8, 0, Mistake.NEVER_ASKS),
                mistaken("ring forgotten", 32, 512, Mistake.FORGETS_RING),
                mistaken("laid late beside the head", 4, 0, Mistake.LAYS_LATE),
                mistaken("laid late in the ring", 4, 512, Mistake.LAYS_LATE),
                mistaken("ahead", 4, 512, Mistake.NONE, Defect.AHEAD),
                mistaken("no zeros", 4, 512, Mistake.NONE, Defect.NO_ZEROS),
                mistaken("no fence", 4, 512, Mistake.NONE, Defect.NO_FENCE),
                mistaken("no compare", 4, 512, Mistake.NONE, Defect.SLEEP_UNSEEN));
    }

    private static Case mistaken(String name, int cells, long ringBytes, Mistake mistake, Defect... defects) {
        return new Case(name, 2, 1, 1, schedule -> new ChannelModel(schedule, cells, ringBytes, 12, mistake, defects));
    }
}
