package org.tutti.segment;

/**
 * An operation as a text that can be left at every wait and taken up again: blocking calls step it until it is done, a
 * request steps it when it is tested.
 */
public interface Resumable {
    /**
     * Goes on from where the last call stopped, as far as it can without waiting.
     *
     * @return whether the operation is done
     */
    boolean step();
}
