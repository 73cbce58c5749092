/** What tests of parallel programs need: ranks as threads and as processes, inputs and expectations, watchdogs. */
@NullMarked
package org.tutti.testkit;

import org.jspecify.annotations.NullMarked;
