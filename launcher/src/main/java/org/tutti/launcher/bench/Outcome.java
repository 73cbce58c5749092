package org.tutti.launcher.bench;

/**
 * A run of the bench.
 *
 * @param machine where it ran
 * @param request what was asked for
 * @param summary what came out
 */
record Outcome(Machine machine, Request request, Summary summary) {}
