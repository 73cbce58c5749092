/** Tutti's own algorithms in virtual time against a model of a machine: how they behave on more cores than there are here. */
@org.jspecify.annotations.NullMarked
package org.tutti.benchmarks.scale;
