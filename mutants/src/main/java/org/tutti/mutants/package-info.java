/** Changes core's classes by rule, one at a time, and runs the suites, which must notice. */
@NullMarked
package org.tutti.mutants;

import org.jspecify.annotations.NullMarked;
