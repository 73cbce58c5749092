/** The bench: what it measures, how engines take turns, and how it is told. */
@NullMarked
package org.tutti.launcher.bench;

import org.jspecify.annotations.NullMarked;
