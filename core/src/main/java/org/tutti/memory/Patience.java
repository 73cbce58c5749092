package org.tutti.memory;

/**
 * How often a rank looks for what it waits for before it gives its processor away. One that has a processor of its own looks the same
 * number of times always. Where ranks outnumber processors it pays only while the rank that it waits for runs on another one: so the
 * next look finds something, or after some waits in vain each wait looks once, and only now and then as often as before.
 */
public final class Patience {
    /** Long enough for an answer from another processor, short beside a switch to another rank. */
    private static final int SOME = 100;

    private static final int VAIN_WAITS = 100;
    private static final int WAITS_BETWEEN_TRIES = 16;

    private final int always;
    private final int some;
    private int vainWaits;

    private Patience(int always, int some) {
        this.always = always;
        this.some = some;
    }

    /**
     * {@return patience that learns, of one thread}
     *
     * @param always how often it looks at least
     */
    public static Patience ofOneThread(int always) {
        return new Patience(always, Math.max(SOME, always));
    }

    /** {@return patience of a single wait, after which nothing is remembered: it always looks as often} */
    public static Patience ofOneWait(int always) {
        return new Patience(always, always);
    }

    /** {@return how often it looks before it gives its processor away} */
    public int looks() {
        return vainWaits <= VAIN_WAITS ? some : always;
    }

    /**
     * Takes notice that what it waited for was there.
     *
     * @param looks how many looks were in vain since it had its processor: without any it would have been there all the same
     */
    public void foundAfter(int looks) {
        if (looks > 0) {
            vainWaits = 0;
        }
    }

    /** Takes notice that all looks were in vain. */
    public void foundNothing() {
        vainWaits = vainWaits == VAIN_WAITS + WAITS_BETWEEN_TRIES ? VAIN_WAITS : vainWaits + 1;
    }
}
