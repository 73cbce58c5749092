package org.tutti.p2p;

import java.util.Arrays;
import org.tutti.TuttiException;
import org.tutti.spi.Progress;

/** What goes on at a rank in the jobs that are connected with the one in which it waits. */
final class ConnectedProgress implements Progress {
    private static final ProgressEngine[] NONE_YET = {};

    private volatile ProgressEngine[] engines = NONE_YET;

    synchronized void add(ProgressEngine engine) {
        ProgressEngine[] more = Arrays.copyOf(engines, engines.length + 1);
        more[engines.length] = engine;
        engines = more;
    }

    synchronized void remove(ProgressEngine engine) {
        engines = Arrays.stream(engines).filter(each -> !each.equals(engine)).toArray(ProgressEngine[]::new);
    }

    /** What fails in another job is not this one's failure: whoever calls that one's operations is told. */
    @Override
    public void poll() {
        for (ProgressEngine engine : engines) {
            try {
                engine.pollHere();
            } catch (TuttiException e) {
                remove(engine);
            }
        }
    }

    @Override
    public boolean isBusy() {
        for (ProgressEngine engine : engines) {
            if (engine.hasWorkHere()) {
                return true;
            }
        }
        return false;
    }
}
