package org.tutti.testkit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * A rank of a {@link KillTrial}: plays on until its end, or another one's. Arguments: the load, a seed, the victim, its way to end, the
 * moment, and which share of the time, or of the writes, passes before.
 */
final class KillPlayer implements RankProgram {
    private static final int CALLS_OF_A_PART = 20;
    private static final int LONGEST_LIFE_NANOS = 150_000_000;
    private static final int UNTIL_THE_END_MILLIS = 60_000;

    private final AtomicBoolean throwsSoon = new AtomicBoolean();
    private final AtomicBoolean hasStopped = new AtomicBoolean();

    @Override
    public String run(String... args) throws Exception {
        Load load = Load.valueOf(args[0]);
        long seed = Long.parseLong(args[1]);
        int victim = Integer.parseInt(args[2]);
        KillWay way = KillWay.valueOf(args[3]);
        KillTrial.Moment moment = KillTrial.Moment.valueOf(args[4]);
        double share = Double.parseDouble(args[5]);
        Communicator world = Tutti.init(args);
        boolean isVictim = world.rank() == victim;
        try {
            if (moment == KillTrial.Moment.AT_A_WRITE) {
                WritePoint.count();
                load.play(world, seed, CALLS_OF_A_PART);
                if (isVictim) {
                    WritePoint.strikeAfter((long) (share * WritePoint.passed()), () -> end(way));
                }
            } else if (isVictim) {
                Thread.ofPlatform().daemon().start(() -> endLater(way, (long) (share * LONGEST_LIFE_NANOS)));
            }
            boolean goesOn = true;
            for (int part = 1; goesOn; part++) {
                // the writes were counted of these very calls
                load.play(world, moment == KillTrial.Moment.AT_A_WRITE ? seed : seed + part, CALLS_OF_A_PART);
                goesOn = way != KillWay.SIGSTOP || world.allreduce(hasStopped.get() ? 1 : 0, Op.MAX) == 0;
                if (throwsSoon.get()) {
                    way.end();
                }
            }
            world.close();
            return "done";
        } catch (AssertionError e) {
            if (e.getCause() instanceof TuttiException told) {
                return told(told, isVictim && way.endsTheProcess());
            }
            if (e.getCause() instanceof IllegalStateException purpose) {
                throw purpose;
            }
            throw e;
        } catch (TuttiException e) {
            return told(e, isVictim && way.endsTheProcess());
        } finally {
            WritePoint.stop();
        }
    }

    private static String told(TuttiException e, boolean isAboutToEnd) throws InterruptedException {
        if (isAboutToEnd) {
            Thread.sleep(UNTIL_THE_END_MILLIS);
        }
        return System.nanoTime() + " " + e.culprit() + " " + e.getMessage();
    }

    private void endLater(KillWay way, long nanos) {
        try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (way == KillWay.EXCEPTION) {
            throwsSoon.set(true); // in the thread that plays
        } else {
            end(way);
        }
    }

    private void end(KillWay way) {
        way.end();
        hasStopped.set(true);
    }
}
