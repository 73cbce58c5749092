/** What optional modules implement for Tutti's core. */
@NullMarked
package org.tutti.spi;

import org.jspecify.annotations.NullMarked;
