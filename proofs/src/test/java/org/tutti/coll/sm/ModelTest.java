package org.tutti.coll.sm;

import java.util.stream.Stream;
import org.tutti.segment.HeapWords.Defect;
import org.tutti.segment.ModelTests;

/** The protocols of operations. */
class ModelTest extends ModelTests {
    static Stream<Case> shipped() {
        return Stream.of(
                new Case("barrier of 2", 2, 2, 3, schedule -> new BarrierModel(schedule, 3)),
                new Case("barrier of 3", 3, 1, 3, schedule -> new BarrierModel(schedule, 3)),
                new Case("reuse of units", 2, 2, 3, schedule -> new ReuseModel(schedule, false, 5)),
                new Case("reuse of units by 3", 3, 1, 3, schedule -> new ReuseModel(schedule, false, 4)),
                new Case("reuse of slots", 2, 2, 3, schedule -> new ReuseModel(schedule, true, 5)),
                new Case("abort by 2", 2, 3, 5, AbortModel::new),
                new Case("abort by 3", 3, 2, 4, AbortModel::new),
                new Case("mismatch", 2, 2, 4, MismatchModel::new),
                new Case("lanes", 2, 1, 2, schedule -> new OpeningModel(schedule, 3, true)),
                new Case("lanes of 3", 3, 1, 2, schedule -> new OpeningModel(schedule, 2, true)),
                new Case("sleep and wake", 2, 3, 5, schedule -> new SleepModel(schedule, 3)));
    }

    static Stream<Case> defective() {
        return Stream.of(
                new Case("barrier", 2, 1, 1, schedule -> new BarrierModel(schedule, 3, Defect.AHEAD)),
                new Case("units", 2, 1, 1, schedule -> new ReuseModel(schedule, false, 5, Defect.AHEAD)),
                new Case("slots", 2, 1, 1, schedule -> new ReuseModel(schedule, true, 5, Defect.AHEAD)),
                new Case("abort", 2, 1, 1, schedule -> new AbortModel(schedule, Defect.TWO_STEPS)),
                new Case("mismatch", 2, 2, 2, schedule -> new MismatchModel(schedule, Defect.TWO_STEPS)),
                new Case(
                        "lanes without zeros",
                        2,
                        1,
                        1,
                        schedule -> new OpeningModel(schedule, 3, true, Defect.NO_ZEROS)),
                new Case("lanes that nobody met in", 2, 1, 1, schedule -> new OpeningModel(schedule, 2, false)),
                new Case("no fence", 2, 2, 2, schedule -> new SleepModel(schedule, 3, Defect.NO_FENCE)),
                new Case("no compare", 2, 2, 2, schedule -> new SleepModel(schedule, 3, Defect.SLEEP_UNSEEN)));
    }
}
