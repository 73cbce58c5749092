/** The command {@code tutti}: starts the ranks of a job, watches over them, and ends them together. */
@NullMarked
package org.tutti.launcher;

import org.jspecify.annotations.NullMarked;
