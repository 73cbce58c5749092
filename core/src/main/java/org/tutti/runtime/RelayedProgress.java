package org.tutti.runtime;

import org.tutti.spi.Progress;

/** What must go on while a rank waits: nothing, until the rank has something. */
final class RelayedProgress implements Progress {
    private volatile Progress work = NONE;

    void set(Progress newWork) {
        work = newWork;
    }

    @Override
    public void poll() {
        work.poll();
    }

    @Override
    public boolean isBusy() {
        return work.isBusy();
    }
}
