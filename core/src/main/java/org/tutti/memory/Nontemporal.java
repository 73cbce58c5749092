package org.tutti.memory;

/** When long payload is copied past the processor's caches. */
public enum Nontemporal {
    /** Where it is found to be faster: between cores that are far from each other. */
    AUTO,
    /** Never. */
    NEVER,
    /** Wherever this machine can. */
    ALWAYS
}
