/** JMH benchmarks of the parts of which an operation's time is made. */
@org.jspecify.annotations.NullMarked
package org.tutti.benchmarks;
