/** Sleeping on shared words and watching processes, by downcalls into the C library of Linux. */
@NullMarked
package org.tutti.posix;

import org.jspecify.annotations.NullMarked;
