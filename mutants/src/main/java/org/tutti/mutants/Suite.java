package org.tutti.mutants;

/**
 * A class of tests.
 *
 * @param className its binary name
 * @param timed whether it asserts promised times, so that a busy machine can make it fail: then it must fail twice
 */
record Suite(String className, boolean timed) {}
